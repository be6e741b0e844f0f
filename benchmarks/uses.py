"""What the commands that go through a whole archive cost: of an article, in time and memory.

    python -m benchmarks.uses [--articles 10000] [--folder FOLDER]

Of the difference between so many made-up articles and a tenth of them; the start of Python is in
neither. `stories` reads the texts that its tests are made of, the others those of `scrapy export`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.export import FEW, cost_of
from benchmarks.options import folder, number

COMMANDS = {"links": "l.csv", "links ": "l.graphml", "stories": "s.csv", "browse": "pages"}
_RUN = "from newsbot.console import main; main()"
_MAKE = """
import sys
from pathlib import Path
import benchmarks
from archive.told_stories import made_stories
from made_archive import line_of, write_archive
folder, articles = Path(sys.argv[1]), int(sys.argv[2])
write_archive(folder / "plain", articles)
(folder / "told").mkdir()
records, _ = made_stories(articles // 3)
(folder / "told" / "2026-01-01.jsonl").write_text("".join(map(line_of, records)), "utf-8")
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.uses", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--articles", type=number(1000, 1_000_000), default=10_000)
    parser.add_argument("--folder", type=folder, help="where all is written (the system's)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-", dir=options.folder) as name:
        work = Path(name)
        few, many = work / "few", work / "many"
        for made, articles in ((few, options.articles // FEW), (many, options.articles)):
            made.mkdir()
            cost_of(_MAKE, str(made), str(articles))
        print("                    articles   CPU ms each   bytes each   output, MB")
        for command, to in COMMANDS.items():
            _tell(work, command.strip(), to)
    return 0


def _tell(work: Path, command: str, to: str) -> None:
    archive = "told" if command == "stories" else "plain"
    costs, counts = [], []
    for made in (work / "few", work / "many"):
        source, target = made / archive, made / to
        costs.append(cost_of(_RUN, command, "--from", str(source), "--to", str(target)))
        counts.append(_articles(source))
    few, many = costs
    more = counts[1] - counts[0]
    written = [target, *target.rglob("*")]
    size = sum(path.stat().st_size for path in written if path.is_file())
    print(
        f"{command + ' ' + to:20} {counts[1]:7} {1e3 * (many.cpu - few.cpu) / more:13.2f} "
        f"{1e6 * (many.peak_mb - few.peak_mb) / more:12.0f} {size / 1e6:12.1f}",
        flush=True,
    )


def _articles(source: Path) -> int:
    from newsbot import Archive

    return len(Archive(source))


if __name__ == "__main__":
    sys.exit(main())
