"""What commands share that write a file of rows: its name decides its form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import OptionError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FILE", help="what is written")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def target_in(opts: argparse.Namespace, endings: Sequence[str]) -> Path:
    """Raises OptionError for another ending."""
    target = Path(opts.to)
    if target.suffix not in endings:
        raise OptionError(f"{target}: name it {' or '.join(f'x{end}' for end in endings)}")
    return target
