"""What the ledger notes of what became of an article that was asked for."""

from __future__ import annotations

from newsbot.items import HASH_VERSION, Article
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.readings import Reading
from newsbot.ledger.rereading import is_rereading
from newsbot.outcomes import (
    Delivered,
    Doubtful,
    Elsewhere,
    Missing,
    Moved,
    NotWanted,
    Outcome,
    Refused,
    Unchanged,
    Unreachable,
    Unread,
)
from newsbot.text.gist import gist_of


def note(ledger: Ledger, key: str, outcome: Outcome) -> None:
    """Notes an outcome; but for a new revision, whose line has to be on the disk first.

    What becomes of a kept page is no news of the site, and is not noted.
    """
    if is_rereading(ledger):
        return
    match outcome:
        case Delivered(article) if article.evidence.known:
            note(ledger, key, Unchanged(article))
        case Unchanged(article):
            ledger.unchanged(key, _reading(article) if article is not None else None)
        case Doubtful(problem, content_hash):
            ledger.doubted(key, problem, content_hash)
        case Missing(problem):
            ledger.failed(key, problem, outcome=_name(outcome), is_missing=True)
        case Moved(to):
            ledger.failed(key, f"leads to {to}", outcome=_name(outcome), is_missing=True)
        case Unreachable(problem):
            ledger.failed(key, problem, outcome=_name(outcome), at_once=True)
        case Unread(problem) | Refused(problem):
            ledger.failed(key, problem, outcome=_name(outcome))
        case Elsewhere(edition):
            ledger.elsewhere(key, edition)
        case NotWanted("noindex"):
            ledger.failed(key, "noindex", outcome=_name(outcome))


def _reading(article: Article) -> Reading:
    assert article.content_hash is not None
    return Reading(
        content_hash=article.content_hash,
        hash_version=HASH_VERSION,
        url=article.url,
        gist=gist_of(article.title, article.lead, article.body),
        language=article.language,
        etag=article.evidence.etag,
        last_modified=article.evidence.last_modified,
    )


def _name(outcome: Outcome) -> str:
    """As the ledger has it: `unread`, `refused`, ..."""
    return type(outcome).__name__.lower()
