-- What a ledger has besides the tables of schema.sql where several machines share it. PostgreSQL.

CREATE TABLE newsbot (
    version INTEGER NOT NULL                   -- of the tables
);

-- Who crawls a site. A worker that may no longer is told so by the epoch, whatever it believes.
CREATE TABLE leases (
    site       TEXT        NOT NULL PRIMARY KEY,
    holder     TEXT        NOT NULL,           -- the name of the worker
    epoch      BIGINT      NOT NULL,           -- raised whenever another one takes the site
    expires_at TIMESTAMPTZ NOT NULL
);

-- The records, byte for byte. A site has one writer, so that the order of its positions is the order
-- of its commits: whoever reads on from a position misses nothing.
CREATE TABLE records (
    site     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    feed     TEXT    NOT NULL,                 -- interfax/2026-11-26.jsonl: where the line belongs
    record   JSON    NOT NULL,
    position BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (site, id, revision)
);

CREATE UNIQUE INDEX records_in_order ON records (site, position);
