"""A made-up site that is nothing like Interfax-Ukraine: a description, and the spider for it.

A test copies this file into a folder of its own, where `scrapy crawl herald` finds it.
"""

from __future__ import annotations

from newsbot.sites.paths import DailyPages, Paths
from newsbot.sites.site import Edition, Site
from newsbot.spiders.archive import ArchiveSpider

HERALD = Site(
    name="herald.example",
    editions={
        "uk": Edition(code="uk", language="uk", host="herald.example"),
        "ru": Edition(code="ru", language="ru", host="herald.example", prefix="/rus"),
        "en": Edition(code="en", language="en", host="herald.example", prefix="/eng"),
    },
    paths=Paths(
        article=r"/news/(?P<day>\d{4}/\d\d/\d\d)/(?:[^/]*-)?(?P<id>\d{6,9})/?",
        plain="/news/{day}/{id}/",
        # The three versions of a story have one number.
        key="{edition}{id}",
        latest="/archive/{day}/",
        paging=DailyPages("/archive/{day}/", "%d%m%Y"),
    ),
    blocks={"latest": ("Свіже", "Свежее", "Fresh"), "related": ("До теми", "К теме", "See also")},
    zone="Europe/Kyiv",
)


class HeraldSpider(ArchiveSpider):
    """Archive of the Herald."""

    name = "herald"
    site = HERALD
