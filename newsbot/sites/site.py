"""What the code needs to know of a news site; the facts themselves are data beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Edition:
    """One language edition of a site, served under a host of its own."""

    code: str
    language: str
    host: str
    """The host of its canonical addresses."""
    other_hosts: tuple[str, ...] = ()
    """Hosts that serve, or once served, the same articles under the same numbers."""
    origin: str = ""
    """`scheme://host[:port]` of canonical addresses; empty for `https://{host}`."""

    @property
    def base(self) -> str:
        return self.origin or f"https://{self.host}"


@dataclass(frozen=True, slots=True)
class Advertising:
    """How advertising and promotion look on a site. All texts are compared folded (`text.fold`)."""

    labels: tuple[str, ...] = ()
    """Whole lines that mark the block *before* them as advertising."""
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
    classes: frozenset[str] = frozenset()
    """Class names of containers that never hold text of the article."""
    image_paths: tuple[str, ...] = ()
    """Parts of the address of an image that is advertising or counts visits."""
    hosts: tuple[str, ...] = ()
    """Hosts of partner and share links."""

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


@dataclass(frozen=True, slots=True)
class Site:
    """A news site: its editions, its words and its addresses."""

    name: str
    """What `site` says in the output record."""
    editions: Mapping[str, Edition]
    blocks: Mapping[str, tuple[str, ...]]
    """Block (`latest`, `related`) -> its headings in all editions."""
    latest_path: str
    rss_paths: tuple[str, ...]
    section_path: str
    """Format of the address of a section's list; `{section}`."""
    reading_time: tuple[str, ...]
    """Regular expressions over a folded line; group 1 is the number of minutes."""
    source_labels: tuple[str, ...]
    modified_labels: tuple[str, ...]
    author_labels: tuple[str, ...]
    labels: tuple[str, ...]
    """Whole lines that name the site above a headline."""
    share_lines: tuple[str, ...]
    """Whole lines of a share or subscribe bar."""
    section_names: Mapping[str, Mapping[str, str]]
    """Section -> language -> its name."""
    not_articles: tuple[str, ...]
    """Parts of the title or the text of an outage page; an article may use the words."""
    challenges: tuple[str, ...]
    """Texts that only the pages of a content delivery network have."""
    imprint: tuple[str, ...]
    """Openings of the lines at the foot of every page; «(c)» before a name or a year always is."""
    zone: str = ""
    """The time zone (IANA) of what it prints; empty where that is not known."""
    announcements: frozenset[str] = frozenset()
    """Sections that print the moment of an event, and not that of their publication."""
    ads: Advertising = field(default_factory=Advertising)
    classes: Classes = field(default_factory=Classes)


def mirrored(site: Site, origins: Mapping[str, str]) -> Site:
    """`site` with the editions in `origins` (code -> `scheme://host[:port]`) served from there.

    The other editions are left out: a mirror stands for what it serves and nothing else.
    """
    editions = {
        code: replace(edition, origin=origins[code])
        for code, edition in site.editions.items()
        if code in origins
    }
    return replace(site, editions=editions)
