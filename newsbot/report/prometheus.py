"""The report as a textfile for the Prometheus node_exporter.

https://github.com/prometheus/node_exporter#textfile-collector
https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from newsbot.report.in_one_step import write_in_one_step

_Sample = tuple[dict[str, str], float]


def write_textfile(path: Path, report: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_in_one_step(path, exposition(report))


def exposition(report: Mapping[str, Any]) -> str:
    """The text of the file."""
    lines = []
    for name, words, samples in _families(report):
        lines += [f"# HELP {name} {words}", f"# TYPE {name} gauge"]
        lines += [f"{name}{_labels(labels)} {value:.15g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _families(report: Mapping[str, Any]) -> Iterator[tuple[str, str, list[_Sample]]]:
    def one(value: float) -> list[_Sample]:
        return [({}, value)]

    def each(label: str, counts: Mapping[str, float]) -> list[_Sample]:
        return [({label: name}, value) for name, value in counts.items()]

    finished = datetime.fromisoformat(report["finished_at"]).timestamp()
    pages, articles = report["pages"], report["articles"]
    yield "newsbot_run_finished_timestamp_seconds", "When the last run ended.", [({}, finished)]
    yield "newsbot_run_duration_seconds", "How long it took.", one(report["seconds"])
    yield "newsbot_run_exit_code", "Its exit code, 0 for good.", one(report["exit_code"])
    yield (
        "newsbot_run_alarm",
        "Whether the layout seems to have changed.",
        one(bool(report["alarm"])),
    )
    kinds = {name: count for name, count in pages.items() if not isinstance(count, dict)}
    yield "newsbot_run_pages", "Pages of the last run by kind.", each("kind", kinds)
    yield "newsbot_run_articles", "Articles of the last run by state.", each("state", articles)
    yield "newsbot_run_received_bytes", "What it downloaded.", one(report["bytes"]["received"])
    yield "newsbot_run_step_seconds", "Time by step.", each("step", report["steps"])
    yield "newsbot_run_warnings", "Warnings in its log.", one(report["warnings"]["count"])
    yield "newsbot_gaps", "Gaps in lists that are still open.", one(len(report["gaps"]))
    if count := pages["articles"]:
        shares = {name: part["filled"] / count for name, part in report["fields"].items()}
        words = "Share of the articles read in the last run in which a field was filled."
        yield "newsbot_run_field_filled_ratio", words, each("field", shares)


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    pairs = (f'{name}="{_escape(value)}"' for name, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
