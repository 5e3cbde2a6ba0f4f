#!/usr/bin/env python3
"""How long the same questions take over a kept file: in the program, in Datasette, in DuckDB.

    measure.py PROGRAM KEPT_FILE

Needs PyPI's datasette and duckdb. Milliseconds, the least of five, from outside: the program through a pipe, Datasette over HTTP for
JSON, DuckDB in its own process over tables in memory. Full text is FTS5's in SQLite, a scan in DuckDB.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check_datasette import Server  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Engines"))
import engines  # noqa: E402

QUESTIONS = (
    "facts | count by kind",
    'meetings near "Poland" during 1987-03 | show date, location, participant',
    "people | sort by facts desc | limit 10 | show name, facts",
    'articles where text matches "grain embargo" | show title',
    "facts | count by pair(participant) | limit 10",
)
SHOWN = "f.percent >= 50 AND f.status NOT IN ('denied', 'cancelled', 'failed')"
# As whoever knows SQL would write them; what lies near is a list of places that `dateline sql` makes.
STATEMENTS = {
    QUESTIONS[0]: f"SELECT f.kind, count(*) AS n FROM fact f WHERE {SHOWN} GROUP BY f.kind ORDER BY n DESC",
    QUESTIONS[2]: f"""SELECT e.name, count(DISTINCT f.id) AS facts FROM entity e JOIN role r ON r.entity = e.id JOIN fact f ON f.id = r.fact
        WHERE e.kind = 'person' AND e.is_named = 1 AND {SHOWN} GROUP BY e.id, e.name ORDER BY facts DESC LIMIT 10""",
    QUESTIONS[4]: f"""SELECT a.name AS one, b.name AS other, count(DISTINCT f.id) AS n
        FROM role x JOIN role y ON y.fact = x.fact AND y.entity > x.entity AND y.role = 'participant'
          JOIN entity a ON a.id = x.entity JOIN entity b ON b.id = y.entity JOIN fact f ON f.id = x.fact
        WHERE x.role = 'participant' AND {SHOWN} GROUP BY a.id, a.name, b.id, b.name ORDER BY n DESC LIMIT 10""",
}
TEXT = {
    "sqlite": "SELECT a.title FROM article_text t JOIN article a ON a.id = t.rowid WHERE article_text MATCH '\"grain embargo\"' ORDER BY a.id",
    "duckdb": "SELECT title FROM article WHERE text ILIKE '%grain embargo%' ORDER BY id",
}  # fmt: skip
RUNS = 5


def best(run):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = run()
        times.append((time.perf_counter() - start) * 1000)
    return min(times), rows


def duckdb_of(path, folder):
    """The tables in memory: DuckDB's reader of SQLite is an extension, which is not in its package."""
    import duckdb

    database = duckdb.connect()
    for name, columns, rows in engines.tables(path):
        file = os.path.join(folder, "table.json")
        with open(file, "w", encoding="utf-8") as written:
            names = [column for column, _ in columns]
            written.writelines(json.dumps(dict(zip(names, row))) + "\n" for row in rows)
        kinds = ", ".join(f'"{column}": \'{("BIGINT", "DOUBLE", "VARCHAR")[kind]}\'' for column, kind in columns)
        database.execute(
            f"""CREATE TABLE "{name}" AS SELECT * FROM read_json('{file}', format = 'newline_delimited',
              maximum_object_size = 67108864, columns = {{{kinds}}})"""
        )
    return database


def main():
    program, path = sys.argv[1:]

    def statement(question, dialect):
        if question in STATEMENTS:
            return STATEMENTS[question]
        if "matches" in question:
            return TEXT[dialect]
        done = subprocess.run([program, "sql", "--dialect", dialect, path, question], capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else sys.exit(done.stderr)

    found = {question: [] for question in QUESTIONS}
    shell = subprocess.Popen(
        [program, path, "-q", "--mode", "csv", "--no-header"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip

    # What is asked behind each question, so that its end can be seen.
    end = "facts | limit 1 | show id"
    done = subprocess.run([program, path, "-q", "--mode", "csv", "--no-header", "-c", end], capture_output=True, text=True)
    mark = done.stdout.strip()

    def ask(question):
        shell.stdin.write(f"{question}\n{end}\n")
        shell.stdin.flush()
        rows = 0
        while (line := shell.stdout.readline()).strip() != mark:
            if not line:
                sys.exit("the program has ended: " + shell.stderr.read())
            rows += 1
        return rows

    start = time.perf_counter()
    ask(QUESTIONS[0])
    print(f"opened in {time.perf_counter() - start:.2f} s")
    for question in QUESTIONS:
        found[question].append(best(lambda: ask(question)))
    shell.stdin.close()
    shell.wait()

    folder = tempfile.mkdtemp()
    served = os.path.join(folder, "facts.dateline")
    shutil.copy(path, served)
    # Statements may be longer than an address.
    metadata = os.path.join(folder, "metadata.json")
    queries = {f"q{number}": statement(question, "sqlite") for number, question in enumerate(QUESTIONS)}
    with open(metadata, "w", encoding="utf-8") as file:
        json.dump({"databases": {"facts": {"queries": queries}}}, file)
    with Server(served, "--setting", "sql_time_limit_ms", "120000", metadata=metadata) as server:
        for number, question in enumerate(QUESTIONS):
            found[question].append(best(lambda: len(server.rows(f"/facts/q{number}.json"))))
    start = time.perf_counter()
    duck = duckdb_of(path, folder)
    print(f"copied into DuckDB in {time.perf_counter() - start:.1f} s")
    for question in QUESTIONS:
        sql = statement(question, "duckdb")
        found[question].append(best(lambda: len(duck.execute(sql).fetchall())))
    shutil.rmtree(folder)
    print("| question | rows | program, ms | Datasette, ms | DuckDB, ms |\n|---|---|---|---|---|")
    for question, measured in found.items():
        rows = " / ".join(sorted({str(rows) for _, rows in measured}))
        print(f"| `{question}` | {rows} | " + " | ".join(f"{ms:.1f}" for ms, _ in measured) + " |")


if __name__ == "__main__":
    main()
