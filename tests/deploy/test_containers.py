"""deploy/compose.yaml and deploy/kubernetes.yaml: no engine starts them here.

They are read by what knows their schemas, and for what those do not know; the words that they give
to newsbot are run.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from crawling import AT_ONCE, crawl, default_feed, scrapy
from postgres import Cluster
from replica import Replica, ReplicaServer

USER = 10001
"""As in the Containerfile."""
SECRET = "made-up"


def read_all(path: Path) -> list[Any]:
    return list(YAML(typ="safe").load_all(path))


@pytest.fixture(scope="module")
def services(root: Path) -> dict[str, Any]:
    """Of compose.yaml, with what its variables are replaced by."""
    text = (root / "deploy" / "compose.yaml").read_text("utf-8")
    filled = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda name: f"{SECRET}-{name[1]}", text)
    assert "$" not in filled
    found: dict[str, Any] = YAML(typ="safe").load(filled)["services"]
    return found


@pytest.fixture(scope="module")
def kinds(root: Path) -> dict[str, Any]:
    """The objects of kubernetes.yaml by their kind."""
    return {each["kind"]: each for each in read_all(root / "deploy" / "kubernetes.yaml")}


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
        ["kubernetes-validate", "--strict", "kubernetes.yaml"],
    ],
    ids=["compose", "kubernetes"],
)
def test_the_schema_knows_every_word(words: list[str], root: Path) -> None:
    program, *rest = words
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *rest],
        cwd=root / "deploy",
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


class TestCompose:
    def test_three_workers_begin_when_the_tables_are_made(self, services: dict[str, Any]) -> None:
        worker = services["worker"]
        assert worker["deploy"]["replicas"] == 3
        assert worker["depends_on"]["tables"]["condition"] == "service_completed_successfully"
        assert services["tables"]["depends_on"]["db"]["condition"] == "service_healthy"
        assert {"restart", "mem_limit", "stop_grace_period"} <= worker.keys()

    def test_the_database_is_reached_by_newsbot_alone(self, services: dict[str, Any]) -> None:
        assert services["db"]["networks"] == ["database"]
        assert "outside" in services["worker"]["networks"]
        assert not any("ports" in service for service in services.values())

    def test_the_password_stands_in_no_command(self, services: dict[str, Any], root: Path) -> None:
        for name, service in services.items():
            assert "PASSWORD" not in " ".join(service.get("command", [])), name
            if name != "db":
                assert service["environment"]["PGPASSWORD"] == f"{SECRET}-NEWSBOT_DB_PASSWORD"
                assert service["environment"]["NEWSBOT_LEDGER"] == "postgresql://newsbot@db/newsbot"
                assert service["read_only"]
                assert service["cap_drop"] == ["ALL"]
        ignored = (root / ".gitignore").read_text("utf-8").splitlines()
        assert ".env" in ignored

    @pytest.mark.slow
    def test_its_words_make_the_tables_and_export(
        self,
        services: dict[str, Any],
        tmp_path: Path,
        server: ReplicaServer,
        database: str,
    ) -> None:
        ledger = ["-s", f"NEWSBOT_LEDGER={database}"]
        for _ in range(2):  # as `up` does each time
            made = scrapy(tmp_path, *services["tables"]["command"], *ledger)
            assert made.code == 0, made.err
        run = crawl(server, tmp_path, max_articles=3, settings={"NEWSBOT_LEDGER": database})
        assert run.code == 0, run.err
        words = [
            word.replace("/data/", f"{tmp_path}/archive/") for word in services["export"]["command"]
        ]
        exported = scrapy(tmp_path, *words, *ledger)
        assert exported.code == 0, exported.err
        assert list((tmp_path / "archive" / "interfax").iterdir())

    @pytest.mark.slow
    def test_a_worker_understands_its_words(
        self, services: dict[str, Any], tmp_path: Path, cluster: Cluster
    ) -> None:
        """It gets as far as the database, which has no tables."""
        words = services["worker"]["command"]
        assert f"USER_AGENT={SECRET}-NEWSBOT_AGENT" in words
        address = cluster.new_database()
        ended = scrapy(tmp_path, *words, "-s", f"NEWSBOT_LEDGER={address}")
        assert ended.code == 2, ended.err
        assert "has no tables of newsbot" in ended.complaints[0]


class TestKubernetes:
    def test_one_run_at_a_time_on_one_volume(self, kinds: dict[str, Any]) -> None:
        spec = kinds["CronJob"]["spec"]
        assert spec["concurrencyPolicy"] == "Forbid"
        claim = kinds["PersistentVolumeClaim"]
        assert claim["spec"]["accessModes"] == ["ReadWriteOncePod"]
        pod = spec["jobTemplate"]["spec"]["template"]["spec"]
        volumes = {each["name"]: each for each in pod["volumes"]}
        named = volumes["data"]["persistentVolumeClaim"]["claimName"]
        assert named == claim["metadata"]["name"]
        mounts = {each["mountPath"]: each["name"] for each in pod["containers"][0]["volumeMounts"]}
        assert mounts == {"/data": "data", "/tmp": "tmp"}

    def test_a_run_ends_itself_before_it_is_ended(self, kinds: dict[str, Any]) -> None:
        job = kinds["CronJob"]["spec"]["jobTemplate"]["spec"]
        pod = job["template"]["spec"]
        words = pod["containers"][0]["args"]
        [limit] = [int(word.partition("=")[2]) for word in words if "CLOSESPIDER_TIMEOUT" in word]
        assert limit + pod["terminationGracePeriodSeconds"] < job["activeDeadlineSeconds"]
        assert (job["backoffLimit"], pod["restartPolicy"]) == (0, "Never")

    def test_it_runs_as_the_user_of_the_image(self, kinds: dict[str, Any], root: Path) -> None:
        pod = kinds["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        context = pod["securityContext"]
        assert {context["runAsUser"], context["fsGroup"]} == {USER}
        assert f"\nUSER {USER}\n" in (root / "deploy" / "Containerfile").read_text("utf-8")
        [container] = pod["containers"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert not pod["automountServiceAccountToken"]

    @pytest.mark.slow
    def test_its_words_crawl(self, kinds: dict[str, Any], tmp_path: Path) -> None:
        pod = kinds["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        with ReplicaServer(Replica(20)) as server:
            settings = [
                ("-s", f"{name}={value}") for name, value in AT_ONCE.items() if name != "USER_AGENT"
            ]
            run = scrapy(
                tmp_path,
                *pod["containers"][0]["args"],
                *(word for setting in settings for word in setting),
                *("-a", f"base_url={server.base_url()}"),
            )
            agents = {access.headers["user-agent"] for access in server.requests}
        assert run.code == 0, run.err
        assert default_feed(tmp_path)
        assert agents == {"mybot/1.0 (+https://example.org/mybot)"}
