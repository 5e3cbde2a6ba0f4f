#!/usr/bin/env python3
"""Runs examples/spark on a cluster of several workers, one of which is killed on the way, and compares its tables with a kept file.

    check_spark.py PROGRAM ARTICLES FORMAT [--fields LIST] [--blocks N] [--workers N] [--no-kill] [--kill-at STAGE] [--keep FILE]

ARTICLES: a file of JSON lines (FORMAT ndjson) or a folder of files (FORMAT files). PROGRAM reads the same on this machine and keeps it
(`--keep`: a file that it has kept already), and every row of every table must be the same, but for the numbers by which rows name each
other: they are named by their keys instead. Needs PyPI's pyspark and a Java; the cluster is Spark's own `local-cluster`, whose workers
are processes of their own. Prints how long both took. Exit code 1 where a row differs.
"""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
JOB = os.path.join(HERE, "../../examples/spark/join_articles.py")
# Each table by keys: what a row says without the numbers of rows.
ROWS = {
    "article": """SELECT a.key, a.path, a.number, a.title, a.date, a.date_start, a.date_end, a.minute_start, a.minute_end,
        a.published_via, a.author, a.outlet, a.agency, a.language, o.path AS original_path, o.number AS original, s.path AS later_path,
        s.number AS later, a.text, p.position FROM article a LEFT JOIN article o ON o.id = a.original
        LEFT JOIN article s ON s.id = a.successor JOIN article_order p ON p.article = a.id""",
    "sentence": """SELECT a.path, a.number, s.position, s.start, s.`end` FROM sentence s JOIN article a ON a.id = s.article""",
    "fact": """SELECT f.key, f.kind, f.status, f.confidence, f.percent, f.is_main, f.date, f.date_start, f.date_end, f.minute_start,
        f.minute_end, f.date_text, f.date_via, f.location, f.spot, p.code, f.country, f.latitude, f.longitude, f.radius_km, f.place_via,
        e.key AS source, f.source_cue, f.content, f.killed, f.injured, f.arrested, f.missing, f.magnitude, f.share, f.amount, f.currency,
        f.sources, f.mentions, f.corrected, f.note, a.path, a.number, f.ordinal FROM fact f LEFT JOIN place p ON p.id = f.place
        LEFT JOIN entity e ON e.id = f.source JOIN article a ON a.id = f.article""",
    "role": """SELECT f.key AS fact, r.position, r.role, e.key FROM role r JOIN fact f ON f.id = r.fact JOIN entity e ON e.id = r.entity""",
    "mention": """SELECT f.key AS fact, m.position, a.path, a.number, m.start, m.`end`, m.trigger_start, m.trigger_end, m.place_start,
        m.place_end, m.date_start, m.date_end, m.words, m.rule FROM mention m JOIN fact f ON f.id = m.fact
        JOIN article a ON a.id = m.article""",
    "fact_article": """SELECT f.key AS fact, a.path, a.number FROM fact_article x JOIN fact f ON f.id = x.fact
        JOIN article a ON a.id = x.article""",
    "figure": """SELECT f.key AS fact, x.position, a.path, a.number, x.quantity, x.bound, x.value, x.currency FROM figure x
        JOIN fact f ON f.id = x.fact JOIN article a ON a.id = x.article""",
    "entity": """SELECT e.key, e.name, e.kind, e.is_named, e.title, e.role, e.organisation, e.country, e.gender, p.code, e.articles,
        e.mentions FROM entity e LEFT JOIN place p ON p.id = e.place""",
    "entity_order": "SELECT e.key, o.position FROM entity_order o JOIN entity e ON e.id = o.entity",
    "alias": "SELECT e.key, n.position, n.name FROM alias n JOIN entity e ON e.id = n.entity",
    "kind": "SELECT name, plural, help, position FROM kind",
    "kind_role": "SELECT kind, position, role FROM kind_role",
    "spot": """SELECT s.key, p.code, s.country, s.latitude, s.longitude, s.radius_km FROM spot s LEFT JOIN place p ON p.id = s.place""",
    "place": "SELECT code, name, kind, country, region, latitude, longitude, population, geonames FROM place",
}
QUESTIONS = (
    "facts | count by kind",
    "meetings | count by year(date) | limit 20",
    "people | sort by facts desc | limit 20 | show id, facts, mentions",
    "visits | count by year(date) | limit 20",
    "articles | count by outlet",
)


def killer(stage, wait, log):
    """Kills one worker for good, with -9, some seconds after a stage of the job has begun. Which, in `log`."""
    start = time.time()
    while time.time() - start < 900:
        if os.path.exists(stage):
            time.sleep(wait)
            found = subprocess.run(
                ["pgrep", "-f", "CoarseGrainedExecutorBackend.*--executor-id 1 "], capture_output=True, text=True
            )
            for process in found.stdout.split():
                try:
                    os.kill(int(process), signal.SIGKILL)
                    log.append(int(process))
                except ProcessLookupError:
                    pass
            return
        time.sleep(0.05)


def spark_tables(arguments, output):
    """Runs the job in local-cluster mode; its seconds."""
    import pyspark

    home = os.path.dirname(pyspark.__file__)
    environment = {**os.environ, "SPARK_HOME": home, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    words = [
        os.path.join(home, "bin/spark-submit"), "--master", f"local-cluster[{arguments.workers},1,1024]",
        "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=1g", "--conf", "spark.driver.memory=2g",
        "--conf", "spark.sql.files.maxPartitionBytes=2m", "--files", arguments.program,
        JOB, "--input", arguments.articles, "--output", output, "--format", arguments.format, "--blocks", str(arguments.blocks),
        "--keep-work",
    ]  # fmt: skip
    if arguments.fields:
        words += ["--fields", arguments.fields]
    killed = []
    if not arguments.no_kill:
        stage = f"{output}/_work/{arguments.kill_at}"
        threading.Thread(target=killer, args=(stage, arguments.kill_after, killed), daemon=True).start()
    start = time.time()
    with open(output + ".log", "wb") as log:
        code = subprocess.run(words, env=environment, stdout=log, stderr=subprocess.STDOUT).returncode
    seconds = time.time() - start
    if code:
        with open(output + ".log", encoding="utf-8", errors="replace") as log:
            sys.exit(f"the job ended with {code}:\n" + log.read()[-6000:])
    if not arguments.no_kill:
        if not killed:
            sys.exit(f"no worker was there to kill at stage {arguments.kill_at}")
        print(f"a worker, process {killed}, was killed at stage {arguments.kill_at}")
    return seconds


def comparable(rows):
    return sorted(
        (tuple(float(cell) if isinstance(cell, (int, float)) else cell for cell in row) for row in rows), key=repr
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("articles")
    parser.add_argument("format")
    parser.add_argument("--fields")
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-kill", action="store_true")
    parser.add_argument("--kill-at", default="cards", help="the stage of the job in which a worker is killed")
    parser.add_argument("--kill-after", type=float, default=0, help="seconds behind its beginning")
    parser.add_argument("--keep")
    parser.add_argument("--output")
    arguments = parser.parse_args()
    arguments.program, arguments.articles = map(os.path.abspath, (arguments.program, arguments.articles))
    folder = tempfile.mkdtemp(prefix="dateline-spark-")
    kept = arguments.keep or folder + "/facts.dateline"
    if not arguments.keep:
        words = [arguments.program, arguments.articles, "-q", "-c", f".keep {kept}"]
        if arguments.fields:
            words[1:1] = ["--fields", arguments.fields]
        start = time.time()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"one process: {time.time() - start:.1f} s")
    output = arguments.output or folder + "/tables"
    if not arguments.output or not os.path.exists(output):
        seconds = spark_tables(arguments, output)
        print(f"{arguments.workers} workers: {seconds:.1f} s")

    from pyspark.sql import SparkSession

    sys.path.insert(0, os.path.dirname(JOB))
    import join_articles

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    counts = join_articles.register(spark, output)
    database = sqlite3.connect(f"file:{kept}?mode=ro", uri=True)
    failed = 0
    for table, select in ROWS.items():
        found = comparable(tuple(row) for row in spark.sql(select).collect())
        wanted = comparable(database.execute(select).fetchall())
        if found != wanted:
            failed += 1
            mine, theirs = set(found), set(wanted)
            print(f"{table}: {len(found)} rows for {len(wanted)}, {len(mine - theirs)} of them others")
            for row in sorted(mine - theirs, key=repr)[:2]:
                print("  has ", str(row)[:900])
            for row in sorted(theirs - mine, key=repr)[:2]:
                print("  not ", str(row)[:900])
    for question in QUESTIONS:
        done = subprocess.run([arguments.program, "sql", "--dialect", "spark", kept, question], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        rows = [["" if cell is None else str(cell) for cell in row] for row in spark.sql(done.stdout).collect()]
        said = subprocess.run(
            [arguments.program, kept, "-q", "--mode", "tsv", "--no-header", "--set", "guard=off", "-c", question], capture_output=True, text=True
        )  # fmt: skip
        wanted = [line.split("\t") for line in said.stdout.splitlines()]
        if rows != wanted:
            failed += 1
            print(f"{question}\n  has {rows[:3]}\n  for {wanted[:3]}")
    spark.stop()
    print(", ".join(f"{count} {table}" for table, count in counts.items()))
    print("the tables are those of one process" if not failed else f"{failed} tables or answers differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
