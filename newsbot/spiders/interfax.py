"""The archive of Interfax-Ukraine."""

from __future__ import annotations

from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.archive import ArchiveSpider


class InterfaxSpider(ArchiveSpider):
    """Archive of Interfax-Ukraine.

    Spider arguments
      url
        Start from these pages (articles, lists, the front page, RSS), separated by spaces or
        commas, or from those in a file (``@list.txt``, one a line). Defaults to the edition's
        latest list and RSS.
      edition
        ``uk``, ``ru``, ``en`` or several separated by commas. Defaults to ``uk``.
      section
        Start from the lists of these sections (``political,economic``). Defaults to all.
      since, until
        Only articles published in this window; a date in any form that the site prints.
      follow
        Which links an article hands on: ``latest``, ``related``, both (the default) or ``none``.
      max_articles
        Stop after so many exported articles.
      refetch
        ``1`` fetches and exports also what the ledger knows.
      base_url
        Crawl a mirror of the site at this address instead of the site itself.
    """

    name = "interfax"
    site = INTERFAX
