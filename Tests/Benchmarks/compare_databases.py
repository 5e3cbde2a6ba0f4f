"""Five questions over the same facts in Dateline, DuckDB and SQLite.

    .build/release/dateline-bench index --export /tmp/facts > /tmp/facts.log
    python3 Tests/Benchmarks/compare_databases.py /tmp/facts /tmp/facts.log

Needs Python with `duckdb`; `sqlite3` is its own. Both databases keep their data in memory and have every index that
helps: SQLite B-trees, an R-tree of points and FTS5; DuckDB its zone maps, indexes, and a table of words a text (its
full-text extension would have to be fetched). Times are medians of five runs; loading includes reading the files. Prints
how many times as long each takes as Dateline.

All three must give the same rows: the numbers of the facts, the pairs and how often they met, the articles and their
scores, the months and the kinds with their counts; else the script ends with 1. Of SQLite's full text only the number of
rows can be the same, because FTS5 measures a text's length in words and its rarity by another formula.
"""

import re
import sqlite3
import statistics
import sys
import time

RUNS = 5
# Country 37 and its surroundings of 100 km, as SyntheticWorld measures: 111.2 and 80 km a degree.
COUNTRY, SECOND = 37, 5
SOUTH, WEST = COUNTRY // 15 * 15 - 60 + 2, COUNTRY % 15 * 24 - 180 + 2
NORTH, EAST = SOUTH + 9, WEST + 12
FIRST, LAST = 25856640, 25901280  # 2019-03-01 and 2019-04-01 in minutes since 1970


def code(country):
    return chr(65 + country // 26) + chr(65 + country % 26)


# A fact without a point is near nothing; DuckDB's greatest() passes over nulls.
DISTANCE = (f"lat is not null and (max2({SOUTH} - lat, lat - {NORTH}) * 111.2) * (max2({SOUTH} - lat, lat - {NORTH}) * 111.2) + "
            f"(max2({WEST} - lon, lon - {EAST}) * 80) * (max2({WEST} - lon, lon - {EAST}) * 80) <= 10000")
PAIRS = ("with pairs as (select a.entity x, b.entity y, count(*) n from {facts} join fillers a on a.fact = f.id "
         "join fillers b on b.fact = f.id and a.entity < b.entity "
         "where f.status < 5 {kind} and a.role = 'participant' and b.role = 'participant' "
         "group by 1, 2 order by n desc, 1, 2 limit 10) "
         "select p.name || ' – ' || q.name, n from pairs join entities p on p.id = x join entities q on q.id = y "
         "order by n desc, x, y")


def questions(dialect, taking):
    """SQL for each question; `taking`: the roles of those who take part."""
    near = DISTANCE.replace("max2(", "max(0, " if dialect == "sqlite" else "greatest(0, ")
    points = ("facts f join points p on p.id = f.id and "
              f"p.south <= {NORTH + 1} and p.north >= {SOUTH - 1} and p.west <= {EAST + 1.5} and p.east >= {WEST - 1.5}"
              if dialect == "sqlite" else "facts f")
    month = ("strftime('%Y-%m', start * 60, 'unixepoch')" if dialect == "sqlite"
             else "strftime(make_timestamp(start::bigint * 60000000), '%Y-%m')")
    search = ("select rowid, bm25(texts) s from texts where texts match 'kasu mito' order by s limit 10"
              if dialect == "sqlite" else
              "with n as (select count(*) c, avg(length) l from lengths), "
              "t as (select w.article, w.word, w.n tf, ln(1 + (n.c - d.df + 0.5) / (d.df + 0.5)) idf, "
              "x.length / n.l len from words w join df d using (word) join lengths x using (article), n "
              "where w.word in ('kasu', 'mito')) "
              "select article, round(sum(idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len))), 3) s from t "
              "group by article having count(*) = 2 order by s desc, article limit 10")
    return {
        'meetings near "Country 37" during 2019-03':
            f"select f.id from {points} where kind = 'meeting' and status < 5 and start >= {FIRST} and end_ <= {LAST} and {near}",
        "meetings | count by pair(participant) | limit 10":
            PAIRS.format(facts="facts f", kind="and f.kind = 'meeting'"),
        'articles where text matches "kasu mito" | top 10 by score': search,
        'facts with "Family17" | timeline by month':
            f"select {month} m, count(*) from facts where id in (select fact from fillers where entity = "
            f"(select id from entities where name = 'First17 Family17') and role in ({', '.join(repr(role) for role in taking)})) "
            f"and status < 5 and start is not null group by m order by m",
        'facts in "Country 5" | count by kind':
            f"select kind, count(*) n from facts where country = '{code(SECOND)}' and status < 5 group by kind order by n desc, kind",
    }


def rows(folder, name, width):
    with open(f"{folder}/{name}.tsv", encoding="utf-8") as file:
        for line in file:
            yield [cell or None for cell in line.rstrip("\n").split("\t", width - 1)]


def load_sqlite(folder):
    base = sqlite3.connect(":memory:")
    base.executescript(
        "create table facts(id integer primary key, kind text, status int, start int, end_ int, lat real, lon real, "
        "country text); create table fillers(fact int, role text, entity int); "
        "create table entities(id integer primary key, name text); create virtual table texts using fts5(body); "
        "create virtual table points using rtree(id, south, north, west, east);")
    base.executemany("insert into facts values(?,?,?,?,?,?,?,?)", rows(folder, "facts", 8))
    base.executemany("insert into fillers values(?,?,?)", rows(folder, "fillers", 3))
    base.executemany("insert into entities values(?,?)", rows(folder, "entities", 2))
    base.executescript(
        "insert into points select id, lat, lat, lon, lon from facts where lat is not null; "
        "create index by_kind on facts(kind, start); create index by_country on facts(country, kind); "
        "create index by_name on entities(name); create index by_entity on fillers(entity, fact); create index by_fact on fillers(fact, entity, role); analyze;")
    facts_done = time.perf_counter()
    base.executemany("insert into texts(rowid, body) values(?,?)", rows(folder, "articles", 2))
    return base, facts_done


def load_duckdb(folder):
    import duckdb

    base = duckdb.connect(":memory:")
    base.execute("set threads = 2")
    tables = {"facts": "id int, kind varchar, status int, start int, end_ int, lat float, lon float, country varchar",
              "fillers": "fact int, role varchar, entity int", "entities": "id int, name varchar",
              "articles": "id int, body varchar"}
    for name, columns in tables.items():
        base.execute(f"create table {name}({columns})")
        base.execute(f"copy {name} from '{folder}/{name}.tsv' (delimiter '\t', header false, quote '', escape '', nullstr '')")
    base.execute("create index by_name on entities(name); create index by_entity on fillers(entity); create index by_id on facts(id)")
    facts_done = time.perf_counter()
    base.execute("create table words as select word, id article, count(*) n from (select id, "
                 "unnest(string_split(trim(body), ' ')) word from articles) group by all order by word, article")
    base.execute("create table df as select word, count(*) df from words group by word")
    base.execute("create table lengths as select id article, strlen(body) length from articles")
    return base, facts_done


def milliseconds(base, sql):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = base.execute(sql).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), [tuple(str(cell) for cell in row) for row in rows]


def dateline(log):
    """Milliseconds and rows of each question, and facts a second, from the output of dateline-bench."""
    found, speed = {}, None
    for line in open(log, encoding="utf-8"):
        if match := re.match(r"([\d.]+) ms\t(\d+) rows\t(.*)", line):
            found[match[3]] = float(match[1]), int(match[2])
        elif match := re.match(r"facts a second\s+(\d+)", line):
            speed = int(match[1])
    return found, speed


def answers(folder):
    """Rows of each question as Dateline gave them."""
    found = {}
    for question, *cells in (line.rstrip("\n").split("\t") for line in open(f"{folder}/answers.tsv", encoding="utf-8")):
        found.setdefault(question, []).append(tuple(cells))
    return found


def same(name, question, theirs, ours):
    """Whether two answers have the same rows, in any order."""
    if name == "SQLite" and "score" in question:
        return len(theirs) == len(ours)
    return sorted(theirs) == sorted(ours)


def main():
    folder, log = sys.argv[1:3]
    ours, speed = dateline(log)
    expected, different, ratios = answers(folder), [], []
    taking = next(open(f"{folder}/taking.tsv", encoding="utf-8")).rstrip("\n").split("\t")
    print(f"Dateline: {speed:,} facts/s inserted and finished")
    for name, load in (("SQLite", load_sqlite), ("DuckDB", load_duckdb)):
        start = time.perf_counter()
        try:
            base, facts_done = load(folder)
        except ImportError as error:
            print(f"{name}: left out ({error})")
            continue
        count = base.execute("select count(*) from facts").fetchone()[0]
        print(f"{name}: {count / (facts_done - start):,.0f} facts/s loaded and indexed; "
              f"full text {time.perf_counter() - facts_done:.1f} s")
        for question, sql in questions(name.lower(), taking).items():
            theirs, found = milliseconds(base, sql)
            mine, _ = ours[question]
            is_same = same(name, question, found, expected.get(question, []))
            if not is_same:
                different.append(f"{name}: {question}")
            ratios.append(theirs / max(mine, 0.001))
            print(f"  {theirs:9.2f} ms  ours {mine:8.2f} ms  × {ratios[-1]:7.1f}  {len(found):5} rows "
                  f"{'the same' if is_same else 'DIFFERENT'}  {question}")
    if ratios:
        print(f"ratios: least {min(ratios):.1f}, median {statistics.median(ratios):.1f}, greatest {max(ratios):.1f}")
    if different:
        sys.exit("other rows: " + "; ".join(different))


if __name__ == "__main__":
    main()
