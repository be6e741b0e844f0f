"""Articles for the hostile site, in the markup of the real one."""

from __future__ import annotations

TEXT = (
    "Уряд ухвалив програму відбудови мостів на наступні три роки, повідомила прес-служба.",
    "За словами міністра, роботи почнуться навесні у восьми областях країни.",
)
TITLE = "Уряд ухвалив програму відбудови мостів"
TIME = ("10:15", "22.09.2026")


def article(
    title: str = TITLE,
    paragraphs: tuple[str, ...] = TEXT,
    *,
    time: tuple[str, str] | None = TIME,
    head: str = "",
    start: str = "",
    end: str = "",
    charset: str = "utf-8",
    closed: bool = True,
) -> str:
    """A whole page. `head` goes into the head, `start` and `end` before and after the text."""
    spans = "".join(f"<span>{part}</span>" for part in time or ())
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="uk"><head><meta charset="{charset}"><title>{title}</title>{head}</head><body>
<div class="page grid"><div class="col-79"><div class="grid content"><div class="col-23">
<article class="article article-content-view">Інтерфакс-Україна
<div class="article-time">{spans}</div>
<h1 class="article-content-title">{title}</h1>
<div class="grid article-content-secondary-header">1 хв читати</div>
{start}<div class="article-content">
{text}</div>{end}</article>
<h6 class="section-title">ЩЕ ЗА ТЕМОЮ</h6>
</div></div></div></div>
""" + ("</body></html>\n" if closed else "")


def links(hrefs: list[str]) -> str:
    return "<nav>" + "\n".join(f'<a href="{href}">посилання</a>' for href in hrefs) + "</nav>"


def related(hrefs: list[str]) -> str:
    """A «ЩЕ ЗА ТЕМОЮ» block, whose links would be followed."""
    rows = "".join(
        '<div class="article"><h2 class="article-link-wrapper">'
        f'<a class="article-link" href="{href}">Заголовок</a></h2></div>'
        for href in hrefs
    )
    return (
        '<div class="section-wrapper articles-list"><h6 class="section-title">ЩЕ ЗА ТЕМОЮ</h6>'
        f"{rows}</div>"
    )
