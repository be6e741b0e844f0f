-- What newsbot remembers between runs. docs/ledger.md explains it and shows questions to ask it.
--
-- Times are whole seconds since 1970 in UTC; datetime(x, 'unixepoch') prints them.
-- (site, id) is the key of an article everywhere: the site's own id, under whatever host, section or
-- language it was found. tables.py has the same columns in the same order.

CREATE TABLE urls (
    site          TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    number        BIGINT  NOT NULL,            -- the id as a number, for the order; 0 where it is none
    state         TEXT    NOT NULL CHECK (state IN ('queued', 'fetching', 'done', 'failed', 'gone')),
    edition       TEXT,                        -- that its text belongs to; NULL until it was read
    attempts      INTEGER NOT NULL DEFAULT 0,  -- failures in a row
    next_at       BIGINT,                      -- not before; NULL: never again. Of what is gone:
                                               -- where it is named from then on
    discovered_at BIGINT  NOT NULL,
    outcome       TEXT,                        -- what became of the last request
    problem       TEXT,                        -- of the last failure
    feed_time     TEXT,                        -- of its publication, as an RSS feed says
    doubted_hash  TEXT,                        -- of a reading that lacks most of what was delivered
    PRIMARY KEY (site, id)
) WITHOUT ROWID;

CREATE INDEX urls_due ON urls (site, number, id, next_at) WHERE next_at IS NOT NULL;

-- Where an article was found: in the lists, feeds and pages of these editions.
CREATE TABLE places (
    site    TEXT NOT NULL,
    id      TEXT NOT NULL,
    edition TEXT NOT NULL,
    section TEXT NOT NULL,                     -- as in the address, which need not be its own
    path    TEXT NOT NULL,                     -- of its address, as found
    PRIMARY KEY (site, id, edition)
) WITHOUT ROWID;

-- Articles that are in the feed, as last read.
CREATE TABLE articles (
    site          TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    number        BIGINT  NOT NULL,            -- as in urls
    revision      INTEGER NOT NULL,
    content_hash  TEXT    NOT NULL,
    hash_version  INTEGER NOT NULL,            -- of the rules by which the hash was made
    url           TEXT,                        -- as in the feed; NULL where version 1 delivered it
    gist          TEXT,                        -- of its text: newsbot/text/gist.py
    language      TEXT,                        -- of the text
    section       TEXT    NOT NULL,
    published_at  TEXT,                        -- as in the feed
    modified_at   TEXT,                        -- as in the feed
    fetched_at    BIGINT  NOT NULL,            -- the first time
    checked_at    BIGINT  NOT NULL,            -- the last time
    etag          TEXT,
    last_modified TEXT,
    PRIMARY KEY (site, id)
) WITHOUT ROWID;

CREATE INDEX articles_newest ON articles (site, number);

CREATE TABLE revisions (
    site           TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    content_hash   TEXT    NOT NULL,
    fetched_at     BIGINT  NOT NULL,
    changed_fields TEXT,                       -- names with commas; NULL: not known
    reread         INTEGER NOT NULL DEFAULT 0, -- 1: a kept page, read anew; the site did not change it
    PRIMARY KEY (site, id, revision)
) WITHOUT ROWID;

CREATE TABLE links (
    site       TEXT    NOT NULL,
    source     TEXT    NOT NULL,               -- id of the article whose page has the link
    target     TEXT    NOT NULL,               -- id of the article that it leads to
    block      TEXT    NOT NULL,               -- latest, related
    position   INTEGER NOT NULL,               -- from 1, when first seen
    first_seen BIGINT  NOT NULL,
    PRIMARY KEY (site, source, target, block)
) WITHOUT ROWID;

-- For each list the articles on its first page when a run last read it: where these appear again,
-- the next run has seen all that is new.
CREATE TABLE listings (
    site    TEXT   NOT NULL,
    edition TEXT   NOT NULL,
    list    TEXT   NOT NULL,                   -- path of the first page: /news/latest.html
    top     TEXT   NOT NULL,                   -- JSON list of ids
    newest  TEXT,                              -- time of the newest, as printed
    read_at BIGINT NOT NULL,
    PRIMARY KEY (site, edition, list)
) WITHOUT ROWID;

-- Pages of a list that have not been read yet, between what one run saw and what the one before knew.
CREATE TABLE gaps (
    site      TEXT    NOT NULL,
    id        INTEGER NOT NULL,
    edition   TEXT    NOT NULL,
    list      TEXT    NOT NULL,
    page      INTEGER NOT NULL,                -- the next page to read
    target    TEXT    NOT NULL,                -- JSON list of ids; [] for the end of the list
    since     TEXT,                            -- the newest article known before it, as printed
    until     TEXT,                            -- the oldest article read after it, as printed
    attempts  INTEGER NOT NULL,                -- how often the list ended without the target
    next_at   BIGINT  NOT NULL,
    opened_at BIGINT  NOT NULL,
    PRIMARY KEY (site, id)
) WITHOUT ROWID;

-- What lists and feeds are asked with the next time: If-None-Match, If-Modified-Since.
CREATE TABLE validators (
    site          TEXT NOT NULL,
    url           TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;

-- What runs have found out about a site and the next ones go by.
CREATE TABLE facts (
    site  TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (site, name)
) WITHOUT ROWID;

-- Local feeds, and how much of each the ledger has confirmed.
CREATE TABLE feeds (
    site    TEXT    NOT NULL,
    path    TEXT    NOT NULL,                  -- or, with size -1, the address of one stored later
    size    BIGINT  NOT NULL,                  -- bytes; from -2 downwards: to be put in its place
    is_open INTEGER NOT NULL,                  -- while a run appends to it: 1, or 2 beside the archive
    PRIMARY KEY (site, path)
) WITHOUT ROWID;

-- Records that a feed which is stored only when it closes has not confirmed yet.
CREATE TABLE backlog (
    site   TEXT NOT NULL,
    feed   TEXT NOT NULL,
    id     TEXT NOT NULL,
    record TEXT NOT NULL,                      -- JSON
    PRIMARY KEY (site, feed, id)
) WITHOUT ROWID;

CREATE TABLE runs (
    id          INTEGER PRIMARY KEY,
    site        TEXT    NOT NULL,
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT,                        -- NULL: still going, or killed
    pid         INTEGER NOT NULL,
    arguments   TEXT    NOT NULL,              -- JSON
    reason      TEXT,
    exit_code   INTEGER,
    report      TEXT                           -- JSON
);

CREATE INDEX runs_of_a_site ON runs (site, id);
