"""The spider arguments: every one, understood or refused by name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.errors import EXIT_USAGE, ArgumentError, UnknownArgumentError
from newsbot.run import Arguments
from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.arguments import NAMES, read_arguments
from spiders.herald import HERALD

NOW = datetime(2026, 4, 27, 9, 0, tzinfo=UTC)  # noon in Kyiv


def read(**values: object) -> Arguments:
    return read_arguments(values, INTERFAX, NOW)


def test_defaults() -> None:
    arguments = read()
    assert arguments == Arguments()
    assert arguments.editions == ("uk",)
    assert arguments.follow == {"latest", "related"}
    assert not arguments.refetch


@pytest.mark.parametrize(
    ("name", "value", "field", "read_as"),
    [
        ("url", "https://interfax.com.ua/news/sport/1.html", "urls", 1),
        ("url", "https://interfax.com.ua/ \n http://ru.interfax.com.ua/", "urls", 2),
        ("url", "https://interfax.com.ua/,http://ru.interfax.com.ua/, https://x.ua/", "urls", 3),
    ],
)
def test_addresses(name: str, value: str, field: str, read_as: int) -> None:
    assert len(getattr(read(**{name: value}), field)) == read_as


def test_addresses_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "my list.txt"
    file.write_text(
        "\ufeff# Пташники\n\nhttps://interfax.com.ua/news/sport/1.html\r\n"
        "  https://interfax.com.ua/news/sport/2.html, https://interfax.com.ua/news/sport/1.html\n",
        "utf-8",
    )
    numbers = [url[-6:-5] for url in read(url=f"@{file}").urls]
    assert numbers == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        (b"\xff\xfe", "no UTF-8"),
        (b"\n# nothing\n", "@"),
        (b"https://interfax.com.ua/\ninterfax.com.ua/news/latest.html\n", "in "),
    ],
)
def test_a_file_of_no_use(content: bytes | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ArgumentError, match="'url'") as caught:
        read(url=f"@{file}")
    assert told in str(caught.value)
    assert "list.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "editions"),
    [
        ("uk", ("uk",)),
        ("ru,en", ("ru", "en")),
        (" EN , uk ", ("en", "uk")),
        ("uk uk,ru", ("uk", "ru")),
    ],
)
def test_editions(text: str, editions: tuple[str, ...]) -> None:
    assert read(edition=text).editions == editions


def test_sections() -> None:
    assert read(section="political, Economic").sections == ("political", "economic")
    assert read(section="press-release").sections == ("press-release",)
    assert read(section="g7").sections == ("g7",)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("latest", {"latest"}),
        ("related", {"related"}),
        ("Related, latest", {"latest", "related"}),
        ("none", set()),
    ],
)
def test_follow(text: str, blocks: set[str]) -> None:
    assert read(follow=text).follow == blocks


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-04-26", "2026-04-26T00:00:00+03:00", "2026-04-26T23:59:59.999999+03:00"),
        ("26.04.2026", "2026-04-26T00:00:00+03:00", "2026-04-26T23:59:59.999999+03:00"),
        ("вчора", "2026-04-26T00:00:00+03:00", "2026-04-26T23:59:59.999999+03:00"),
        ("04:25 26.04.2026", "2026-04-26T04:25:00+03:00", "2026-04-26T04:25:00+03:00"),
        ("2026-04-26T04:25:00+03:00", "2026-04-26T04:25:00+03:00", "2026-04-26T04:25:00+03:00"),
        ("2026-01-15", "2026-01-15T00:00:00+02:00", "2026-01-15T23:59:59.999999+02:00"),
    ],
)
def test_windows(text: str, since: str, until: str) -> None:
    """A day without a time is the whole day, in Kyiv."""
    assert read(since=text).since == datetime.fromisoformat(since)
    assert read(until=text).until == datetime.fromisoformat(until)


def test_the_last_day_of_summer_time_is_whole() -> None:
    """2025-10-26 has 25 hours in Kyiv."""
    window = read(since="2025-10-26", until="2025-10-26")
    assert window.since == datetime.fromisoformat("2025-10-26T00:00:00+03:00")
    assert window.until == datetime.fromisoformat("2025-10-26T23:59:59.999999+02:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("yes", True), ("True", True), ("0", False), ("no", False), ("", False)],
)
def test_refetch(text: str, value: bool) -> None:
    assert read(refetch=text).refetch is value


def test_count_and_mirror() -> None:
    assert read(max_articles="7").max_articles == 7
    assert read(max_articles=7).max_articles == 7
    assert read(base_url="HTTP://Mirror.example:8931/").origins == ("http://mirror.example:8931",)
    two = read(edition="uk,ru", base_url="http://127.0.0.1:1/,http://127.0.0.1:2")
    assert two.origins == ("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert read(edition="uk,ru", base_url="https://mirror.example").origins == (
        "https://mirror.example",
    )


WRONG = [
    ("url", "interfax.com.ua/news/latest.html"),
    ("url", "ftp://interfax.com.ua/"),
    ("url", "file:///etc/passwd"),
    ("url", "https://"),
    ("url", "http://[::1/"),
    ("url", "  "),
    ("url", "https://interfax.com.ua/,interfax.com.ua/news/latest.html"),
    ("url", "@"),
    ("url", "@."),
    ("url", "@\0"),
    ("edition", "de"),
    ("edition", "uk,de"),
    ("edition", ""),
    ("edition", ","),
    ("section", ""),
    ("section", "tag"),
    ("section", "latest"),
    ("section", "economic-2"),
    ("section", "../latest"),
    ("section", "political?x=1"),
    ("since", "soon"),
    ("since", ""),
    ("since", "32.13.2026"),
    ("until", "tomorrowish"),
    ("follow", "all"),
    ("follow", "none,latest"),
    ("follow", ""),
    ("max_articles", "0"),
    ("max_articles", "-1"),
    ("max_articles", "ten"),
    ("max_articles", "1.5"),
    ("max_articles", "²"),
    ("max_articles", ""),
    ("max_articles", "9" * 20),
    ("refetch", "maybe"),
    ("base_url", ""),
    ("base_url", "127.0.0.1:8931"),
    ("base_url", "http://127.0.0.1:8931/mirror/"),
    ("base_url", "http://127.0.0.1:99999/"),
    ("base_url", "http://me@127.0.0.1/"),
    ("base_url", "http://127.0.0.1:1/,http://127.0.0.1:2/"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_is_not_understood_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        read(**{name: value})
    assert caught.value.exit_code == EXIT_USAGE
    assert f"'{name}'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_site_without_lists_of_sections() -> None:
    with pytest.raises(ArgumentError, match="no lists of sections"):
        read_arguments({"section": "sport"}, HERALD, NOW)


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownArgumentError) as caught:
        read(sections="sport")
    assert caught.value.exit_code == EXIT_USAGE
    assert "'sections'" in str(caught.value)
    assert all(name in str(caught.value) for name in NAMES)


def test_a_window_that_ends_before_it_begins() -> None:
    with pytest.raises(ArgumentError, match="'until'"):
        read(since="26.04.2026", until="25.04.2026")
    read(since="26.04.2026", until="26.04.2026")
