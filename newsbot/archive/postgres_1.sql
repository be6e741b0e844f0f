-- What `scrapy export --to postgresql://...` makes: version 1 of its tables.
CREATE TABLE newsbot_archive.articles (
    site text NOT NULL,
    id text NOT NULL,
    revision integer NOT NULL,
    url text NOT NULL,
    language text,
    section text,
    section_name text,
    title text,
    published_at timestamptz,
    published_raw text,
    event_at timestamptz,
    modified_at timestamptz,
    reading_minutes integer,
    lead text,
    body text,
    source_url text,
    authors text[] NOT NULL,
    tags text[] NOT NULL,
    images jsonb NOT NULL,
    related jsonb NOT NULL,
    latest jsonb NOT NULL,
    fetched_at timestamptz NOT NULL,
    content_hash text,
    PRIMARY KEY (site, id, revision)
);
CREATE INDEX articles_published_at ON newsbot_archive.articles (published_at);

CREATE VIEW newsbot_archive.newest AS
    SELECT DISTINCT ON (site, id) * FROM newsbot_archive.articles
    ORDER BY site, id, revision DESC;
