"""The replica: a large made-up site in the markup of Interfax-Ukraine, with all its traps.

It is what the tests crawl and what the benchmarks serve; `scrapy demo` shows the small one of
`newsbot.demo`, whose words and furniture the replica shares.
"""

from newsbot.demo.site import Answer
from newsbot.text.dates.clock import KYIV
from replica.server import Access, ReplicaServer
from replica.site import Replica
from replica.story import Story

__all__ = ["KYIV", "Access", "Answer", "Replica", "ReplicaServer", "Story"]
