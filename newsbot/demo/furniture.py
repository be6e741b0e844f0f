"""What surrounds the content on every page: head, header, menus, advertising, footer."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from newsbot.demo.words import EDITIONS, Edition

_TAG_MANAGER = """<script>window.dataLayer = window.dataLayer || [];
dataLayer.push({event: "page", start: Date.now(), ads: "<span>РЕКЛАМА</span>"});
(function (d) { var tag = d.createElement("script"); tag.async = 1;
tag.src = "https://tags.example.com/demo.js"; d.head.appendChild(tag); })(document);</script>"""

_COUNTER = """<script>var pp_gemius_identifier='demo';document.write('<p>Реклама у скрипті</p>');
if (1 < 2 && document.referrer) { window._counter = {page: location.pathname}; }</script>
<noscript><a href="https://counter.example.com/"><img src="https://counter.example.com/c.gif?v1"
 width="88" height="31" alt="TOP 100"></a><p>РЕКЛАМА noscript</p></noscript>"""


def document(lang: str, head: str, body: str) -> str:
    """A whole page."""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n  <meta charset="utf-8">\n'
        '  <meta http-equiv="X-UA-Compatible" content="IE=edge">\n'
        '  <meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}\n{_TAG_MANAGER}\n</head>\n<body>\n"
        '<noscript><iframe src="https://tags.example.com/ns.html?id=DEMO-0001" height="0"'
        ' width="0" style="display:none;visibility:hidden"></iframe></noscript>\n'
        f"{body}\n{_COUNTER}\n</body>\n</html>\n"
    )


def plain_head(edition: Edition, title: str) -> str:
    """The head of a page without article meta data: it describes the site, not the page."""
    return (
        f"  <title>\n  {escape(title)}\n</title>\n"
        f'  <meta name="description" content="\n  {edition.agency}: {edition.latest_news}\n">\n'
        f'  <meta name="keywords" content="{", ".join(edition.sections.values())}"/>\n'
        '  <link rel="shortcut icon" href="/static/favicon.png" type="image/x-icon">\n'
        f'  <meta property="og:site_name" content="{edition.agency}"/>\n'
        '  <link rel="stylesheet" href="/static/articles/css/all.css"/>'
    )


@lru_cache(maxsize=8)
def header(code: str) -> str:
    """The header, which stands after the content in the markup: h1 in menus, trailing-dot hosts."""
    edition = EDITIONS[code]
    languages = "".join(
        f'<li class="{"active" if other == code else ""}">'
        f'<a href="http://{EDITIONS[other].host}./">{name}</a></li>'
        for other, name in (("uk", "УКР"), ("ru", "РУС"), ("en", "ENG"))
    )
    menu = list(edition.menu.items())
    agency = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in menu[:3])
    sections = "".join(
        f'<li class=""><h1><a href="/news/{slug}.html">\n  {name}\n</a></h1></li>\n'
        for slug, name in list(edition.sections.items())[:11]
    )
    hot = "".join(
        f'<li class=""><h1><a href="{tag.path}">{tag.name}</a></h1></li>\n' for tag in edition.tags
    )
    right = "".join(f'<a href="{path}">{name}</a>\n' for path, name in menu[3:5])
    return f"""<div class="header-wrapper">
<header>
 <div class="grid header-1">
  <ul class="col-auto country-list"><li class="active"><a>{edition.home}</a></li>
   <li><a target="_blank" rel="nofollow" href="http://www.example.com/">Partner</a></li></ul>
  <ul class="col-auto col-float-right language-change">{languages}</ul>
 </div>
 <div class="grid header-2">
  <a href="/"><img src="/static/articles/images/logo.png" alt="{edition.agency}"/></a>
  <ul class="col-79 agency-links">{agency}</ul>
  <ul class="social-links"><li><a class="social-links-rss" href="/news/last.rss"></a></li>
   <li><a target="_blank" rel="nofollow" href="https://social.example.com/replica"></a></li></ul>
  <form action="/search" method="GET" class="search"><input type="text" name="q"/></form>
 </div>
</header>
<nav><ul class="grid categories">
<li class="active"><a href="/"><h1>{edition.home}</h1></a></li>
{sections}<li class="nav-right-link">{right}</li>
</ul></nav>
<div class="hotline"><ul class="hot-categories"><li><p>{edition.hot}</p></li>
{hot}<li class="nav-right-link"><a href="https://example.org/special">Special</a></li>
</ul></div>
</div>"""


@lru_cache(maxsize=8)
def ad_column(code: str) -> str:
    """The advertising column: the label comes after its block."""
    edition = EDITIONS[code]
    fillings = (
        "<div id='admixer_zone_13000'></div><script>(window.ads=window.ads||[]).push(1)</script>",
        '<iframe src="https://ads.example.com/frame/partner.html" width="240"></iframe>',
        (
            '<a class="article-link" href="https://shop.example.com/news/general/77.html">'
            '<img src="https://media.interfax.com.ua/media/ads/2026/side.png" alt="-30%"></a>'
        ),
        f'<div class="linkator-block"><p>{edition.partner}</p></div>',
        "<!-- teaser start --><div id='TeaserRoot' class='news-block-magick'></div>",
    )
    return "\n".join(
        f'<div class="ad">\n<div class="ad-wrapper">\n{filling}\n</div>\n'
        f'<span class="ad-subtitle">{edition.ad_label}</span>\n</div>'
        for filling in fillings
    )


@lru_cache(maxsize=8)
def footer(code: str) -> str:
    """The footer with the menu once more and hosts of long ago."""
    edition = EDITIONS[code]
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in edition.menu.items())
    return f"""<footer><div class="grid footer-wrapper"><div class="col-79 footer">
<ul class="footer-links">{links}
<li><a href="http://pda.interfax.com.ua/" rel="nofollow" target="_blank">PDA</a></li>
<li><a href="http://deprecated.interfax.com.ua/rus/info/vacancy/" rel="nofollow">1998</a></li>
<li><a href="http://www.interfax.com.ua/rus/rss/" rel="nofollow">RSS</a></li></ul>
<p class="text">© 1992-2026, {edition.agency} (demo)<br />newsbot replica</p>
</div></div></footer>"""


def page(code: str, head: str, main: str, side: str, *, lang: str | None = None) -> str:
    """A page of the site's usual frame: content first, then header, advertising and footer."""
    body = f"""<div class="page grid grid-padding-10"><div class="col-79">
<div class="grid content"><div class="col-23">
{main}
</div>
<div class="col-13">
{side}
</div></div>
{header(code)}
</div>
<div class="col-29">
{ad_column(code)}
</div>
</div>
{footer(code)}"""
    return document(lang or code, head, body)
