"""Scrapy with its defaults: what everything is compared with."""

BOT_NAME = "plain"
SPIDER_MODULES = ["benchmarks.plain.spiders"]
