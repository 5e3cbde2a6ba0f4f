#!/usr/bin/env python3
"""Runs statements of SQL on another engine over the tables of a kept file, and compares what they give.

    engines.py ENGINE KEPT_FILE CASES

ENGINE: duckdb (PyPI's duckdb), spark (PyPI's pyspark, with a Java), postgres (Debian's postgresql: a server of its own in a
temporary folder, as the user `postgres` where this runs as root). CASES: a JSON object a line, {"query", "sql", "rows"}; a cell of
rows is a number or a text, "" where there is none. Prints what differs; exit code 1 where something does.
"""

import io
import json
import os
import sqlite3
import subprocess
import sys

from postgres_server import PostgresServer

# What is the program's own, and what only SQLite has.
LEFT_OUT = ("meta", "columns", "fact_box", "article_text", "definition", "correction", "session", "sqlite_")
TYPES = {"INTEGER": 0, "REAL": 1, "TEXT": 2}


def tables(path):
    """Name, columns with their types, and rows of each table."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        if name.startswith(LEFT_OUT):
            continue
        info = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        columns = [(row[1], TYPES[row[2]]) for row in info if row[2] in TYPES and row[1] != "hash"]
        chosen = ", ".join(f'"{column}"' for column, _ in columns)
        yield name, columns, database.execute(f'SELECT {chosen} FROM "{name}"').fetchall()


class DuckDB:
    def __init__(self, path):
        import duckdb

        self.database = duckdb.connect()
        for name, columns, rows in tables(path):
            made = ", ".join(f'"{column}" {("BIGINT", "DOUBLE", "VARCHAR")[kind]}' for column, kind in columns)
            self.database.execute(f'CREATE TABLE "{name}" ({made})')
            if rows:
                marks = ", ".join("?" * len(columns))
                self.database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)

    def run(self, sql):
        return self.database.execute(sql).fetchall()

    def close(self):
        self.database.close()


class Spark:
    def __init__(self, path):
        from pyspark.sql import SparkSession
        from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

        self.session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.default.parallelism", "1")
            .config("spark.driver.memory", "3g")
            # So little data is read as quickly without programs made for each statement.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        for name, columns, rows in tables(path):
            kinds = (LongType(), DoubleType(), StringType())
            schema = StructType([StructField(column, kinds[kind], True) for column, kind in columns])
            rows = [tuple(float(v) if v is not None and c[1] == 1 else v for v, c in zip(row, columns)) for row in rows]
            self.session.createDataFrame(rows, schema).coalesce(1).cache().createOrReplaceTempView(name)

    def run(self, sql):
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def close(self):
        self.session.stop()


class Postgres(PostgresServer):
    def __init__(self, path):
        super().__init__()
        for name, columns, rows in tables(path):
            made = ", ".join(f'"{column}" {("BIGINT", "DOUBLE PRECISION", "TEXT")[kind]}' for column, kind in columns)
            self.psql(f'CREATE TABLE "{name}" ({made})')
            text = io.StringIO()
            for row in rows:
                cells = ("\\N" if cell is None else self.escaped(str(cell)) for cell in row)
                text.write("\t".join(cells) + "\n")
            self.psql(f'COPY "{name}" FROM STDIN', text.getvalue())
        self.psql("ANALYZE")

    @staticmethod
    def escaped(text):
        for old, new in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
            text = text.replace(old, new)
        return text

    @staticmethod
    def plain(text):
        if text == "\\N":
            return None
        made, after = "", iter(text)
        for letter in after:
            if letter == "\\":
                letter = next(after)
                letter = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}.get(letter, letter)
            made += letter
        return made

    def psql(self, sql, given=""):
        command = self.user + [os.path.join(self.programs, "psql")]
        command += ["-X", "-q", "-h", self.folder, "-U", "dateline", "-d", "postgres", "-v", "ON_ERROR_STOP=1"]
        # A statement may be longer than an argument.
        text = sql + ";\n" + (given + "\\.\n" if sql.startswith("COPY") and "STDIN" in sql else "")
        done = subprocess.run(command + ["-f", "-"], input=text, capture_output=True, text=True, cwd=self.folder)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    def run(self, sql):
        lines = self.psql(f"COPY (\n{sql}\n) TO STDOUT").split("\n")[:-1]
        return [tuple(self.plain(cell) for cell in line.split("\t")) for line in lines]


def same(found, wanted):
    if isinstance(wanted, (int, float)):
        return found is not None and float(found) == float(wanted)
    return ("" if found is None else str(found)) == wanted


def main():
    engine, path, cases = sys.argv[1:]
    database = {"duckdb": DuckDB, "spark": Spark, "postgres": Postgres}[engine](path)
    count = failed = 0
    try:
        with open(cases, encoding="utf-8") as lines:
            for line in lines:
                case = json.loads(line)
                count += 1
                try:
                    rows = database.run(case["sql"])
                    wanted = case["rows"]
                    if len(rows) == len(wanted) and all(
                        len(a) == len(b) and all(map(same, a, b)) for a, b in zip(rows, wanted)
                    ):
                        continue
                    first = next(((a, b) for a, b in zip(rows, wanted) if not all(map(same, a, b))), "")
                    fault = f"{len(rows)} rows for {len(wanted)} {first}"
                except Exception as error:  # Whatever the engine finds wrong with it.
                    fault = str(error)[:1500]
                failed += 1
                print(f"{engine}: {case['query']}\n{fault}\n{case['sql']}\n", flush=True)
    finally:
        database.close()
    print(f"{engine}: {count - failed} of {count} statements give the rows of the program")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
