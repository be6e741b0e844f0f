"""What the benchmark serves is the same every time, and served whole with and without nginx."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks import serving
from benchmarks.site import LARGEST, SMALLEST, write_site

ARTICLES = 30


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    pages = []
    for name in ("one", "two"):
        site = write_site(tmp_path / name, ARTICLES)
        pages.append([(site.folder / path.lstrip("/")).read_bytes() for path in site.paths[2:]])
    assert pages[0] == pages[1]
    assert len(pages[0]) == site.articles >= ARTICLES
    assert all(SMALLEST - 2000 < len(page) < LARGEST + 2000 for page in pages[0])


@pytest.mark.parametrize("with_nginx", [True, False])
def test_pages_feeds_validators_and_404(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, with_nginx: bool
) -> None:
    if not with_nginx:
        monkeypatch.setattr(serving, "find_nginx", lambda: None)
    elif serving.find_nginx() is None:
        pytest.skip("no nginx here")
    site = write_site(tmp_path / "site", ARTICLES)
    with serving.served(site.folder, tmp_path / "server") as (base_url, _):
        site.write_feeds(base_url)
        root = base_url.rstrip("/")
        for path in (*site.paths, "/robots.txt"):
            with urlopen(root + path) as response:
                assert response.read() == (site.folder / path.lstrip("/")).read_bytes()
                mark = response.headers["ETag"]
                kind = response.headers["Content-Type"]
            assert kind.replace("UTF-8", "utf-8").endswith("charset=utf-8"), path
        assert f"{root}/news/" in (site.folder / "news/last.rss").read_text("utf-8")
        for target, headers, status in (
            ("/nothing.html", {}, 404),
            ("/robots.txt", {"If-None-Match": mark}, 304),
        ):
            with pytest.raises(HTTPError) as error:
                urlopen(Request(root + target, headers=headers))
            assert error.value.code == status
