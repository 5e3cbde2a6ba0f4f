-- What PostgREST shows of the tables of a kept file: views with the names of Dateline's language, and two functions.
-- Whoever comes without a token is `web_anon`, who reads and no more; PostgREST itself is `authenticator`, whose password is given
-- by hand: ALTER ROLE authenticator PASSWORD '…'.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'web_anon') THEN CREATE ROLE web_anon NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticator') THEN CREATE ROLE authenticator LOGIN NOINHERIT; END IF;
END $$;
GRANT web_anon TO authenticator;
-- A question of a stranger must not hold the server.
ALTER ROLE web_anon SET statement_timeout = '5s';

ALTER TABLE article ADD COLUMN words tsvector
  GENERATED ALWAYS AS (to_tsvector('english', coalesce(title, '') || ' ' || text)) STORED;
CREATE INDEX article_words ON article USING gin (words);

DROP SCHEMA IF EXISTS api CASCADE;
CREATE SCHEMA api;
GRANT USAGE ON SCHEMA api TO web_anon;

CREATE VIEW api.articles AS
SELECT a.key AS id, a.title, a.date, a.date_start::date AS date_start, a.author, a.outlet, a.agency, a.language, a.text,
  (SELECT o.key FROM dateline.article o WHERE o.id = a.original) AS original
FROM dateline.article a;

-- What the language leaves out unasked is left out here: facts that are less than half sure, and those that did not take place.
CREATE VIEW api.facts AS
SELECT f.key AS id, f.kind, f.status, f.date, f.date_start::date AS date_start, f.date_end::date AS date_end, f.location,
  f.country, f.latitude, f.longitude, f.content, f.killed, f.injured, f.amount, f.currency, f.sources, f.confidence,
  (SELECT e.name FROM dateline.entity e WHERE e.id = f.source) AS source,
  (SELECT jsonb_agg(jsonb_build_object('role', r.role, 'name', e.name, 'id', e.key, 'kind', e.kind) ORDER BY r.position)
    FROM dateline.role r JOIN dateline.entity e ON e.id = r.entity WHERE r.fact = f.id) AS roles
FROM dateline.fact f
WHERE f.percent >= 50 AND f.status NOT IN ('denied', 'cancelled', 'failed');

CREATE VIEW api.entities AS
SELECT e.key AS id, e.name, e.kind, e.title, e.role, e.organisation, e.country, e.gender, e.articles, e.mentions,
  (SELECT array_agg(n.name ORDER BY n.position) FROM dateline.alias n WHERE n.entity = e.id) AS aliases
FROM dateline.entity e WHERE e.is_named = 1;
CREATE VIEW api.people AS SELECT * FROM api.entities WHERE kind = 'person';
CREATE VIEW api.organisations AS SELECT * FROM api.entities WHERE kind = 'organisation';
CREATE VIEW api.places AS
SELECT e.key AS id, e.name, p.kind, p.country, p.region, p.population, p.latitude, p.longitude, p.geonames, e.articles, e.mentions
FROM dateline.entity e LEFT JOIN dateline.place p ON p.id = e.place WHERE e.is_named = 1 AND e.kind = 'place';

-- The sentences that tell a fact.
CREATE VIEW api.mentions AS
SELECT f.key AS fact, m.position, a.key AS article, a.title, a.date_start::date AS published, a.outlet,
  substr(a.text, m.start::int + 1, (m."end" - m.start)::int) AS sentence, m.words, m.rule
FROM dateline.mention m JOIN dateline.fact f ON f.id = m.fact JOIN dateline.article a ON a.id = m.article;

-- /rpc/search?words=grain%20embargo: words, "phrases", or, -not.
CREATE FUNCTION api.search(words text) RETURNS TABLE (id text, title text, date text, outlet text, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dateline AS $$
  SELECT a.key, a.title, a.date, a.outlet, ts_rank(a.words, q)
  FROM article a, websearch_to_tsquery('english', search.words) q WHERE a.words @@ q ORDER BY 5 DESC, a.id
$$;

-- /rpc/near?latitude=52.23&longitude=21.01&km=50&kind=eq.meeting
CREATE FUNCTION api.near(latitude double precision, longitude double precision, km double precision) RETURNS SETOF api.facts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dateline AS $$
  SELECT f.* FROM api.facts f
  WHERE f.latitude BETWEEN near.latitude - near.km / 111 AND near.latitude + near.km / 111
    AND 6371 * 2 * asin(sqrt(power(sin(radians(f.latitude - near.latitude) / 2), 2)
      + cos(radians(near.latitude)) * cos(radians(f.latitude)) * power(sin(radians(f.longitude - near.longitude) / 2), 2))) <= near.km
  ORDER BY f.date_start, f.id
$$;
