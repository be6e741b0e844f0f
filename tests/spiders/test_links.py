"""What is followed and what is left alone, as the site's access log shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from crawling import crawl, paths_asked
from replica import Answer, Replica, ReplicaServer, Story


def serve(server: ReplicaServer, pages: Mapping[str, str], edition: str = "uk") -> None:
    """Lets the server answer with these pages; all others stay the replica's."""

    def answer(asked_edition: str, target: str, _: Mapping[str, str]) -> Answer | None:
        if asked_edition != edition or target not in pages:
            return None
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, pages[target].encode())

    server.before = answer


def list_of(*hrefs: str) -> str:
    """A list whose rows lead to `hrefs`, each with an image link and a title link."""
    rows = "\n".join(
        f'''<div class="grid article">
        <div class="article-time"><span>12:{number % 60:02}</span><span>25.04.2025</span></div>
        <div class="col-23"><a href="{escape(href)}"><img src="/i.jpg"></a>
        <a class="article-link" href="{escape(href)}">Новина {number}</a></div></div>'''
        for number, href in enumerate(hrefs)
    )
    return (
        '<html lang="uk"><head><title>Новини</title></head><body>'
        f'<div class="articles-section-view">{rows}</div></body></html>'
    )


def test_one_request_for_an_article_with_many_addresses(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    stories = replica.published("uk")[:12]
    base = server.base_url()
    forms: list[Callable[[Story], str]] = [
        lambda story: story.path,
        lambda story: "/" + story.path,
        lambda story: story.path.replace("/news/", "/news//"),
        lambda story: base + story.path[1:],
        lambda story: story.amp_path,
        lambda story: story.path + "?utm_source=telegram&utm_medium=post",
        lambda story: story.path + "#comments",
        lambda story: "https://interfax.com.ua" + story.path,
        lambda story: "http://www.interfax.com.ua" + story.path,
        lambda story: "http://ua.interfax.com.ua." + story.path,
        lambda story: "//interfax.com.ua." + story.path + "?fbclid=1",
        lambda story: f"  {story.path}\n",
    ]
    hrefs = [form(story) for story in stories for form in forms]
    serve(server, {"/news/latest.html": list_of(*hrefs)})
    run = crawl(server, tmp_path, url=base + "news/latest.html", follow="none")
    assert run.code == 0, run.err
    assert Counter(paths_asked(server)) == Counter(
        ["/news/latest.html", *(story.path for story in stories)]
    )
    assert sorted(run.ids) == sorted(str(story.id) for story in stories)
    assert {record["url"] for record in run.records} == {base + s.path[1:] for s in stories}


def test_what_is_no_article_of_the_site_is_left_alone(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    story = replica.published("uk")[0]
    russian = replica.published("ru")[0]
    others = [
        "/news/tag/22746.html",
        "/news/tag/%D0%B7%D0%B5%D1%80%D0%BD%D0%BE.html",
        "/news/tag/22746-amp.html",
        "/news/political.html",
        "/news/25-years-ago.html",
        "/about.html",
        "/products.html",
        "/news/general/123.html/print",
        "/news/general/abc.html",
        "/news/general/12345.htm",
        "/print/news/general/12345.html",
        "/rus/news/general/12345.html",
        "https://example.org/news/general/12345.html",
        "https://interfax.com.ua.example.org/news/general/12345.html",
        "https://pda.interfax.com.ua/news/general/12345.html",
        server.base_url("ru") + russian.path[1:],
        "mailto:desk@example.org",
        "javascript:void(0)",
        "http://[broken/news/general/1.html",
        "#top",
        "",
    ]
    serve(server, {"/news/latest.html": list_of(story.path, *others)})
    run = crawl(server, tmp_path, url=server.base_url() + "news/latest.html", follow="none")
    assert run.code == 0, run.err
    assert paths_asked(server) == ["/news/latest.html", story.path]
    assert run.ids == [str(story.id)]
    assert "Not fetched" not in run.err
    assert "Offsite" not in run.err


def test_the_other_edition(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """A link to another edition's real host is followed to its mirror, where it is crawled too."""
    ukrainian, russian = replica.published("uk")[0], replica.published("ru")[-1]
    page = replica.respond("uk", ukrainian.path, {}).body.decode()
    first = f'"{replica.latest(ukrainian)[0].path}"'
    assert first in page
    linked = page.replace(first, f'"https://ru.interfax.com.ua{russian.path}"')
    serve(server, {ukrainian.path: linked})
    url = server.base_url() + ukrainian.path[1:]
    both = crawl(server, tmp_path, url=url, edition="uk,ru", follow="latest")
    assert both.code == 0, both.err
    assert russian.path in paths_asked(server, "ru")
    assert server.base_url("ru") + russian.path[1:] in {record["url"] for record in both.records}
    assert str(russian.id) in both.ids


def test_withdrawn_and_broken_pages_are_reported(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    """A page that is gone, fails, or is no article: said with its address, never exported."""
    stories = replica.published("uk")[:6]
    gone, failing, outage, kept = stories[0], stories[1], stories[2], stories[3]
    serve(server, {"/news/latest.html": list_of(*(story.path for story in stories[:4]))})
    listed = server.before
    assert listed is not None

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target == gone.path:
            return Answer(404, {"Content-Type": "text/html"}, b"<h1>404</h1>")
        if target == failing.path:
            return Answer(500, {"Content-Type": "text/html"}, b"")
        if target == outage.path:
            page = "<html><body><h1>Технічні роботи</h1><p>Зайдіть пізніше.</p></body></html>"
            return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
        return listed(edition, target, headers)

    server.before = answer
    run = crawl(server, tmp_path, url=server.base_url() + "news/latest.html", follow="none")
    assert run.ids == [str(kept.id)]
    for story in (gone, failing, outage):
        assert any(story.path in line for line in run.warnings)
    assert "Traceback" not in run.err
