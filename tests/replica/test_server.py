"""The server: real sockets, keep-alive, the access log, and a hook for tests."""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from replica import Answer, Replica, ReplicaServer


@pytest.fixture(scope="module")
def replica() -> Replica:
    return Replica(30)


@pytest.fixture
def server(replica: Replica) -> Iterator[ReplicaServer]:
    with ReplicaServer(replica) as server:
        yield server


def connect(server: ReplicaServer, edition: str = "uk") -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server.base_url(edition)).netloc, timeout=10)


def ask(
    connection: http.client.HTTPConnection, target: str, **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", target, headers=names)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers


def test_every_edition_has_an_address_of_its_own(server: ReplicaServer) -> None:
    addresses = {server.base_url(edition) for edition in ("uk", "ru", "en")}
    assert len(addresses) == 3
    for edition in ("uk", "ru", "en"):
        assert server.base_url(edition).startswith("http://127.0.0.1:")
        with urllib.request.urlopen(server.base_url(edition)) as answer:
            assert f'<html lang="{edition}">' in answer.read().decode()


def test_one_connection_serves_many_requests(server: ReplicaServer, replica: Replica) -> None:
    connection = connect(server)
    for story in replica.published("uk"):
        status, body, headers = ask(connection, story.path)
        assert status == 200
        assert headers["Content-Length"] == str(len(body))
        host = {"Host": urlsplit(server.base_url()).netloc}
        assert body == replica.respond("uk", story.path, host).body
        assert ask(connection, story.path, If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert ask(connection, "/news/latest-99.html")[0] == 404


def test_feed_links_lead_back_to_the_server(server: ReplicaServer) -> None:
    _, body, _ = ask(connect(server), "/news/last.rss")
    assert f"<link>{server.base_url()}news/".encode() in body


def test_head_and_other_methods(server: ReplicaServer) -> None:
    connection = connect(server)
    connection.request("HEAD", "/news/latest.html")
    answer = connection.getresponse()
    assert answer.read() == b""
    assert int(answer.headers["Content-Length"]) > 1000
    connection.request("POST", "/search", body="q=x")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (405, b"")
    assert ask(connection, "/about.html")[0] == 200


def test_doubled_slash_arrives(server: ReplicaServer, replica: Replica) -> None:
    story = replica.published("uk")[0]
    assert ask(connect(server), f"/{story.path}")[0] == 200


def test_access_log(server: ReplicaServer) -> None:
    started = time.monotonic()
    ask(connect(server, "ru"), "/news/latest.html?x=1", User_Agent="tester")
    (access,) = server.requests
    assert started <= access.time <= time.monotonic()
    assert (access.edition, access.method, access.status) == ("ru", "GET", 200)
    assert access.target == "/news/latest.html?x=1"
    assert access.headers["user-agent"] == "tester"
    server.forget()
    assert server.requests == []


def test_a_test_may_answer_itself(server: ReplicaServer) -> None:
    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target == "/busy":
            return Answer(503, {"Retry-After": "7"}, b"later")
        return None

    server.before = before
    connection = connect(server)
    status, body, headers = ask(connection, "/busy")
    assert (status, body, headers["Retry-After"]) == (503, b"later", "7")
    assert ask(connection, "/about.html")[0] == 200
    assert [access.status for access in server.requests] == [503, 200]


def test_an_error_in_the_hook_is_an_answer(server: ReplicaServer) -> None:
    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        raise RuntimeError("broken hook")

    server.before = before
    assert ask(connect(server), "/")[0] == 500


def test_close_and_old_clients(server: ReplicaServer) -> None:
    connection = connect(server)
    _, _, headers = ask(connection, "/about.html", Connection="close")
    assert headers["Connection"] == "close"
    address = urlsplit(server.base_url())
    with socket.create_connection((str(address.hostname), address.port or 0)) as raw:
        raw.sendall(b"GET /robots.txt HTTP/1.0\r\n\r\n")
        text = b"".join(iter(lambda: raw.recv(65_536), b""))
    assert text.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"User-agent: *" in text


def test_nonsense_closes_only_its_own_connection(server: ReplicaServer) -> None:
    address = urlsplit(server.base_url())
    for nonsense in (b"\r\n\r\n", b"hello\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"):
        with socket.create_connection((str(address.hostname), address.port or 0)) as raw:
            raw.sendall(nonsense)
            assert raw.recv(100) == b""
    assert ask(connect(server), "/about.html")[0] == 200


def test_nothing_listens_afterwards(replica: Replica) -> None:
    with ReplicaServer(replica, editions=("uk",)) as server:
        address, connection = server.base_url(), connect(server)
        ask(connection, "/about.html")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(connection, "/about.html")


def test_fixed_ports(replica: Replica) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with ReplicaServer(replica, ports={"uk": port}, editions=("uk",)) as server:
        assert server.base_url() == f"http://127.0.0.1:{port}/"
        with pytest.raises(OSError, match="in use"), ReplicaServer(replica, ports={"uk": port}):
            pass
    # The port is free again at once.
    with ReplicaServer(replica, ports={"uk": port}, editions=("uk",)):
        pass


def test_many_clients_at_once(server: ReplicaServer, replica: Replica) -> None:
    paths = [story.path for story in replica.published("uk")]

    def client(number: int) -> int:
        connection = connect(server)
        return sum(ask(connection, path)[0] == 200 for path in paths[number % 3 :])

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(client, range(8)))
    assert sum(counts) == len(server.requests)
    assert counts == [len(paths[number % 3 :]) for number in range(8)]
