"""The files around the package that no program of ours reads: they are wrong in silence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

import newsbot

ROOT = Path(newsbot.__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
FORMS = sorted(ROOT.glob(".github/ISSUE_TEMPLATE/[0-9]*.yml"))


def load(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(file)
    return loaded


def requirements() -> list[Requirement]:
    """What a run, the tests and the tools ask for; `bench` is set up without constraints."""
    extras = PROJECT["project"]["optional-dependencies"]
    named = [*PROJECT["project"]["dependencies"]]
    for extra in extras.keys() - {"bench"}:
        named += extras[extra]
    lines = ROOT.joinpath("deploy/scrapyd-requirements.txt").read_text("utf-8").splitlines()
    named += [line.partition("#")[0] for line in lines if line.partition("#")[0].strip()]
    found = map(Requirement, named)
    return [requirement for requirement in found if requirement.name != PROJECT["project"]["name"]]


def test_constraints_name_every_requirement() -> None:
    """Else two set-ups a year apart are not the same. `make constraints` renews them."""
    lines = ROOT.joinpath("constraints.txt").read_text("utf-8").splitlines()
    pins = {
        canonicalize_name(name): Version(version)
        for name, _, version in (line.partition("==") for line in lines if line[0] != "#")
    }
    wrong = [
        str(requirement)
        for requirement in requirements()
        if not requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), "none"))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_pin_actions_and_know_every_tool(file: Path) -> None:
    for job in load(file)["jobs"].values():
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/checkout@v4"))


def test_ci_runs_on_every_python_and_scrapy_allowed() -> None:
    jobs = load(ROOT / ".github/workflows/tests.yml")["jobs"]
    pythons = jobs["everything"]["strategy"]["matrix"]["python"]
    assert pythons == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["project"]["requires-python"] == f">={pythons[0]}"
    assert jobs["everything"]["steps"][-1]["run"] == "bash .ci/run"
    scrapys = {each["name"]: each for each in jobs["scrapy"]["strategy"]["matrix"]["include"]}
    [scrapy] = [each for each in requirements() if each.name == "scrapy"][:1]
    bounds = {each.operator: each.version for each in scrapy.specifier}
    assert Requirement(scrapys["oldest"]["install"]).specifier == f"=={bounds['>=']}.0"
    assert scrapys["newest"]["install"].endswith(f" scrapy<{bounds['<']}")
    assert "main" in scrapys
    assert scrapys["oldest"]["python"] == pythons[0]


def test_make_and_ci_know_the_targets_that_ci_calls() -> None:
    targets = set(re.findall(r"^([\w./-]+):", ROOT.joinpath("Makefile").read_text(), re.MULTILINE))
    lines = re.findall(r"^\s*make (.+)$", ROOT.joinpath(".ci/run").read_text(), re.MULTILINE)
    called = {word for line in lines for word in line.split() if not word.startswith("--")}
    assert called == {"demo", "test", "lint", ".venv-scrapyd/installed", "slow", "audit"}
    assert called <= targets


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.name)
def test_issue_forms_are_ones(file: Path) -> None:
    """As https://docs.github.com/en/communities has them: a broken form is not offered at all."""
    form = load(file)
    assert {"name", "description", "body"} <= form.keys()
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea", "checkboxes", "dropdown"}
    assert all(field["attributes"]["label"] for field in fields)
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    for target in re.findall(r"\]\(\.\./blob/main/([^)]+)\)", file.read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_there_is_a_form_for_each_reason_to_come() -> None:
    assert [file.stem.partition("-")[2] for file in FORMS] == [
        "page-read-wrongly",
        "site-is-down",
        "new-site",
    ]


def test_hooks_of_pre_commit_are_the_tools_of_the_project() -> None:
    [repo] = load(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    entries = {hook["id"]: hook["entry"] for hook in repo["hooks"]}
    assert entries.keys() == {"ruff", "ruff-format", "end-of-file-fixer"}
    assert entries["ruff"].startswith(".venv/bin/ruff check")
    assert entries["ruff-format"].startswith(".venv/bin/ruff format")
