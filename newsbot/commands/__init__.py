"""Commands of `scrapy` beside its own."""

from newsbot.commands.pipes import open_closed_streams, take_any_text
from newsbot.interrupt import say_in_one_line

open_closed_streams()
take_any_text()
say_in_one_line()  # the first of newsbot that `scrapy` imports after the settings
