"""The page of a story in a shape."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from pages.shapes import LABEL, RELATED, URL, Shape, Story


def render(story: Story, shape: Shape) -> str:
    """The page of `story` in `shape`."""
    return _Page(story, shape).html()


@dataclass
class _Page:
    story: Story
    shape: Shape
    made: dict[str, str] = field(default_factory=dict)

    def cls(self, name: str) -> str:
        """A class attribute, as the shape names its classes."""
        if self.shape.names == "none":
            return ""
        if self.shape.names == "site":
            return f' class="{name}"'
        known = self.made.setdefault(name, f"x{len(self.made)}z")
        return f' class="{known} css-{len(known)}"'

    # Frame

    def html(self) -> str:
        shape = self.shape
        main = self.frame()
        blocks = self.blocks() if shape.place not in {"flow", "between"} else ""
        if shape.place == "before":
            main = blocks + main
        elif shape.place == "after":
            main += blocks
        main = f"<div{self.cls('col-23')}>{main}</div>"
        if shape.place == "sidebar-after":
            main += f"<div{self.cls('col-13')}>{blocks}</div>"
        elif shape.place == "sidebar-before":
            main = f"<div{self.cls('col-13')}>{blocks}</div>" + main
        elif shape.place == "aside":
            main += f"<aside>{blocks}</aside>"
        for level in range(shape.depth):
            main = f"<div{self.cls(f'grid-{level}')}>\n{main}\n</div>"
        header = self.header()
        main = main + header if shape.header == "after" else header + main
        return (
            f'<!doctype html><html lang="uk"><head><meta charset="utf-8">{self.head()}</head>\n'
            f"<body><script>var ads = '<p>РЕКЛАМА</p>';</script>\n{main}\n"
            f"{self.column()}{self.footer()}</body></html>"
        )

    def head(self) -> str:
        kind, title = self.shape.head, escape(self.story.title)
        if kind == "none":
            return ""
        if kind == "title":
            return f"<title>{title}</title>"
        if kind == "title+suffix":
            return f"<title>\n  {title} - {LABEL}\n</title>"
        if kind == "og":
            return (
                f'<title>{title}</title><meta property="og:title" content="{title}">'
                f'<meta property="og:type" content="article"><meta property="og:url" content="{URL}">'
                '<meta property="article:published_time" content="2025-04-26T04:25:00+03:00">'
            )
        data: dict[str, Any] = {"@type": "NewsArticle", "headline": self.story.title}
        data |= {"datePublished": "2025-04-26T04:25:00+03:00", "mainEntityOfPage": URL}
        if kind == "broken":
            return f'<script type="application/ld+json">{json.dumps(data)[:40]}</script>'
        if kind == "other":
            data |= {"headline": "Інша стаття", "datePublished": "2019-01-01T00:00:00Z"}
            data["mainEntityOfPage"] = "https://interfax.com.ua/news/sport/555.html"
        return f'<script type="application/ld+json">{json.dumps(data)}</script>'

    def header(self) -> str:
        shape = self.shape
        if shape.header == "none":
            return ""
        tag = "h1" if shape.nav_headlines else "span"
        items = "".join(
            f'<li><{tag}><a href="/news/{slug}.html">\n {name}\n</a></{tag}></li>'
            for slug, name in (("political", "Політика"), ("economic", "Економіка"))
        )
        items += f'<li><a href="/"><{tag}>Головна</{tag}></a></li>'
        menu = f'<ul>{items}</ul><a href="/news/latest.html">Всі новини</a>'
        hot = '<div><ul><li><p>Спецтеми:</p></li><li><a href="/news/tag/1.html">Сади</a></li></ul></div>'
        logo = f'<a href="/"><img src="/static/logo.png" alt="{LABEL}"></a>'
        if shape.header == "divs":
            return f"<div{self.cls('header-wrapper')}>{logo}<div>{menu}</div>{hot}</div>"
        return (
            f"<div{self.cls('header-wrapper')}><header>{logo}</header><nav>{menu}</nav>{hot}</div>"
        )

    def footer(self) -> str:
        text = f"<p>© 1992-2025, {LABEL}. Всі права захищено.</p><a href='/about.html'>Про нас</a>"
        tag = self.shape.footer
        return "" if tag == "none" else f"<{tag}>{text}</{tag}>"

    def column(self) -> str:
        if not self.shape.column:
            return ""
        fillings = (
            "<div id='zone'></div>",
            '<a href="https://shop.example.com/news/general/7.html"><img src="/a/b.png" alt=""></a>',
            f"<div{self.cls('linkator-block')}><p><a href='http://www.ukr.net/'>UKR.NET- новини</a> з усієї України</p></div>",
        )
        ads = "".join(
            f"<div{self.cls('ad')}><div{self.cls('ad-wrapper')}>{filling}</div>\n"
            f"<span{self.cls('ad-subtitle')}>РЕКЛАМА</span></div>"
            for filling in fillings
        )
        return f"<div{self.cls('col-29')}>{ads}</div>"

    # Article

    def frame(self) -> str:
        shape = self.shape
        inner = self.heads()
        if shape.place == "between":
            inner += f"<div{self.cls('between')}>{self.blocks()}</div>"
        body = self.body()
        if shape.container != "none":
            body = f"<{shape.container}{self.cls('article-content')}>\n{body}\n</{shape.container}>"
        inner += body
        if shape.place != "flow":
            inner += self.tags()
        if shape.extra == "share":
            inner += (
                "<div>Поділитися: <a href='https://social.example.com/share?u=1'>Facebook</a> "
                "<a href='https://t.example.com/share?url=1'>Telegram</a></div>"
            )
        section = (
            f"<h3{self.cls('category-title')}><a href='/news/political.html'>Політика</a></h3>"
        )
        if shape.frame == "bare":
            return section + inner
        return f"{section}<{shape.frame}{self.cls('article')}>\n{inner}\n</{shape.frame}>"

    def heads(self) -> str:
        shape, title = self.shape, escape(self.story.title, quote=False)
        headline = {
            "h1>span": f"<h1{self.cls('article-content-title')}><span>{title}</span></h1>",
            "h1>a": f"<h1><a href='{URL}'>{title}</a></h1>",
            "h1 in header": f"<header><h1>{title}</h1></header>",
        }.get(shape.headline, f"<h1{self.cls('article-content-title')}>{title}</h1>")
        date = self.dateline()
        minutes = {
            "span+share": f"<div><span>{self.story.minutes} хв читати</span><ul><li>"
            "<a href='https://social.example.com/share?u=1'>f</a></li></ul></div>",
            "div": f"<div>{self.story.minutes} хв читати</div>",
            "p": f"<p>{self.story.minutes} хв читати</p>",
        }.get(shape.minutes, "")
        if shape.date_place == "before":
            return date + headline + minutes
        return headline + date + minutes

    def dateline(self) -> str:
        shape = self.shape
        time, day = self.story.raw.split()
        more = f" | {self.story.minutes} хв читати" if shape.minutes == "with-date" else ""
        label = {"line": f"{LABEL}\n", "glued": LABEL, "div": f"<div>{LABEL}</div>"}.get(
            shape.label, ""
        )
        names = self.cls("article-time")
        if shape.date == "divs":
            return f"{label}<div{names}><div>{time}</div><div>{day}</div>{more}</div>"
        if shape.date == "time":
            moment = f"<time datetime='2025-04-26T04:25:00+03:00'>{time} {day}</time>"
            return f"<div>{label}{moment}{more}</div>"
        if shape.date == "p":
            before = label if shape.label == "div" else ""
            return f"{before}<p{names}>{label[len(before) :]}{time} {day}{more}</p>"
        if shape.date == "text":
            return f"<div{names}>{label}{time} {day}{more}</div>"
        if shape.date == "comma":
            return f"<div>{label} {time}, {day}{more}</div>"
        if shape.date == "dated-first":
            return f"<div>{label} {day} {time}{more}</div>"
        return f"{label}<div{names}><span>{time}</span><span>{day}</span>{more}</div>"

    def body(self) -> str:
        shape = self.shape
        parts = [escape(text, quote=False) for text in self.story.paragraphs]
        parts = [part.replace("повідомляє", "<b>повідомляє</b>", 1) for part in parts]
        pieces = [self.paragraph(part) for part in parts]
        extra = {
            "subheading": "<h2>Що далі</h2>",
            "list": "<ul><li>Полтава — дві філії;</li><li>Ніжин — одна;</li><li>решта згодом.</li></ul>",
            "quote": "<blockquote>Ми читаємо — отже, ми є.</blockquote>",
            "table": "<table><tr><th>Місто</th><th>Філій</th></tr><tr><td>Полтава</td><td>2</td></tr>"
            "<tr><td>Ніжин</td><td>1</td></tr></table>",
        }.get(shape.extra)
        if extra:
            pieces.insert(2, extra)
        pieces.insert(3, self.advert())
        pieces.insert(2, self.insert())
        html = "\n".join(piece for piece in pieces if piece) + self.source()
        if shape.place == "flow":
            html += self.tags() + self.blocks()
        return html

    def tags(self) -> str:
        if self.shape.extra != "tags":
            return ""
        return (
            f"<div{self.cls('article-tags')}><a href='/news/tag/5.html'>Книги</a>, "
            "<a href='/news/tag/%D1%81.html'>Реєстр</a></div>"
        )

    def paragraph(self, text: str) -> str:
        return {
            "div": f"<div>{text}</div>",
            "br": f"{text}<br><br>",
            "p in div": f"<div><p>{text}</p></div>",
            "sections": f"<section><p>{text}</p></section>",
            "span p": f"<p><span>{text}</span></p>",
        }.get(self.shape.body, f"<p>{text}</p>")

    def advert(self) -> str:
        names, label = self.cls("ad"), f"<span{self.cls('ad-subtitle')}>РЕКЛАМА</span>"
        image = '<a href="https://shop.example.com/"><img src="/i/1.gif" alt="Насіння"></a>'
        return {
            "p": f"<div{names}>{image}</div><p>РЕКЛАМА</p>",
            "span": f"<div{names}>{image}{label}</div>",
            "div": f"<div{names}><iframe src='/x'></iframe></div><div>Реклама</div>",
            "box": f"<div{names}><div><ins></ins><p>Купуйте насіння зі знижкою!</p></div>{label}</div>",
            "two": f"<div{names}>{image}</div>\n<div>РЕКЛАМА</div><div>РЕКЛАМА</div>",
            "text-box": f"<div{names}><a href='https://shop.example.com/'>Купуйте насіння!</a>{label}</div>",
        }.get(self.shape.advert, "")

    def insert(self) -> str:
        link = '<a href="/news/general/1066000.html">Депутати внесли 65 правок до проєкту</a>'
        return {
            "p": f"<p>Читайте також: {link}</p>",
            "colon": f"<p><b>Читайте також</b> {link}</p>",
            "list": f"<div><p>ЧИТАЙТЕ ТАКОЖ</p><ul><li>{link}</li></ul></div>",
            "quote": f"<blockquote><b>Читайте також:</b><br>{link}<br>{link}</blockquote>",
            "bare": f"<div><strong>Читайте також: {link}</strong></div>",
        }.get(self.shape.insert, "")

    def source(self) -> str:
        url = self.story.source
        if url is None or self.shape.source == "none":
            return ""
        return {
            "p>a": f"<p>Джерело: <a href='{url}'>{url}</a></p>",
            "div": f"<div>Джерело: {url}</div>",
            "br": f"<p><br>Джерело: {url}</p>",
            "two lines": f"<p>Джерело:</p><p><a href='{url}'>{url}</a></p>",
        }.get(self.shape.source, f"<p>Джерело: {url}</p>")

    # Blocks

    def blocks(self) -> str:
        shape = self.shape
        related = ""
        if shape.related != "missing":
            related = self.block("Ще за темою", RELATED if shape.related == "some" else ())
        latest = self.block("Останнє", self.story.latest)
        if shape.doubled:
            latest += self.block("Останні новини", self.story.latest[:3])
        return related + latest if shape.order == "related" else latest + related

    def block(self, heading: str, links: tuple[tuple[str, str], ...]) -> str:
        html = self.heading(heading) + (self.items(links) if links else "")
        return f"<div{self.cls('articles-list')}>\n{html}\n</div>" if self.shape.block_box else html

    def heading(self, text: str) -> str:
        shape = self.shape
        forms: dict[str, Callable[[str], str]] = {
            "upper": str.upper,
            "nbsp": lambda text: text.upper().replace(" ", "&nbsp;"),
            "colon": lambda text: f"{text}:",
            "split": lambda text: f"<i>{text[:3]}</i>{text[3:]}",
            "spaced": lambda text: f"\n   {text}  \n",
        }
        text = forms.get(shape.heading_form, str)(text)
        tag = shape.heading_tag
        if tag == "h6>a":
            return f"<h6><a href='/news/latest.html'>{text}</a></h6>"
        if tag == "div>span>b":
            return f"<div><span><b>{text}</b></span></div>"
        if tag == "a":
            return f"<a href='/news/latest.html'>{text}</a>\n"
        if tag == "dt":
            return f"<dl><dt>{text}</dt></dl>"
        return f"<{tag}{self.cls('section-title')}>{text}</{tag}>\n"

    def items(self, links: tuple[tuple[str, str], ...]) -> str:
        kind = self.shape.items
        rows = []
        for number, (title, href) in enumerate(links):
            title, time = escape(title), f"{23 - number // 4:02}:{59 - number:02}"
            link = f"<a href='{href}'>{title}</a>"
            rows.append(
                {
                    "a": link + "\n",
                    "p>a": f"<p>{link}</p>",
                    "ul>li>a": f"<li>{link}</li>",
                    "ol>li>a": f"<li>{link}</li>",
                    "h2>a+time": f"<div{self.cls('article')}><h2>{link}\n<span>{time}</span></h2></div>",
                    "div>h3>a": f"<div{self.cls('article')}><h3>{link}</h3></div>",
                    "a>div": f"<a href='{href}'><div>{title}</div></a>",
                    "tr>td>a": f"<tr><td>{time}</td><td>{link}</td></tr>",
                    "a<br>": f"{link}<br>",
                    "li>time+a": f"<li><span>{time}</span> {link}</li>",
                    "div>img+a+teaser": f"<div><a href='{href}'><img src='/i/{number}.jpg'></a>{link}"
                    f"<span>{time}</span></div>",
                }.get(kind, f"<div>{link}</div>")
            )
        html = "\n".join(rows)
        outer = {"ul>li>a": "ul", "ol>li>a": "ol", "li>time+a": "ul", "tr>td>a": "table"}.get(kind)
        return f"<{outer}>{html}</{outer}>" if outer else html
