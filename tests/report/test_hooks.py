"""Who is told of a run, and that nothing of it can hurt the run."""

from __future__ import annotations

import http.server
import json
import logging
import re
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newsbot.report.hooks import tell
from newsbot.report.prometheus import exposition

REPORT: dict[str, Any] = {
    "run": 7,
    "finished_at": "2026-09-23T01:40:00+03:00",
    "seconds": 12.5,
    "exit_code": 1,
    "alarm": {"sentence": "«дата» зникла"},
    "pages": {"fetched": 9, "articles": 4, "by_status": {"200": 9}},
    "articles": {"new": 3, "changed": 1},
    "fields": {"title": {"filled": 4}, "tags": {"filled": 1}},
    "bytes": {"received": 123456789},
    "steps": {"parse": 0.08},
    "warnings": {"count": 0},
    "gaps": [],
}


def settings(**values: object) -> Settings:
    return Settings({"NEWSBOT_REPORT_TIMEOUT": 1, **values})


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_command_gets_the_report_without_a_shell(tmp_path: Path) -> None:
    taken = tmp_path / "$(id) taken"
    code = f"import sys; open({str(taken)!r}, 'wb').write(sys.stdin.buffer.read())"
    tell(settings(NEWSBOT_REPORT_COMMAND=python(code)), REPORT)
    assert json.loads(taken.read_text("utf-8")) == REPORT


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (python("import sys; sys.exit('no mail today')"), r"ended with 1: no mail today"),
        pytest.param(
            python("import time; time.sleep(60)"),
            r"was stopped after 1 seconds",
            marks=pytest.mark.slow,
        ),
        (["/nowhere/notify"], r"notify cannot be run \(No such file or directory\)"),
        ("unbalanced 'quotes", r"failed: ValueError"),
    ],
    ids=["fails", "hangs", "missing", "malformed"],
)
def test_a_bad_command_is_one_line(
    command: object, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    tell(settings(NEWSBOT_REPORT_COMMAND=command), REPORT)
    assert len(caplog.records) == 1
    assert re.search(said, caplog.text)


class _Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.posts.append((self.path, self.headers, self.rfile.read(length)))  # type: ignore[attr-defined]
        status = 302 if "moved" in self.path else 500 if "broken" in self.path else 204
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:
        self.server.posts.append((self.path, self.headers, b""))  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def webhook() -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hook)
    server.posts = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_it_as_json(webhook: Any, caplog: pytest.LogCaptureFixture) -> None:
    tell(settings(NEWSBOT_REPORT_WEBHOOK=f"http://127.0.0.1:{webhook.server_port}/h"), REPORT)
    [(path, headers, body)] = webhook.posts
    assert (path, headers["Content-Type"]) == ("/h", "application/json")
    assert json.loads(body) == REPORT
    assert not caplog.records


@pytest.mark.parametrize("path", ["moved/T0KEN", "broken/T0KEN?key=T0KEN"])
def test_a_webhook_that_refuses_is_one_line_without_secrets(
    path: str, webhook: Any, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"http://127.0.0.1:{webhook.server_port}/{path}"
    tell(settings(NEWSBOT_REPORT_WEBHOOK=url), REPORT)
    assert len(caplog.records) == 1
    assert "T0KEN" not in caplog.text
    assert len(webhook.posts) == 1, "a redirect is not followed"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd?T0KEN",
        "ftp://x/T0KEN",
        "T0KEN",
        "http://127.0.0.1:1/T0KEN",
        "http://u:T0KEN@127.0.0.1:1/",
    ],
)
def test_other_addresses_are_refused(url: str, caplog: pytest.LogCaptureFixture) -> None:
    tell(settings(NEWSBOT_REPORT_WEBHOOK=url), REPORT)
    assert len(caplog.records) == 1
    assert "T0KEN" not in caplog.text


def test_a_webhook_that_never_answers_is_left(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        tell(settings(NEWSBOT_REPORT_WEBHOOK=url, NEWSBOT_REPORT_TIMEOUT=0.3), REPORT)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


SAMPLE = re.compile(
    r'[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_]\w*="([^"\\\n]|\\.)*"(,[a-zA-Z_]\w*="([^"\\\n]|\\.)*")*\})?'
    r" [-+]?[0-9.]+(e[-+]?[0-9]+)?"
)


def test_the_textfile_is_valid_exposition() -> None:
    report = {**REPORT, "fields": {'ti"tle\\\n': {"filled": 4}}}
    text = exposition(report)
    assert text.endswith("\n")
    named: set[str] = set()
    for line in text.splitlines():
        if line.startswith("# "):
            kind, name, words = line[2:].split(" ", 2)
            assert kind in {"HELP", "TYPE"}
            assert words
            named.add(name)
        else:
            assert SAMPLE.fullmatch(line), line
            assert re.split(r"[ {]", line)[0] in named
    assert "newsbot_run_finished_timestamp_seconds 1790116800" in text, "not rounded"
    assert 'newsbot_run_field_filled_ratio{field="ti\\"tle\\\\\\n"} 1' in text


def test_the_textfile_is_written_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "textfile" / "newsbot.prom"
    for _ in range(2):
        tell(settings(NEWSBOT_PROMETHEUS=str(path)), REPORT)
    assert [file.name for file in path.parent.iterdir()] == ["newsbot.prom"]
    assert path.stat().st_mode & 0o777 == 0o644
    assert "newsbot_run_alarm 1" in path.read_text("utf-8")


def test_a_textfile_that_cannot_be_written_is_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    tell(settings(NEWSBOT_PROMETHEUS=str(tmp_path / "file" / "newsbot.prom")), REPORT)
    assert len(caplog.records) == 1
