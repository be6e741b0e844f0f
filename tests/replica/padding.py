"""Furniture without end: pages as heavy as those of the real site."""

from __future__ import annotations

from functools import lru_cache

from newsbot.demo.words import EDITIONS


@lru_cache(maxsize=32)
def _pieces(code: str, kind: str) -> tuple[str, ...]:
    edition = EDITIONS[code]
    if kind == "menu":
        return tuple(
            f'<li class="drop"><a href="/news/{slug}.html" data-track="menu:{slug}">{name}</a>'
            + "".join(
                f'<a class="sub" href="{tag.path}">{tag.name}</a>' for tag in edition.tags[:4]
            )
            + "</li>\n"
            for slug, name in edition.sections.items()
        )
    if kind == "ad":
        return tuple(
            f'<div class="ad hidden" style="display:none"><div class="ad-wrapper"><ins class='
            f'"adsbygoogle" data-ad-slot="{slot}" style="display:inline-block;width:728px"></ins>'
            f"<script>(adsbygoogle=window.adsbygoogle||[]).push({{slot:{slot}}});</script></div>"
            f'<span class="ad-subtitle">{edition.ad_label}</span></div>\n'
            for slot in range(535670, 535677)
        )
    return tuple(
        "<script>!function(e,t){var n=t.createElement('div');n.className='widget-"
        f"{number}';n.style.cssText='position:fixed;z-index:{number}99';"
        "e.addEventListener('load',function(){for(var r=0;r<n.children.length;r++)"
        "{n.children[r].dataset.seen=String(r*2&&r<9)}})}(window,document);</script>\n"
        f"<style>.widget-{number}{{margin:0 auto;padding:{number}px;color:#2{number}4a6b}}"
        f".widget-{number}>.inner{{display:flex;flex-wrap:wrap}}</style>\n"
        for number in range(1, 9)
    )


@lru_cache(maxsize=64)
def _run(code: str, kind: str, size: int) -> str:
    """Pieces of one kind in turn, up to about ``size`` bytes."""
    pieces = _pieces(code, kind)
    out: list[str] = []
    length = 0
    while length < size:
        out.append(pieces[len(out) % len(pieces)])
        length += len(out[-1].encode())
    return "".join(out)


def pad(code: str, html: str, size: int) -> str:
    """The page filled up with furniture to about ``size`` bytes."""
    # Rounding down to whole kilobytes of UTF-8 keeps the number of different fillings small.
    missing = (size - len(html.encode())) // 1024 * 1024
    if missing <= 0:
        return html
    menu = f'<ul class="mega-menu hidden">{_run(code, "menu", missing * 3 // 10)}</ul>\n'
    tail = _run(code, "ad", missing // 4) + _run(code, "script", missing * 2 // 5)
    html = html.replace("</nav>", f"{menu}</nav>", 1)
    return html.replace("</body>", f"{tail}</body>", 1)
