"""What every forked run would do again, done once before the fork: see `forking.py`."""

import gc

from newsbot.pages.lexicon import lexicon
from newsbot.sites.interfax import INTERFAX

lexicon(INTERFAX)
# What is there by now stays: a collection that looked at it would copy its memory to each fork.
gc.collect()
gc.freeze()
