"""One article under many addresses."""

from __future__ import annotations

import re
from html import escape

from lxml import html

from markup import select
from newsbot.demo.words import EDITIONS
from replica import Replica
from replica.addresses import forms
from replica.visiting import get, walk


def test_every_form_of_address_serves_the_article() -> None:
    replica = Replica()
    for story in replica.published("uk")[:3]:
        plain = get(replica, "uk", story.path)
        found = list(forms(story))
        assert len(set(found)) == len(found) > 20
        for form in found:
            target = re.sub(r"^https?://[^/]+", "", form)
            if "-amp" not in form:
                assert get(replica, "uk", target) == plain, form
            else:
                assert escape(story.title) in get(replica, "uk", target)


def test_odd_addresses() -> None:
    plain, odd = Replica(), Replica(odd_addresses=True)
    for edition in EDITIONS:
        text = get(odd, edition, "/news/latest.html")
        stories = (*odd.stories.values(), *odd.decoys.values())
        addressed = {form: story.id for story in stories for form in forms(story)}
        rows = select(html.fromstring(text), ".articles-section-view a.article-link")
        found = [addressed.get(row.attrib["href"]) for row in rows]
        assert (
            found
            == [
                int(str(re.search(r"(\d+)\.html$", path)[1]))  # type: ignore[index]
                for path in walk(plain, edition, "latest")[: len(found)]
            ]
        )
        assert len({re.sub(r"\d{7}", "", row.attrib["href"]) for row in rows}) > 5
