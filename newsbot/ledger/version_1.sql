-- From version 1 to 2: run after the tables of version 1 got `old_` before their names and those of
-- `schema.sql` were made. A ledger of version 1 knew one site, by edition and number; an article
-- that it had under two editions is one: its highest revision stays, and its first fetch.

INSERT INTO urls (site, id, number, state, attempts, next_at, discovered_at, problem)
SELECT 'interfax.com.ua', CAST(number AS TEXT), number, state, attempts, next_at, discovered_at,
       problem
FROM old_urls
ORDER BY CASE state WHEN 'done' THEN 0 WHEN 'gone' THEN 2 ELSE 1 END, discovered_at
ON CONFLICT (site, id) DO NOTHING;

INSERT INTO places (site, id, edition, section, path)
SELECT 'interfax.com.ua', CAST(number AS TEXT), edition, section,
       '/news/' || section || '/' || number || '.html'
FROM old_urls;

INSERT INTO articles (site, id, number, revision, content_hash, hash_version, section, published_at,
                      fetched_at, checked_at, etag, last_modified)
SELECT 'interfax.com.ua', CAST(a.number AS TEXT), a.number, a.revision, a.content_hash, 1, a.section,
       a.published_at,
       min(a.fetched_at) OVER (PARTITION BY a.number),
       a.checked_at, v.etag, v.last_modified
FROM old_articles AS a
LEFT JOIN old_validators AS v ON v.edition = a.edition AND v.number = a.number
ORDER BY a.revision DESC, a.checked_at DESC
ON CONFLICT (site, id) DO NOTHING;

INSERT INTO revisions (site, id, revision, content_hash, fetched_at)
SELECT 'interfax.com.ua', CAST(number AS TEXT), revision, content_hash, fetched_at
FROM old_revisions
ORDER BY fetched_at
ON CONFLICT (site, id, revision) DO NOTHING;

INSERT INTO links (site, source, target, block, position, first_seen)
SELECT 'interfax.com.ua', CAST(source AS TEXT), CAST(target AS TEXT), block, position, first_seen
FROM old_links
ORDER BY first_seen
ON CONFLICT (site, source, target, block) DO NOTHING;

INSERT INTO listings (site, edition, list, top, newest, read_at)
SELECT 'interfax.com.ua', edition, list,
       CASE top WHEN '[]' THEN top
       ELSE replace(replace(replace(top, '[', '["'), ', ', '", "'), ']', '"]') END,
       newest, read_at
FROM old_listings;

INSERT INTO gaps (id, site, edition, list, page, target, since, until, attempts, next_at, opened_at)
SELECT id, 'interfax.com.ua', edition, list, page,
       CASE target WHEN '[]' THEN target
       ELSE replace(replace(replace(target, '[', '["'), ', ', '", "'), ']', '"]') END,
       since, until, attempts, next_at, opened_at
FROM old_gaps;

INSERT INTO feeds (site, path, size, is_open)
SELECT 'interfax.com.ua', path, size,
       CASE WHEN is_open = 1 AND size >= 0 AND path NOT LIKE '%/interfax/____-__-__.jsonl'
       THEN 2 ELSE is_open END
FROM old_feeds;

INSERT INTO backlog (site, feed, id, record)
SELECT 'interfax.com.ua', feed, CAST(number AS TEXT), record FROM old_backlog WHERE true
ON CONFLICT (site, feed, id) DO NOTHING;

INSERT INTO runs (id, site, started_at, finished_at, pid, arguments, reason, exit_code, report)
SELECT id, 'interfax.com.ua', started_at, finished_at, pid, arguments, reason, exit_code, report
FROM old_runs;

DROP TABLE old_urls;
DROP TABLE old_articles;
DROP TABLE old_revisions;
DROP TABLE old_validators;
DROP TABLE old_links;
DROP TABLE old_listings;
DROP TABLE old_gaps;
DROP TABLE old_feeds;
DROP TABLE old_backlog;
DROP TABLE old_runs;
