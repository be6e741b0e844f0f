"""Every deviation from Scrapy's defaults, with its reason.

https://docs.scrapy.org/en/latest/topics/settings.html
"""

import os

from newsbot.items import RECORD_FIELDS

BOT_NAME = "newsbot"
SPIDER_MODULES = ["newsbot.spiders"]
NEWSPIDER_MODULE = "newsbot.spiders"
COMMANDS_MODULE = "newsbot.commands"  # `scrapy crawl` with exit codes, `scrapy demo`

# Where the data goes: one folder for the ledger and the default feed. Scrapyd starts jobs in a folder
# of its own, so there it has to be absolute.
NEWSBOT_DATA_DIR = os.environ.get("NEWSBOT_DATA_DIR") or "data"
NEWSBOT_LEDGER = "%(data_dir)s/ledger.sqlite"
NEWSBOT_QUIET = False  # `scrapy crawl --quiet`: print only what a human must act on, log to a file

# The feed: one object a line, in the order of the output record, appended; a file a day in Kyiv.
FEEDS = {
    "%(newsbot_data_dir)s/interfax/%(newsbot_date)s.jsonl": {
        "format": "jsonlines",
        "overwrite": False,
        "store_empty": False,
    },
}
FEED_URI_PARAMS = "newsbot.feeds.paths.uri_params"
FEED_EXPORT_FIELDS = list(RECORD_FIELDS)  # default None: the item's own fields, internal ones too
FEED_EXPORT_ENCODING = "utf-8"  # default None: Cyrillic as \uXXXX
FEED_EXPORTERS = {
    "jsonlines": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
    "jsonl": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
    "jl": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
}

ITEM_PIPELINES = {
    "newsbot.pipelines.dates.DatesPipeline": 100,
    "newsbot.pipelines.window.WindowPipeline": 150,  # before the work on a text that is not wanted
    "newsbot.pipelines.ads.AdsPipeline": 200,
    "newsbot.pipelines.text.TextPipeline": 300,
    "newsbot.pipelines.validation.ValidationPipeline": 400,
    "newsbot.pipelines.revision.RevisionPipeline": 500,
    "newsbot.pipelines.limit.LimitPipeline": 900,  # counts what is exported, so it comes last
}

EXTENSIONS = {
    # default: the feed exporter of Scrapy, which loses the tail of a feed when the process dies
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newsbot.feeds.exporter.ConfirmingFeedExporter": 0,
}

# A good guest: the site names no limits, so these are those of a careful reader.
USER_AGENT = "newsbot/0.1 (+https://example.org/newsbot; set USER_AGENT to say who you are)"
ROBOTSTXT_OBEY = True  # default False
CONCURRENT_REQUESTS = 2  # default 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8
DOWNLOAD_DELAY = 1.0  # default 0; jitter of 0.5 to 1.5 is Scrapy's default
AUTOTHROTTLE_ENABLED = True  # default False: a slow site is asked less often
AUTOTHROTTLE_START_DELAY = 1.0  # default 5
AUTOTHROTTLE_MAX_DELAY = 60.0

# Safety
REMOTE_CONTROL_ENABLED = False  # default True: an HTTP server that runs Python
TELNETCONSOLE_ENABLED = False  # default True: a shell into the process
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False: what is written must come from the site
COOKIES_ENABLED = False  # default True: the archive is what a first-time reader sees
DOWNLOAD_TIMEOUT = 30  # default 180: cron runs every ten minutes
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # default 1 GiB; a real page has less than 200 kB
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024  # default 32 MiB
DOWNLOAD_HANDLERS = {  # a link on a page must not read files or other services
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
MEMUSAGE_LIMIT_MB = 1024  # default 0: no limit
MEMUSAGE_WARNING_MB = 512
REDIRECT_MAX_TIMES = 5  # default 20
RETRY_TIMES = 2
HTTPERROR_ALLOW_ALL = False

# Newest first, each page once: the spider knows what it has met, by edition and number.
SCHEDULER_PRIORITY_QUEUE = "newsbot.frontier.NewestFirstQueue"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default: fingerprints of all requests

LOG_LEVEL = "INFO"  # default DEBUG: two lines a page
LOG_SHORT_NAMES = False
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
