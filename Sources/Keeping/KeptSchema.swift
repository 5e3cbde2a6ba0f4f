/// The tables of a kept file, as ordinary as they can be: whatever reads SQLite reads them.
///
/// Tables are in the singular (`fact`, `entity`), the views over them have the names of the language's sources and fields
/// (`facts`, `meetings`, `people`: see `KeptViews`). Offsets are Unicode scalars of `article.text`, ends exclusive. Days are ISO 8601;
/// `date_end` is the last day that a date touches, the minutes since 1970 are a half-open stretch.
///
/// Articles and entities stand in the order of `article_order` and `entity_order`, facts in that of `minute_start` and
/// `minute_end` (those without a date last), `kind.position`, the place of `fact.article` in `article_order`, `fact.ordinal`: so an
/// answer of the program and of a statement of SQL are in one order.
///
/// A reference names the column, too: programs that show tables (Datasette) ask for it.
///
/// What is looked at in every article at each keep stands before its text, which would have to be read through to reach it.
enum KeptSchema {
  /// "DTLN".
  static let applicationID = 0x4454_4C4E
  /// `user_version`: grows with every change of the tables, each with a step in `migrations`.
  static let version = 1

  /// Statements that make a file of version `n` one of `n + 1`, by `n`; of nothing, 0, one of version 1.
  static let migrations: [String] = [
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE article (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      path TEXT NOT NULL,
      number INTEGER NOT NULL,
      title TEXT,
      date TEXT, date_start TEXT, date_end TEXT, minute_start INTEGER, minute_end INTEGER,
      published_via TEXT,
      author TEXT,
      outlet TEXT,
      agency TEXT,
      language TEXT,
      original INTEGER REFERENCES article (id) ON DELETE SET NULL,
      successor INTEGER REFERENCES article (id) ON DELETE SET NULL,
      hash INTEGER NOT NULL,
      text TEXT NOT NULL,
      details BLOB NOT NULL
    );
    CREATE INDEX article_path ON article (path, number);
    CREATE INDEX article_original ON article (original) WHERE original IS NOT NULL;
    CREATE INDEX article_successor ON article (successor) WHERE successor IS NOT NULL;
    CREATE INDEX article_date ON article (minute_start);
    CREATE INDEX article_key ON article (key);
    CREATE TABLE article_order (
      article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, position INTEGER NOT NULL
    );
    CREATE TABLE sentence (
      article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      PRIMARY KEY (article, position)
    ) WITHOUT ROWID;
    CREATE TABLE place (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      country TEXT,
      region TEXT,
      latitude REAL NOT NULL, longitude REAL NOT NULL,
      population INTEGER,
      geonames INTEGER
    );
    CREATE TABLE spot (
      key TEXT PRIMARY KEY,
      place INTEGER REFERENCES place (id),
      country TEXT,
      latitude REAL, longitude REAL, radius_km REAL
    ) WITHOUT ROWID;
    CREATE TABLE kind (
      name TEXT PRIMARY KEY, plural TEXT NOT NULL UNIQUE, help TEXT, position INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE kind_role (
      kind TEXT NOT NULL REFERENCES kind (name) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (kind, position)
    ) WITHOUT ROWID;
    CREATE TABLE entity (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      is_named INTEGER NOT NULL,
      title TEXT, role TEXT, organisation TEXT,
      country TEXT,
      gender TEXT,
      place INTEGER REFERENCES place (id),
      articles INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      hash INTEGER NOT NULL
    );
    CREATE INDEX entity_name ON entity (name COLLATE NOCASE);
    CREATE TABLE entity_order (
      entity INTEGER PRIMARY KEY REFERENCES entity (id) ON DELETE CASCADE, position INTEGER NOT NULL
    );
    CREATE TABLE alias (
      entity INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (entity, position)
    ) WITHOUT ROWID;
    CREATE INDEX alias_name ON alias (name COLLATE NOCASE);
    CREATE TABLE fact (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL REFERENCES kind (name),
      status TEXT NOT NULL,
      confidence REAL NOT NULL,
      percent INTEGER NOT NULL,
      is_main INTEGER NOT NULL,
      date TEXT, date_start TEXT, date_end TEXT, minute_start INTEGER, minute_end INTEGER,
      date_text TEXT, date_via TEXT,
      location TEXT,
      spot TEXT REFERENCES spot (key),
      place INTEGER REFERENCES place (id),
      country TEXT,
      latitude REAL, longitude REAL, radius_km REAL,
      place_via TEXT,
      source INTEGER REFERENCES entity (id),
      source_cue TEXT,
      content TEXT,
      killed INTEGER, injured INTEGER, arrested INTEGER, missing INTEGER, magnitude REAL, share REAL,
      amount REAL, currency TEXT,
      sources INTEGER NOT NULL, mentions INTEGER NOT NULL,
      corrected TEXT, note TEXT,
      article INTEGER REFERENCES article (id) ON DELETE SET NULL,
      ordinal INTEGER NOT NULL,
      hash INTEGER NOT NULL
    );
    CREATE INDEX fact_kind ON fact (kind, minute_start);
    CREATE INDEX fact_date ON fact (minute_start, minute_end);
    CREATE INDEX fact_country ON fact (country);
    CREATE INDEX fact_place ON fact (place);
    CREATE INDEX fact_spot ON fact (spot);
    CREATE INDEX fact_article_first ON fact (article);
    CREATE INDEX fact_source ON fact (source) WHERE source IS NOT NULL;
    CREATE TABLE role (
      fact INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      role TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      PRIMARY KEY (fact, position)
    ) WITHOUT ROWID;
    CREATE INDEX role_entity ON role (entity, role);
    CREATE TABLE mention (
      fact INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      trigger_start INTEGER, trigger_end INTEGER,
      place_start INTEGER, place_end INTEGER,
      date_start INTEGER, date_end INTEGER,
      words TEXT,
      rule TEXT,
      PRIMARY KEY (fact, position)
    ) WITHOUT ROWID;
    CREATE INDEX mention_article ON mention (article);
    CREATE TABLE fact_article (
      fact INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
      article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      PRIMARY KEY (fact, article)
    ) WITHOUT ROWID;
    CREATE INDEX fact_article_article ON fact_article (article);
    CREATE TABLE figure (
      fact INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      quantity TEXT NOT NULL, bound TEXT NOT NULL, value REAL NOT NULL, currency TEXT,
      PRIMARY KEY (fact, position)
    ) WITHOUT ROWID;
    CREATE INDEX figure_article ON figure (article);
    CREATE VIRTUAL TABLE fact_box USING rtree (id, south, north, west, east);
    CREATE VIRTUAL TABLE article_text USING fts5 (
      title, text, content = 'article', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TABLE definition (position INTEGER PRIMARY KEY, form TEXT NOT NULL, text TEXT NOT NULL);
    CREATE TABLE correction (position INTEGER PRIMARY KEY, statement TEXT NOT NULL, fact TEXT);
    CREATE TABLE session (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, saved TEXT NOT NULL, script TEXT NOT NULL);
    CREATE TABLE columns (id INTEGER PRIMARY KEY, part TEXT NOT NULL, articles BLOB NOT NULL, data BLOB NOT NULL);
    """
  ]
}
