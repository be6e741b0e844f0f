"""A recheck never replaces an article by something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hostile.pages import TITLE, article
from newsbot.outcomes import Doubtful, Unread
from newsbot.pipelines.revision import HALF
from newsbot.text.gist import gist_of, share_kept
from pipelines.recheck import ID, Rechecked
from replica import Replica

STORY = (
    "Уряд ухвалив програму відбудови мостів на наступні три роки, повідомила прес-служба.",
    "За словами міністра, роботи почнуться навесні у восьми областях країни.",
    "Першими відновлять переправи через Десну та Південний Буг, де рух обмежено з минулої осені.",
    "Кошти виділять державний бюджет, міжнародні партнери та органи місцевого самоврядування.",
)
OTHER = (
    "Національна збірна з плавання здобула чотири медалі на чемпіонаті Європи в Белграді.",
    "Золото виборола вісімнадцятирічна спортсменка з Харкова на дистанції двісті метрів.",
)
CANONICAL = '<link rel="canonical" href="https://interfax.com.ua/news/sport/{}.html">'
DAY = timedelta(days=1, minutes=1)


@pytest.fixture
def recheck(tmp_path: Path) -> Iterator[Rechecked]:
    rechecked = Rechecked(tmp_path)
    assert rechecked.look(article(paragraphs=STORY)) == 1
    yield rechecked
    rechecked.close()


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (article("Збірна з плавання здобула медалі", OTHER), "another headline and text"),
        (article(TITLE, OTHER, head=CANONICAL.format(77)), "the page of another article"),
        (article(paragraphs=(STORY[0], "Увійдіть, щоб читати далі.")), "a notice in the place"),
        (article(paragraphs=(*STORY[:2], "Лише для передплатників.")), "a notice in the place"),
        (
            article("Сторінку не знайдено", ("Можливо, її видалено.",)),
            "an outage or challenge page",
        ),
        (
            article(paragraphs=("Сторінку не знайдено, можливо, її видалено.",)),
            "an outage or challenge",
        ),
        (article(paragraphs=("Матеріал недоступний.",)), "an outage or challenge page"),
        (
            article(paragraphs=("This article is no longer available.",)),
            "an outage or challenge page",
        ),
    ],
    ids=[
        "another article",
        "another article that says so",
        "login wall",
        "half a login wall",
        "soft 404",
        "soft 404 under the headline",
        "unavailable",
        "unavailable, in English",
    ],
)
def test_it_is_no_revision_however_often_it_is_seen(
    page: str, problem: str, recheck: Rechecked
) -> None:
    for _ in range(3):
        outcome = recheck.look(page, after=DAY)
        assert isinstance(outcome, Unread)
        assert problem in outcome.problem
    assert recheck.ledger.failures(ID) == 3
    assert recheck.look(article(paragraphs=(*STORY, "Оновлено.")), after=DAY) == 2


SHORTENED = article(paragraphs=STORY[:1])
REWRITTEN = article(paragraphs=OTHER)


@pytest.mark.parametrize("page", [SHORTENED, REWRITTEN], ids=["shortened", "rewritten"])
def test_most_of_the_text_gone_takes_a_second_look(page: str, recheck: Rechecked) -> None:
    assert isinstance(recheck.look(page, after=timedelta(hours=6)), Doubtful)
    assert isinstance(recheck.look(page, after=timedelta(hours=1)), Doubtful)  # no pause between
    assert recheck.look(page, after=DAY) == 2
    assert recheck.ledger.failures(ID) == 0


def test_the_second_look_has_to_see_the_same(recheck: Rechecked) -> None:
    assert isinstance(recheck.look(SHORTENED, after=DAY), Doubtful)
    assert isinstance(recheck.look(REWRITTEN, after=DAY), Doubtful)
    assert isinstance(recheck.look(SHORTENED, after=DAY), Doubtful)
    assert recheck.look(article(paragraphs=(*STORY, "Додано.")), after=DAY) == 2
    assert isinstance(recheck.look(SHORTENED, after=DAY), Doubtful)


def test_a_flash_that_grows_into_a_story_is_an_edit(recheck: Rechecked) -> None:
    grown = article("Відбудова мостів: програма уряду", (*STORY, *OTHER))
    assert recheck.look(grown) == 2


def test_half_is_between_an_edit_and_another_article() -> None:
    """Most stories of the replica share an eighth of their words with another one."""
    replica = Replica(40, traps=False)
    stories = [replica.expected(page, "http://127.0.0.1/") for page in replica.published("uk")]
    bodies = [str(story["body"]) for story in stories]
    gists = [gist_of(None, body) for body in bodies]
    shares = sorted(
        share_kept(gist, body) for place, gist in enumerate(gists) for body in bodies[:place]
    )
    assert shares[len(shares) * 3 // 4] < HALF
    for gist, body in zip(gists, bodies, strict=True):
        first, *rest = body.split("\n\n")
        edited = "\n\n".join([first.upper(), *rest[:-1], "Останній абзац написано заново."])
        assert share_kept(gist, edited) > HALF
