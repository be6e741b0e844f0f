"""What the code needs to know of a news site; the facts themselves are data beside this file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from newsbot.sites.paths import Paths

_NUMBER = re.compile("[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Edition:
    """One language edition of a site, served under a host of its own."""

    code: str
    language: str
    host: str
    """The host of its canonical addresses."""
    other_hosts: tuple[str, ...] = ()
    """Hosts that serve, or once served, the same articles under the same numbers."""
    prefix: str = ""
    """What its paths begin with (`/rus`), where editions share a host."""
    origin: str = ""
    """`scheme://host[:port]` of canonical addresses; empty for `https://{host}`."""

    @property
    def base(self) -> str:
        """What the paths of `newsbot.sites.paths` follow in its addresses."""
        return (self.origin or f"https://{self.host}") + self.prefix


@dataclass(frozen=True, slots=True)
class Advertising:
    """How advertising and promotion look on a site. All texts are compared folded (`text.fold`)."""

    labels: tuple[str, ...] = ()
    """Whole lines that mark advertising."""
    labels_follow: bool = False
    """Whether a label stands *after* the block that it marks, so that it proves what is before."""
    lines: tuple[str, ...] = ()
    """Whole paragraphs that are advertising."""
    inserts: tuple[str, ...] = ()
    """Openings of a pointer to another article; what follows them is linked."""
    promos: tuple[str, ...] = ()
    """Openings of an invitation to subscribe or share. It is linked, or names a channel and us."""
    channels: tuple[str, ...] = ()
    """Parts of words that name a channel."""
    owners: tuple[str, ...] = ()
    """Words by which the site means itself."""
    calls: tuple[str, ...] = ()
    """Words that ask readers for something, as a last paragraph that names a channel does. Without
    any no paragraph is taken for such a call: where there are none, one would be a story's."""
    notices: tuple[str, ...] = ()
    """Parts of words that stand together in a line on what to do with the page itself."""
    classes: frozenset[str] = frozenset()
    """Class names of containers that never hold text of the article."""
    image_paths: tuple[str, ...] = ()
    """Parts of the address of an image that is advertising or counts visits."""

    @property
    def phrases(self) -> dict[str, tuple[str, ...]]:
        """The texts that stand among paragraphs, as `newsbot.text.ads` names them."""
        return {
            "labels": self.labels,
            "lines": self.lines,
            "inserts": self.inserts,
            "promos": self.promos,
            "channels": self.channels,
            "owners": self.owners,
            "calls": self.calls,
            "notices": self.notices,
        }


@dataclass(frozen=True, slots=True)
class Classes:
    """Class names seen on the site: the second witness, after the words (SITE.md)."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    """The container of a titled block, heading included."""
    furniture: frozenset[str] = frozenset()
    """Words in the names of containers that hardly ever hold text of the article."""
    remarks: frozenset[str] = frozenset()
    """Words in the names of elements, paragraphs too, that say something beside the text."""


def number_in(ident: str) -> int:
    """The order of ids that have the number of one growing counter in them; 0 for one without."""
    numbers = _NUMBER.findall(ident)
    return int(numbers[-1]) if numbers else 0


@dataclass(frozen=True, slots=True)
class Site:
    """A news site: its editions, its addresses and its words.

    Whatever is left out is not known: a page is read, and a list followed, without it.
    """

    name: str
    """What `site` says in the output record."""
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """Code -> edition; a run without `edition` reads the lists of the first."""
    paths: Paths = field(default_factory=Paths)
    order: Callable[[str], int] = number_in
    """The newer an article, the greater this is of its id."""
    late_by: timedelta = timedelta(0)
    """How long after its number an article may appear in a list, between those that are known."""
    numbers_a_day: int = 0
    """How many the counter of the ids goes on in a day; 0 where that is not known."""
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Block (`latest`, `related`) -> its headings in all editions."""
    reading_time: tuple[str, ...] = ()
    """Regular expressions over a folded line; group 1 is the number of minutes."""
    source_labels: tuple[str, ...] = ()
    modified_labels: tuple[str, ...] = ()
    author_labels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Whole lines that name the site above a headline."""
    share_lines: tuple[str, ...] = ()
    """Whole lines of a share or subscribe bar."""
    comment_headings: tuple[str, ...] = ()
    """Headings of what readers wrote, whatever number stands beside the word."""
    section_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Section -> language -> its name."""
    not_articles: tuple[str, ...] = ()
    """Parts of the title or the text of an outage page; an article may use the words."""
    challenges: tuple[str, ...] = ()
    """Texts that only the pages of a content delivery network have."""
    other_titles: tuple[str, ...] = ()
    """Whole headlines of pages about the site itself."""
    other_folders: tuple[str, ...] = ()
    """Parts of the paths of pages that are no articles unless they say that they are."""
    walls: tuple[str, ...] = ()
    """Parts of the line that says that only the opening of a text is shown."""
    consents: tuple[str, ...] = ()
    """How the texts begin that ask a reader for consent."""
    imprint: tuple[str, ...] = ()
    """Openings of the lines at the foot of every page; «(c)» before a name or a year always is."""
    zone: str = ""
    """The time zone (IANA) of what it prints; empty where that is not known."""
    announcements: frozenset[str] = frozenset()
    """Sections whose pages and lists print the moment of an event, not of their publication."""
    ads: Advertising = field(default_factory=Advertising)
    classes: Classes = field(default_factory=Classes)


def mirrored(site: Site, origins: Mapping[str, str]) -> Site:
    """`site` with the editions in `origins` (code -> `scheme://host[:port]`) served from there.

    They come first. The other editions are looked for at the first mirror, so that an address of
    whichever edition leads to a mirror, and none to the site itself.
    """
    first = next(iter(origins.values()))
    codes = dict.fromkeys((*origins, *site.editions))
    editions = {
        code: replace(site.editions[code], origin=origins.get(code, first)) for code in codes
    }
    return replace(site, editions=editions)
