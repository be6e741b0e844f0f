"""What every forked run would do again, done once before the fork: see `forking.py`."""

import gc
from functools import cache

import scrapy.cmdline
import scrapy.utils.versions

from newsbot.pages.lexicon import lexicon
from newsbot.sites.interfax import INTERFAX

lexicon(INTERFAX)
# Scrapy asks at each start for what is installed, a sixth of a short run; only an answer that is
# there before the fork is there after it.
for module, name in ((scrapy.cmdline, "entry_points"), (scrapy.utils.versions, "version")):
    setattr(module, name, cache(getattr(module, name)))
scrapy.cmdline._get_commands_from_entry_points(inproject=True)
for commands in ("scrapy.commands", "newsbot.commands"):
    scrapy.cmdline._get_commands_from_module(commands, inproject=True)
scrapy.utils.versions.get_versions()
# What is there by now stays: a collection that looked at it would copy its memory to each fork.
gc.collect()
gc.freeze()
