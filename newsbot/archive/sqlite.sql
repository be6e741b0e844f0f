-- What `scrapy export --to x.sqlite` makes. Another form: another number, and a way from the old one.
PRAGMA user_version = 1;

CREATE TABLE articles (
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
    PRIMARY KEY (site, id, revision)
);
CREATE INDEX articles_published_at ON articles (published_at);

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

-- Letters with their marks: «й» is not «и».
CREATE VIRTUAL TABLE articles_text USING fts5 (
    title, body, content = 'articles', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_text (rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER articles_gone AFTER DELETE ON articles BEGIN
    INSERT INTO articles_text (articles_text, rowid, title, body)
        VALUES ('delete', old.rowid, old.title, old.body);
END;
