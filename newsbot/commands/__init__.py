"""Commands of `scrapy` beside its own."""

from newsbot.interrupt import say_in_one_line

say_in_one_line()  # the first of newsbot that `scrapy` imports after the settings
