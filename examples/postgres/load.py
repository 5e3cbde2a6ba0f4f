#!/usr/bin/env python3
"""Copies a kept file of Dateline into PostgreSQL: its tables in the schema `dateline`, views over them in `api`.

    load.py KEPT_FILE [PSQL OPTION…]

What stands behind the file is given to `psql` as it is (-h, -p, -U, -d …). All is done in one transaction: readers see the old tables
until the new ones are whole. The tables have the names and columns that `dateline sql --dialect postgres` speaks of. See README.md.
"""

import os
import sqlite3
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# What is the program's own, and what only SQLite has.
LEFT_OUT = ("meta", "columns", "fact_box", "article_text", "definition", "correction", "session", "sqlite_")
TYPES = {"INTEGER": "bigint", "REAL": "double precision", "TEXT": "text"}


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def cell(value):
    """As COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        # PostgreSQL keeps no NUL in texts.
        value = value.replace("\0", "\ufffd")
        for old, new in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
            value = value.replace(old, new)
        return value
    return repr(value) if isinstance(value, float) else str(value)


def tables(database):
    names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        if not name.startswith(LEFT_OUT):
            yield name, database.execute(f"PRAGMA table_info({quoted(name)})").fetchall()


def columns_of(info):
    return [row for row in info if row[2] in TYPES and row[1] != "hash"]


def statements(database):
    """The script for psql, a piece at a time."""
    yield "\\set ON_ERROR_STOP 1\nBEGIN;\nDROP SCHEMA IF EXISTS dateline CASCADE;\nCREATE SCHEMA dateline;\n"
    yield "SET LOCAL search_path = dateline;\n"
    keys, references = [], []
    for name, info in tables(database):
        columns = columns_of(info)
        made = ", ".join(f"{quoted(c[1])} {TYPES[c[2]]}{' NOT NULL' if c[3] else ''}" for c in columns)
        yield f"CREATE TABLE {quoted(name)} ({made});\n"
        chosen = ", ".join(quoted(c[1]) for c in columns)
        yield f"COPY {quoted(name)} ({chosen}) FROM STDIN;\n"
        for row in database.execute(f"SELECT {chosen} FROM {quoted(name)}"):
            yield "\t".join(map(cell, row)) + "\n"
        yield "\\.\n"
        primary = [quoted(c[1]) for c in sorted(info, key=lambda c: c[5]) if c[5]]
        if primary:
            keys.append(f"ALTER TABLE {quoted(name)} ADD PRIMARY KEY ({', '.join(primary)});\n")
        for row in database.execute(f"PRAGMA foreign_key_list({quoted(name)})"):
            references.append(
                f"ALTER TABLE {quoted(name)} ADD FOREIGN KEY ({quoted(row[3])}) REFERENCES {quoted(row[2])};\n"
            )
    yield from keys
    yield from references
    # Those of SQLite, by which it finds the same; names and paths may be longer than a b-tree takes.
    indices = database.execute(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    ).fetchall()
    hashed = {"entity_name": "name", "alias_name": "name", "article_path": "path"}
    for name, table, sql in indices:
        if name in hashed:
            sql = f"CREATE INDEX {name} ON {quoted(table)} USING hash ({hashed[name]})"
        yield sql + ";\n"
    with open(os.path.join(HERE, "api.sql"), encoding="utf-8") as file:
        yield file.read()
    taken = {"articles", "sentences", "entities", "people", "organisations", "places", "facts"}
    for name, plural in database.execute("SELECT name, plural FROM kind ORDER BY position").fetchall():
        if plural not in taken:
            yield f"CREATE VIEW api.{quoted(plural)} AS SELECT * FROM api.facts WHERE kind = {literal(name)};\n"
    yield "GRANT SELECT ON ALL TABLES IN SCHEMA api TO web_anon;\nCOMMIT;\nANALYZE;\nNOTIFY pgrst, 'reload schema';\n"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    path, options = sys.argv[1], sys.argv[2:]
    database = sqlite3.connect(f"file:{os.path.abspath(path)}?mode=ro", uri=True)
    command = [os.environ.get("PSQL", "psql"), "-X", "-q", *options, "-f", "-"]
    psql = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        # One state of the file, whoever writes it meanwhile.
        database.execute("BEGIN")
        for piece in statements(database):
            psql.stdin.write(piece)
        psql.stdin.close()
    except BrokenPipeError:
        pass  # It has said why.
    return psql.wait()


if __name__ == "__main__":
    sys.exit(main())
