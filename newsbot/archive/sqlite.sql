-- What `scrapy export --to x.sqlite` makes. Another form: another number, and a way from the old one.
PRAGMA user_version = 1;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,  -- what the search goes by; a rowid of no column is another one in a copy
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    url TEXT NOT NULL,
    language TEXT,
    section TEXT,
    section_name TEXT,
    title TEXT,
    published_at TEXT,
    published_raw TEXT,
    event_at TEXT,
    modified_at TEXT,
    reading_minutes INTEGER,
    lead TEXT,
    body TEXT,
    source_url TEXT,
    authors TEXT NOT NULL,  -- JSON, as are tags
    tags TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    content_hash TEXT,
    UNIQUE (site, id, revision)
);

CREATE VIEW newest AS
    SELECT * FROM articles AS one WHERE revision =
        (SELECT max(revision) FROM articles WHERE site = one.site AND id = one.id);

CREATE TABLE images (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,  -- from 1 on, in page order
    url TEXT NOT NULL,
    caption TEXT,
    credit TEXT,
    PRIMARY KEY (site, id, revision, position)
) WITHOUT ROWID;

CREATE TABLE links (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    block TEXT NOT NULL,  -- related or latest
    position INTEGER NOT NULL,
    title TEXT,
    url TEXT NOT NULL,
    PRIMARY KEY (site, id, revision, block, position)
) WITHOUT ROWID;
