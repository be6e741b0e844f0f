"""When stories come out, in what order, and with which numbers."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from newsbot.demo.words import EDITIONS, Tag
from newsbot.text.dates.clock import KYIV
from replica.story import Special, Story
from replica.traps import SPECIALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

FIRST_ID = 1_208_000
# Sections as often as they are written about.
_WEIGHTS = {
    "uk": ("general",) * 6
    + ("political",) * 5
    + ("economic",) * 6
    + ("telecom", "telecom")
    + ("sport", "sport", "greendeal", "pharmacy", "land", "investments", "interview", "video")
    + ("press-release", "press-conference", "press-announcement"),
    "ru": ("general", "political", "economic") * 3 + ("sport", "press-release", "interview"),
    "en": ("general", "political", "economic") * 3 + ("sport", "press-release", "interview"),
}


def _last_sunday(year: int, month: int) -> int:
    end = datetime(year, month, 31)  # noqa: DTZ001 - a date of the calendar
    return 31 - (end.weekday() + 1) % 7


def boundaries(now: datetime) -> list[datetime]:
    """Moments around the ends of days and years and the changes of the clock, newest first."""
    found = []
    for year in (now.year, now.year - 1):
        autumn, spring = _last_sunday(year, 10), _last_sunday(year, 3)
        found += [
            datetime(year, 10, autumn, 4, 10, tzinfo=KYIV),
            datetime(year, 10, autumn, 2, 50, tzinfo=KYIV),
            datetime(year, 3, spring, 4, 1, tzinfo=KYIV),
            datetime(year, 3, spring, 2, 59, tzinfo=KYIV),
            datetime(year, 1, 1, 0, 5, tzinfo=KYIV),
            datetime(year - 1, 12, 31, 23, 58, tzinfo=KYIV),
        ]
    return found


def _unambiguous(minute: int, step: int) -> tuple[int, datetime]:
    """The moment, moved by two hours where its printed form would stand for two moments."""
    moment = datetime.fromtimestamp(minute * 60, KYIV)
    if (
        moment.month == 10
        and moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    ):
        minute += step
        moment = datetime.fromtimestamp(minute * 60, KYIV)
    return minute, moment


def _event(ident: int, published: datetime) -> datetime:
    """The moment that an announcement is about."""
    day = (published + timedelta(days=1 + ident % 6)).date()
    return datetime.combine(day, time(9 + ident % 9, ident % 2 * 30), KYIV)


class Timeline:
    """The editors' desk: brings out the history once and then story after story."""

    def __init__(
        self, dice: Random, seed: int, now: datetime, page_size: int, foreign: float
    ) -> None:
        self.now = now.astimezone(KYIV)
        self._dice = dice
        self._seed = seed
        self._page_size = page_size
        self._foreign = foreign
        self._next_id = FIRST_ID

    def history(self, articles: int, *, traps: bool) -> Iterator[Story]:
        """All stories up to now, oldest first, the editions mixed."""
        third = articles // 6
        counts = {"uk": articles - 2 * third, "ru": third, "en": third}
        events: list[tuple[datetime, int, str, Special | None]] = []
        for edition, count in counts.items():
            specials = SPECIALS[edition] if traps else ()
            events += self._edition(edition, count, specials)
        events.sort(key=lambda event: (event[0].timestamp(), event[1]))
        for moment, _, edition, special in events:
            yield self._story(edition, moment, special)

    def _edition(
        self, edition: str, count: int, specials: tuple[Special, ...]
    ) -> list[tuple[datetime, int, str, Special | None]]:
        decoys = [special for special in specials if not special.article] if count else []
        planned = [special for special in specials if special.article][:count]
        total = count + len(decoys)
        moments = self._moments(total, archived=6 if edition == "uk" else 2)
        for number, decoy in enumerate(decoys):
            planned.insert(2 + 5 * number, decoy)
        # Specials are spread over the newer part; the newest story is a plain one if it can be.
        room = max(len(planned), total - 8)
        shift = int(room < total)
        places = {
            number * room // len(planned) + shift: special for number, special in enumerate(planned)
        }
        return [
            (moment, -number, edition, places.get(number)) for number, moment in enumerate(moments)
        ]

    def _moments(self, count: int, archived: int) -> list[datetime]:
        """Times of publication, newest first; a minute now and then belongs to two stories."""
        minute = int(self.now.timestamp()) // 60 - 3
        moments = []
        for number in range(count):
            if number not in (0, 4, self._page_size):
                minute -= self._dice.randrange(45) or 1
            minute, moment = _unambiguous(minute, -120)
            moments.append(moment)
        if count >= 5 * archived // 2:
            old = [moment for moment in boundaries(self.now) if moment < moments[-archived - 1]]
            moments[-archived:] = old[:archived]
        return moments

    def next_story(self, edition: str) -> Story:
        """A new plain story, a few minutes after the last."""
        minute = int(self.now.timestamp()) // 60 + self._dice.randrange(1, 6)
        minute, moment = _unambiguous(minute, 120)
        self.now = moment
        return self._story(edition, moment, None)

    def _story(self, edition: str, moment: datetime, special: Special | None) -> Story:
        self._next_id += self._dice.randrange(1, 4)
        section = special.section if special else self._dice.choice(_WEIGHTS[edition])
        tags = special.tags if special else self._tags(edition)
        language = special.language if special and special.language else edition
        if special is None and self._foreign and self._dice.random() < self._foreign:
            language = self._dice.choice([code for code in EDITIONS if code != edition])
        event = None
        if section == "press-announcement":
            event = _event(self._next_id, moment)
        return Story(
            self._next_id,
            edition,
            section,
            moment - (special.earlier if special else timedelta(0)),
            self._seed,
            tags,
            special=special,
            language=language,
            event=event,
        )

    def drafted(self, ident: int, edition: str, section: str) -> Story:
        """A plain story of the press center that comes out now, with a number of days ago."""
        event = _event(ident, self.now) if section == "press-announcement" else None
        return Story(ident, edition, section, self.now, self._seed, event=event)

    def _tags(self, edition: str) -> tuple[Tag, ...]:
        count = self._dice.choice((0, 1, 1, 2, 3))
        return tuple(self._dice.sample(EDITIONS[edition].tags, count)) if count else ()
