"""Every deviation from Scrapy's defaults, with its reason.

https://docs.scrapy.org/en/latest/topics/settings.html
"""

import os
from urllib.request import getproxies

from newsbot import __version__, items

BOT_NAME = "newsbot"
SPIDER_MODULES = ["newsbot.spiders"]
NEWSPIDER_MODULE = "newsbot.spiders"
COMMANDS_MODULE = "newsbot.commands"  # `scrapy crawl` with exit codes, `scrapy demo`

# Where the data goes: one folder for the ledger and the default feed. Scrapyd starts jobs in a
# folder of its own, so there it has to be absolute.
NEWSBOT_DATA_DIR = os.environ.get("NEWSBOT_DATA_DIR") or "data"
# A file; or postgresql://USER@HOST/NAME for several machines; empty: a run without memory
NEWSBOT_LEDGER = os.environ.get("NEWSBOT_LEDGER", "{NEWSBOT_DATA_DIR}/ledger.sqlite")
# Several machines: for how many seconds a worker gets a site, how long before the end of that time
# it sends nothing more (at least DOWNLOAD_TIMEOUT), and what it is called (empty: host/process).
NEWSBOT_LEASE = 90.0
NEWSBOT_LEASE_MARGIN = 40.0
NEWSBOT_WORKER = os.environ.get("NEWSBOT_WORKER", "")
# When a read article is looked at again, counted from its first fetch; changes mostly come early.
NEWSBOT_RECHECKS = "1h, 6h, 1d, 7d"
# Announcements appear days later between known articles: how often lists are read back over them.
NEWSBOT_LOOK_BACK_EVERY = "6h"  # empty: never
# The growing pauses before a page that could not be read is tried again; the last one repeats.
NEWSBOT_RETRIES = "5m, 30m, 2h, 12h, 1d"
NEWSBOT_PAGES = ""  # `warc`: every page is kept as it came (docs/pages.md)
NEWSBOT_QUIET = False  # `scrapy crawl --quiet`: print only what a human must act on, log to a file

# The feed: one object a line, in the order of the output record, appended; a file a day in Kyiv.
FEEDS = {
    "%(newsbot_data_dir)s/%(name)s/%(newsbot_date)s.jsonl": {
        "format": "jsonlines",
        "overwrite": False,
        "store_empty": False,
        "item_filter": "newsbot.feeds.filters.EachRevisionOnce",
        # Whatever FEED_EXPORT_* says of other feeds: a line that lacks something is lost for good.
        "fields": [*items.RECORD_FIELDS],
        "encoding": "utf-8",
        "batch_item_count": 0,
    },
}
FEED_URI_PARAMS = "newsbot.feeds.uri_params.uri_params"
FEED_EXPORT_FIELDS = [*items.RECORD_FIELDS]  # default None: internal fields of the item as well
FEED_EXPORT_ENCODING = "utf-8"  # default None: Cyrillic as \uXXXX
FEED_EXPORTERS = {
    "jsonlines": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
    "jsonl": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
    "jl": "newsbot.feeds.jsonlines.FlushingJsonLinesExporter",
    # default: lists of links as Python prints them
    "csv": "newsbot.feeds.csv_xml.CsvExporter",
    "xml": "newsbot.feeds.csv_xml.XmlExporter",
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

# default: without a stopwatch, and tells nobody what becomes of an article
ITEM_PROCESSOR = "newsbot.report.processor.TimedPipelines"

EXTENSIONS = {
    # default: the feed exporter of Scrapy, which loses the tail of a feed when the process dies
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newsbot.feeds.exporter.ConfirmingFeedExporter": 0,
    "newsbot.feeds.recorder.Recorder": 0,
    "newsbot.report.extension.RunReport": 0,
    "newsbot.report.progress.Progress": 0,
    "newsbot.report.breakdown.Breakdown": 0,
    "newsbot.guest.brake.Brake": 0,
    "newsbot.guest.user_agent.UserAgentReminder": 0,
    "newsbot.report.lifetime.Lifetime": 1,  # after the exporter, which repairs the feeds
    # default: loaded, one with a whole HTTP server, to find themselves disabled (below)
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
    # default: lowers the delay that robots.txt asks for
    "scrapy.extensions.throttle.AutoThrottle": None,
    "newsbot.guest.throttle.FlooredAutoThrottle": 0,
}

# The run report (docs/run-report.md); who is told of it, where anybody is to be told
NEWSBOT_REPORT_COMMAND = os.environ.get("NEWSBOT_REPORT_COMMAND", "")  # gets it as JSON on stdin
NEWSBOT_REPORT_WEBHOOK = os.environ.get("NEWSBOT_REPORT_WEBHOOK", "")  # http(s), gets it by POST
NEWSBOT_REPORT_TIMEOUT = 10.0  # seconds that each of them may take
NEWSBOT_PROMETHEUS = os.environ.get("NEWSBOT_PROMETHEUS", "")  # textfile of the node_exporter
STATS_DUMP = False  # default True: the run report says it in fewer lines

# A good guest: the site names no limits, so these are those of a careful reader.
USER_AGENT = (
    f"newsbot/{__version__} (+https://example.org/newsbot; set USER_AGENT to say who you are)"
)
ROBOTSTXT_OBEY = True  # default False
ROBOTSTXT_USER_AGENT = "newsbot"  # default None: a changed USER_AGENT would change the rules
CONCURRENT_REQUESTS = 2  # default 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8
DOWNLOAD_DELAY = 1.0  # default 0; jitter of 0.5 to 1.5 is Scrapy's default
AUTOTHROTTLE_ENABLED = True  # default False: a slow site is asked less often
AUTOTHROTTLE_START_DELAY = 1.0  # default 5
NEWSBOT_MAX_CRAWL_DELAY = 60.0  # seconds that robots.txt may ask for between two requests
NEWSBOT_MAX_PAUSE = 120.0  # seconds that a Retry-After may hold the run; cron comes again
NEWSBOT_MAX_REFUSALS = 5  # answers 429 or 403 in a row that end the run; 0: no limit
# Pages in a row answered with 5xx, dropped or timed out, that end the run; 0: no limit
NEWSBOT_MAX_FAILURES = 20
NEWSBOT_MAX_REQUESTS = 20_000  # a run, about ten hours: endless paging ends too; 0: no limit

DOWNLOADER_MIDDLEWARES = {
    "newsbot.guest.pace.OneGuest": 20,  # before whoever asks for the pace
    "newsbot.ledger.conditional.ConditionalGetMiddleware": 40,  # sees what is left after retries
    "newsbot.spiders.as_found.AsFoundMiddleware": 45,  # before the ledger hears of a missing page
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard is stricter
    "newsbot.guards.addresses.AddressGuard": 50,
    # default: crawls everything when robots.txt cannot be had, and knows no Crawl-delay
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsbot.guest.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # the site has no passwords
    "newsbot.guest.politeness.PolitenessMiddleware": 560,  # before a retry (550) hides it
    "newsbot.guards.content.ContentMiddleware": 580,  # after unpacking (590): text, and whole
    # default: warns at every start that there is no Referer (REFERER_ENABLED)
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsbot.guards.redirect.PlainRedirects": 600,
    "newsbot.guest.budget.BudgetMiddleware": 840,  # the last: counts what is really sent
    "newsbot.pagestore.keeping.KeepPages": 945,  # before anything is unpacked, or refused
    "newsbot.guest.wrong_clock.ClockMiddleware": 948,  # before a page is kept under a wrong time
    "newsbot.ledger.conditional.ArrivalMiddleware": 950,  # the nearest to the download
}
SPIDER_MIDDLEWARES = {
    # default: lets through every 2xx, a part of a page (206) too
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "newsbot.guards.status.OnlyOk": 50,
    "newsbot.report.output.OutputMiddleware": 950,  # the nearest to the spider
    # default: on. Each costs every page, and has nothing to do here: an article's address is short
    # by its form, the frontier knows neither depth nor start requests, and no request is made from
    # `response.meta`.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
HTTPPROXY_ENABLED = bool(getproxies())  # default True: looks at every request, proxy or not
REFERER_ENABLED = False  # default True: the archive is what a first-time reader sees; and a cost

# Safety; the reasons at length are in docs/security.md
TWISTED_DNS_RESOLVER = "newsbot.guards.resolver.GuardedResolver"  # no private addresses
DNS_TIMEOUT = 10  # default 60
METAREFRESH_ENABLED = False  # default True: a page must not send us on
REMOTE_CONTROL_ENABLED = False  # default True: an HTTP server that runs Python
TELNETCONSOLE_ENABLED = False  # default True: a shell into the process
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False: what is written must come from the site
COOKIES_ENABLED = False  # default True: the archive is what a first-time reader sees
DOWNLOAD_TIMEOUT = 30  # default 180, of the whole download: cron runs every ten minutes
DOWNLOAD_MAXSIZE = 1024 * 1024  # default 1 GiB; a real page has less than 200 kB
DOWNLOAD_WARNSIZE = 0  # default 32 MiB: no such page comes through
DOWNLOAD_HANDLERS = {  # a link on a page must not read files or other services
    "data": None,
    "file": None,
    "ftp": None,
    "http": "newsbot.guards.handler.BoundedHTTPHandler",  # default: no limit for headers
    "https": "newsbot.guards.handler.BoundedHTTPHandler",
    "s3": None,
}
MEMUSAGE_LIMIT_MB = 1024  # default 0: no limit
MEMUSAGE_WARNING_MB = 512
REDIRECT_MAX_TIMES = 5  # default 20
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # default ERROR: the spider says it, with the page, in one line

# Newest first, each page once: the spider knows what it has met, by edition and number.
SCHEDULER_PRIORITY_QUEUE = "newsbot.spiders.frontier.NewestFirstQueue"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default: fingerprints of all requests

# default 5 MB of responses may wait for the spider: a process that is killed would fetch them again
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 1

# What a page costs: see docs/performance.md.
# Default 100: so many tasks are started for every page, to hand on its one article.
CONCURRENT_ITEMS = 1
# Default True: reads and parses the source of the callback again for every other page
WARN_ON_GENERATOR_RETURN_VALUE = False

LOG_LEVEL = "INFO"  # default DEBUG: two lines a page
LOG_FORMATTER = "newsbot.guards.log.LogFormatter"  # no escapes, no secrets, one line a page
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
