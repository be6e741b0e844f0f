"""What newsbot costs and withstands, measured: a page, a start, a kill, a large ledger."""

import sys
from pathlib import Path

# The made-up site that is crawled lives with the tests: `replica`.
sys.path.append(str(Path(__file__).parents[1] / "tests"))
