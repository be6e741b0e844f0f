"""What the editors do: other languages, announcements, drafts, edits."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from lxml import html

from markup import select
from newsbot.demo.words import EDITIONS
from replica import Replica
from replica.story import printed_time
from replica.visiting import get, squeezed, walk

BASE = "http://mirror.test:8931/"


def test_foreign_languages() -> None:
    replica = Replica(600, foreign=0.1)
    for edition in EDITIONS:
        languages = Counter(story.language for story in replica.published(edition))
        assert 0.03 < 1 - languages[edition] / languages.total() < 0.2
        assert len(languages) == 3
    for story in replica.stories.values():
        if story.language != story.edition:
            text = get(replica, story.edition, story.path)
            assert EDITIONS[story.language].latest in text
            assert EDITIONS[story.edition].home in text


def test_announcements_print_their_event() -> None:
    replica = Replica(400)
    stories = [s for s in replica.published("uk") if s.section == "press-announcement"]
    assert len(stories) > 3
    for story in stories:
        assert story.event is not None
        assert timedelta(0) < story.event - story.published < timedelta(days=8)
        truth = replica.expected(story, BASE)
        assert truth["event_at"] == story.event.isoformat()
        page = html.fromstring(get(replica, "uk", story.path))
        time = squeezed(select(page, ".article-content-view .article-time")[0].text_content())
        assert squeezed(printed_time(story.event)) in time
        assert bool(truth["published_at"]) == (
            story.content.meta in {"article", "jsonld", "jsonld-utc"}
        )


def test_an_item_drafted_days_ago_stands_between_known_ones() -> None:
    replica = Replica(900, traps=False)
    before = replica.published("uk")
    story = replica.draft(days=3)
    after = replica.published("uk")
    assert [other for other in after if other is not story] == before
    place = after.index(story)
    assert place > replica.page_size
    assert after[place - 1].id > story.id > after[place + 1].id
    assert story.published > before[0].published
    assert story.path in walk(replica, "uk", "press-conference")


def test_an_edit_may_move_the_printed_time() -> None:
    replica = Replica(30, traps=False)
    story = replica.published("uk")[1]
    before = str(replica.expected(story, BASE)["published_at"])
    replica.edit(story, later=timedelta(hours=4))
    after = str(replica.expected(story, BASE)["published_at"])
    assert datetime.fromisoformat(after) - datetime.fromisoformat(before) == timedelta(hours=4)
    assert f"{story.published:%H:%M}" in get(replica, "uk", story.path)
