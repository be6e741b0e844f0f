"""Made-up pages of sites that nobody has described: what all have in common, and those that are no articles."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

from datetime import UTC, datetime

URL = "https://www.example.ua/news/2026/09/22/apple-harvest-doubled-1234567"
FETCHED_AT = datetime(2026, 9, 23, 1, tzinfo=UTC)
TITLE = "Apple harvest doubled in the orchards of Poltava"
TEXTS = (
    "The orchards of the region gave twice as many apples as last year, the union of gardeners said on Tuesday.",
    "Most of them will be made into jam until November, and the rest goes to schools and hospitals.",
    "Growers thank the mild spring and the bees, of which there were more than ever before.",
)
WHEN = "<p>22 September 2026, 10:15</p>"
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)


def page(inner: str, *, title: str = TITLE, head: str = "") -> str:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("world", "money", "sport"))
    return (
        f"<html lang='en'><head><title>{title} | Example</title>{head}</head><body>"
        f"<div class='top'><ul>{menu}</ul></div>{inner}<div>© 2026 Example Media. All rights reserved.</div></body></html>"
    )


TEASERS = "".join(
    f"<div><h2><a href='/news/story-number-{n}-of-many'>The story number {n} of this list</a></h2><p>What it is about is told in these few words, number {n}.</p></div>"
    for n in range(12)
)
DATED = "".join(
    f"<div><span>22.09.2026 1{n}:15</span><a href='/news/story-number-{n}-of-many'>The story number {n} of this list, with a longer title than others</a></div>"
    for n in range(9)
)
RAIL = (
    "<div><h3>Most read</h3><ul>"
    + "".join(
        f"<li><a href='/news/story-number-{n}-of-many'>The story number {n} of this site</a></li>"
        for n in range(9)
    )
    + "</ul></div>"
)
ABOUT = f"<meta property='og:description' content='{TEXTS[0]}'>"
TIMED = "".join(
    f"<article><span>1{n}:15</span> <a href='/news/story-number-{n}-of-many'>The story number {n} of this list</a><p>What it is about is told in these few words, number {n}.</p></article>"
    for n in range(8)
)
ROWS = [
    f"<div><h3><a href='/news/story-number-{n}-of-many'>The story number {n} of this list</a></h3><p>What it is about is told in these few words, number {n}.</p><span>22.09.2026 1{n}:15</span></div>"
    for n in range(8)
]
SITE = f"{TEXTS[1]} Our readers have known us since 2001, and we know most of them as well."
"""What a site says of itself: no word of it is of a story."""
NOT_ARTICLES = {
    "a list": page(f"<main><h1>News of the economy</h1>{TEASERS}</main>", title="Economy"),
    "a front page": page(
        f"<h1>Example</h1><div>{TEASERS}</div><div>{TEASERS}</div>", title="Example"
    ),
    "a tag page": page(f"<h1>Apples</h1><p>12 stories</p>{TEASERS}", title="Apples"),
    "titles only": page(
        "<h1>Latest</h1>"
        + "".join(
            f"<p><a href='/news/story-number-{n}-of-many'>Story number {n} of them</a></p>"
            for n in range(30)
        )
    ),
    "photos without text": page(
        f"<h1>{TITLE}</h1>"
        + "".join(
            f"<figure><img src='/{n}.jpg'><figcaption>An apple on a tree, seen from below. Photo: Olena Sad</figcaption></figure>"
            for n in range(9)
        )
    ),
    "404": page(
        "<h1>Page not found</h1><p>The page that you are looking for is not here, or has moved.</p>",
        title="404",
    ),
    "a wall": page(
        f"<h1>{TITLE}</h1><p>Log in to continue reading this story and many others like it.</p>"
    ),
    "consent": page(
        "<h1>Before you go on</h1><p>We use cookies, and so do our 843 partners. You can agree or refuse.</p>",
        title="Consent",
    ),
    "about the site": page(f"<h1>About Example</h1>{BODY}", title="About"),
    "about the site, under a menu of news": page(
        f"<nav><a href='/latest'>Latest news</a></nav><h1>About Example</h1><p>{SITE}</p>",
        title="About",
    ),
    "a page that is gone, over the latest news": page(
        f"<h1>Oops</h1><p>Check the address, or go back to the front page and look for it.</p><h2>Latest news</h2>{DATED}",
        title="Oops",
    ),
    "a feed with times beside the titles": page(
        f"<main><h1>News of the day</h1>{WHEN}{TIMED}</main>", title="News"
    ),
    "a tag of two stories": page(
        f"<main><h1>Apples</h1>{WHEN}{''.join(ROWS[:2])}</main>", title="Apples"
    ),
    "a list without elements for its rows": page(
        f"<h1>News of the day</h1>{WHEN}"
        + "".join(
            f"<h2><a href='/news/story-number-{n}-of-many'>The story number {n} of this list</a></h2><p>What it is about is told in these few words, number {n}.</p>"
            for n in range(6)
        ),
        title="News",
    ),
    "an author over titles with times": page(
        f"<main><h1>Olena Sad</h1><p>She writes about farming and lives near Poltava with two dogs.</p>{DATED}</main>",
        title="Olena Sad",
    ),
    "a price that looks like a day": page(
        f"<h1>Apples of Poltava, 1 kg</h1><div>22 hryvnias a bag</div><p>{TEXTS[1]}</p>",
        title="Apples of Poltava",
    ),
    "nothing": "",
    "a section with an introduction": page(
        f"<main><h1>Farming</h1><p>{TEXTS[1]}</p>{TEASERS}</main>", title="Farming"
    ),
    "an author": page(
        f"<main><h1>Olena Sad</h1><p>She writes about farming and lives near Poltava with two dogs.</p>{TEASERS}</main>",
        title="Olena Sad",
    ),
    "what a search found": page(
        f"<h1>Search: apples</h1><p>128 results</p><form><input name='q'></form>{DATED}",
        title="Search",
    ),
    "a list with times": page(f"<h1>News of the day</h1><div>{DATED}</div>", title="News"),
    "a video": page(f"<h1>{TITLE}</h1>{WHEN}<video src='/v.mp4'></video><div>2:15</div>" + RAIL),
    "a gallery of captions": page(
        f"<h1>{TITLE}</h1>{WHEN}"
        + "".join(
            f"<div><img src='/{n}.jpg'><span>Apples in a basket, number {n}. Photo: Olena Sad</span></div>"
            for n in range(9)
        )
    ),
    "a form": page(
        "<h1>Log in</h1><form><label>Name</label><input><label>Password</label><input><button>Log in</button></form><p>Forgotten your password? Write to us.</p>",
        title="Log in",
    ),
    "410": page("<h1>Gone</h1><p>This story is no longer available on our site.</p>", title="Gone"),
    "an outage": page(
        "<h1>503</h1><p>The service is temporarily unavailable, please come back in a few minutes.</p>",
        title="503 Service Unavailable",
    ),
    "a challenge": page(
        "<h1>www.example.org</h1><p>Checking your browser before accessing the site. This takes up to five seconds.</p>",
        title="Just a moment...",
    ),
    "a table of rates": page(
        "<h1>Rates</h1><table>"
        + "".join(f"<tr><td>EUR</td><td>4{n}.10</td></tr>" for n in range(9))
        + "</table>",
        title="Rates",
    ),
    "a video over a newsletter": page(
        f"<h1>{TITLE}</h1>{WHEN}<video src='/v.mp4'></video><div><p>Get the news of the day into your mailbox every morning, and the best of the week on Fridays.</p></div>",
        head=ABOUT,
    ),
    "a section with a date": page(
        f"<main><h1>Farming</h1>{WHEN}{TEASERS}</main><div>{BODY}</div>", title="Farming"
    ),
    "a tag that calls itself an article": page(
        f"<main><h1>Apples</h1><p>{TEXTS[1]}</p>{TEASERS}</main>",
        title="Apples",
        head="<meta property='og:type' content='article'>",
    ),
    "a front page in an article's place": page(
        f"<h1>{TITLE}</h1>{WHEN}{BODY}", head="<link rel='canonical' href='/'>"
    ),
    "a wall with a rail": page(
        f"<h1>{TITLE}</h1>{WHEN}<div><p>For subscribers only.</p><a href='/sub'>Subscribe</a></div>"
        + RAIL
    ),
}
"""Refused, each of them: a false acceptance is worse than an article lost."""
