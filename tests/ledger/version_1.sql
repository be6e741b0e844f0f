-- What newsbot remembers between runs. docs/ledger.md explains it and shows questions to ask it.
--
-- Times are whole seconds since 1970 in UTC; datetime(x, 'unixepoch') prints them.
-- (edition, number) is the key of an article everywhere.

CREATE TABLE urls (
    edition       TEXT    NOT NULL,
    number        INTEGER NOT NULL,
    section       TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('queued', 'fetching', 'done', 'failed', 'gone')),
    attempts      INTEGER NOT NULL DEFAULT 0,  -- failures in a row
    next_at       INTEGER,                     -- not before; NULL: never again
    discovered_at INTEGER NOT NULL,
    problem       TEXT,                        -- of the last failure
    PRIMARY KEY (edition, number)
) WITHOUT ROWID;

CREATE INDEX urls_due ON urls (number, next_at) WHERE next_at IS NOT NULL;

CREATE TABLE articles (
    edition      TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    content_hash TEXT    NOT NULL,
    section      TEXT    NOT NULL,
    published_at TEXT,                         -- as in the feed
    fetched_at   INTEGER NOT NULL,             -- the first time
    checked_at   INTEGER NOT NULL,             -- the last time
    PRIMARY KEY (edition, number)
) WITHOUT ROWID;

CREATE TABLE revisions (
    edition      TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    content_hash TEXT    NOT NULL,
    fetched_at   INTEGER NOT NULL,
    PRIMARY KEY (edition, number, revision)
) WITHOUT ROWID;

CREATE TABLE validators (
    edition       TEXT    NOT NULL,
    number        INTEGER NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    PRIMARY KEY (edition, number)
) WITHOUT ROWID;

CREATE TABLE links (
    edition    TEXT    NOT NULL,
    source     INTEGER NOT NULL,               -- number of the article whose page has the link
    target     INTEGER NOT NULL,               -- number of the article that it leads to
    block      TEXT    NOT NULL,               -- latest, related
    position   INTEGER NOT NULL,               -- from 1, when first seen
    first_seen INTEGER NOT NULL,
    PRIMARY KEY (edition, source, target, block)
) WITHOUT ROWID;

-- For each list the articles on its first page when a run last read it: where these appear again,
-- the next run has seen all that is new.
CREATE TABLE listings (
    edition TEXT    NOT NULL,
    list    TEXT    NOT NULL,                  -- path of the first page: /news/latest.html
    top     TEXT    NOT NULL,                  -- JSON list of numbers
    newest  TEXT,                              -- time of the newest, as printed
    read_at INTEGER NOT NULL,
    PRIMARY KEY (edition, list)
) WITHOUT ROWID;

-- Pages of a list that have not been read yet, between what one run saw and what the one before knew.
CREATE TABLE gaps (
    id        INTEGER PRIMARY KEY,
    edition   TEXT    NOT NULL,
    list      TEXT    NOT NULL,
    page      INTEGER NOT NULL,                -- the next page to read
    target    TEXT    NOT NULL,                -- JSON list of numbers; [] for the end of the list
    since     TEXT,                            -- the newest article known before it, as printed
    until     TEXT,                            -- the oldest article read after it, as printed
    attempts  INTEGER NOT NULL DEFAULT 0,      -- how often the list ended without the target
    next_at   INTEGER NOT NULL DEFAULT 0,
    opened_at INTEGER NOT NULL
);

-- Local feeds, and how much of each the ledger has confirmed.
CREATE TABLE feeds (
    path    TEXT    PRIMARY KEY,               -- or, with size -1, the address of a remote feed
    size    INTEGER NOT NULL,                  -- bytes
    is_open INTEGER NOT NULL                   -- 1 while a run appends to it
) WITHOUT ROWID;

-- Records that a feed which is stored only when it closes has not confirmed yet.
CREATE TABLE backlog (
    feed    TEXT    NOT NULL,
    edition TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    record  TEXT    NOT NULL,                  -- JSON
    PRIMARY KEY (feed, edition, number)
) WITHOUT ROWID;

CREATE TABLE runs (
    id          INTEGER PRIMARY KEY,
    started_at  INTEGER NOT NULL,
    finished_at INTEGER,                       -- NULL: still going, or killed
    pid         INTEGER NOT NULL,
    arguments   TEXT    NOT NULL,              -- JSON
    reason      TEXT,
    exit_code   INTEGER,
    report      TEXT                           -- JSON
);
