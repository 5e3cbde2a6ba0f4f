#!/usr/bin/env python3
"""Reads articles with `dateline` on a Spark cluster, joins their facts across articles, and writes tables as Parquet.

    spark-submit --files dateline join_articles.py --input ARTICLES… --output TABLES [--format ndjson|files|warc]

The tables are those of a kept file (`.keep`), with the same rows as `dateline ARTICLES… -c '.keep FILE'` writes on one machine;
README.md beside this file says how it is done, what is tried again, and what it costs. All rules are the program's: each step is
`dateline cluster STEP`, a filter; here is only what goes where.
"""

import argparse
import io
import os
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import threading
from itertools import groupby

from pyspark import SparkFiles
from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

BLANKS = " \t\n\x0b\f\r"
# What is SQLite's own or the program's in a kept file.
PROGRAMS = {"hash", "details"}
TABLES = ("article", "sentence", "fact", "role", "mention", "fact_article", "figure", "spot", "place")
NAMES = ("entity", "alias", "kind", "kind_role", "place")
# The column of a table by which its rows have a day: that of an article's publication, of a fact's first article.
BY_ARTICLE = {"article": "id", "sentence": "article", "fact": "article"}
BY_FACT = {"role": "fact", "mention": "fact", "fact_article": "fact", "figure": "fact"}


# The program, on a worker


def message(letter, data):
    """A message of `dateline cluster`: length, letter, bytes."""
    return struct.pack("<I", len(data) + 1) + letter + data


def messages(stream):
    """The messages in a stream: a letter and bytes each."""
    while True:
        head = stream.read(5)
        if not head:
            return
        (length,) = struct.unpack("<I", head[:4])
        yield head[4:5], stream.read(length - 1)


class Program:
    """`dateline cluster STEP …` with some input; what it writes is `output`, and `close` fails where it did."""

    def __init__(self, words, pieces):
        path = SparkFiles.get("dateline")
        if not os.access(path, os.X_OK):
            os.chmod(path, 0o755)
        # Spark runs a task on each core; a program that took all of them would only wait.
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [path, "cluster", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
        )
        self.words = words
        self.fault = None
        self.feeder = threading.Thread(target=self.feed, args=(pieces,), daemon=True)
        self.feeder.start()
        self.output = self.process.stdout

    def feed(self, pieces):
        try:
            for piece in pieces:
                self.process.stdin.write(piece)
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # It has ended, and its exit code says why.
        except BaseException as fault:
            self.fault = fault
            self.process.kill()

    def close(self):
        self.process.stdout.close()
        code = self.process.wait()
        self.feeder.join()
        if self.fault:
            raise self.fault
        if code != 0:
            self.errors.seek(0)
            said = self.errors.read().decode("utf-8", "replace").strip()
            raise RuntimeError(f"dateline cluster {' '.join(self.words)} ended with {code}: {said}")

    def lines(self):
        for line in io.TextIOWrapper(self.output, encoding="utf-8", newline="\n"):
            yield line.rstrip("\n")


def run_to_file(words, pieces):
    """Runs a step that writes a file of tables: what it prints, and the file's bytes."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = os.path.join(folder, "tables")
        program = Program([*words, "--tables", path], pieces)
        lines = list(program.lines())
        program.close()
        with open(path, "rb") as file:
            return lines, file.read()


# Articles


def plain_path(address):
    """As the program on one machine is given it: a file of this machine by its path, others by their addresses."""
    for start in ("file://", "file:"):
        if address.startswith(start):
            return address[len(start) :]
    return address


def read_units(words, name, first, pieces):
    program = Program(["read", "--as", name, "--first", str(first), *words], pieces)
    for letter, data in messages(program.output):
        if letter == b"A":
            yield Row(unit=data, problem=None)
        elif letter == b"X":
            yield Row(unit=None, problem=data.decode("utf-8"))
    program.close()


UNIT = T.StructType([T.StructField("unit", T.BinaryType()), T.StructField("problem", T.StringType())])


def read_lines(spark, paths, words):
    """Articles of files of JSON lines, which are split where they are long."""
    lines = spark.read.option("lineSep", "\n").text(paths).select(
        F.col("_metadata.file_path").alias("path"), F.col("_metadata.file_block_start").alias("start"), "value"
    )
    # A record is called by its number in its file, which whoever reads the middle of it does not know.
    counts = lines.where("value rlike '[^ \\\\t\\\\n\\\\x0B\\\\f\\\\r]'").groupBy("path", "start").count().collect()
    first, before = {}, {}
    for row in sorted(counts, key=lambda row: (row.path, row.start)):
        first[row.path, row.start] = before.get(row.path, 0)
        before[row.path] = before.get(row.path, 0) + row["count"]

    def read(rows):
        for (path, start), group in groupby(rows, key=lambda row: (row.path, row.start)):
            pieces = (row.value.encode("utf-8") + b"\n" for row in group if row.value.strip(BLANKS))
            yield from read_units(words, plain_path(path), first.get((path, start), 0), pieces)

    return lines.rdd.mapPartitions(read)


def read_whole(spark, paths, words, partitions):
    """Articles of files that are not split: web archives, mailboxes, feeds, archives."""

    def read(files):
        for path, data in files:
            yield from read_units(words, plain_path(path), 0, [data])

    return spark.sparkContext.binaryFiles(",".join(paths), partitions).mapPartitions(read)


def read_folder(spark, paths, words, partitions):
    """A file an article, as in an object store: those of a partition go to the program as one archive."""

    def read(files):
        for folder, group in groupby(files, key=lambda file: os.path.dirname(file[0])):
            # An outlet may be called by its folder.
            above, name = os.path.split(folder)
            written = io.BytesIO()
            with tarfile.open(fileobj=written, mode="w") as archive:
                for path, data in group:
                    member = tarfile.TarInfo(name + "/" + os.path.basename(path))
                    member.size = len(data)
                    archive.addfile(member, io.BytesIO(data))
            yield from read_units(words, plain_path(above), 0, [written.getvalue()])

    def sort(files):
        return iter(sorted(files, key=lambda file: file[0]))

    reader = spark.sparkContext.binaryFiles(",".join(paths), partitions)
    return reader.mapPartitions(sort).mapPartitions(read)


# Joining


def link(rows, words):
    """All articles: where each stands among the others, who is who, which are copies."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        directory = os.path.join(folder, "directory")
        numbers = []

        def pieces():
            for row in rows:
                numbers.append(row.number)
                yield message(b"A", row.unit)

        lines, tables = run_to_file(["link", "--directory", directory, *words], pieces())
        with open(directory, "rb") as file:
            yield Row(kind="directory", number=None, line=None, data=file.read())
        yield Row(kind="tables", number=None, line=None, data=tables)
        for number, line in zip(numbers, lines, strict=True):
            yield Row(kind="placing", number=number, line=line, data=None)


LINKED = T.StructType(
    [
        T.StructField("kind", T.StringType()),
        T.StructField("number", T.LongType()),
        T.StructField("line", T.StringType()),
        T.StructField("data", T.BinaryType()),
    ]
)


def article_pieces(rows):
    for row in rows:
        yield message(b"P", row.placing.encode("utf-8"))
        yield message(b"A", row.unit)


def cards(rows, blocks, words):
    program = Program(
        ["cards", "--directory", SparkFiles.get("directory"), "--blocks", str(blocks), *words], article_pieces(rows)
    )
    for _, data in messages(program.output):
        yield Row(block=struct.unpack("<I", data[:4])[0], card=data)
    program.close()


def pairs(rows, blocks, words):
    for block, group in groupby(rows, key=lambda row: row.block):
        pieces = (message(b"C", row.card) for row in group)
        program = Program(["pair", "--block", str(block), "--blocks", str(blocks), *words], pieces)
        for line in program.lines():
            score, *places = map(int, line.split("\t"))
            yield Row(score=score, rank_1=places[0], ordinal_1=places[1], rank_2=places[2], ordinal_2=places[3])
        program.close()


PAIR = T.StructType(
    [T.StructField(n, T.IntegerType()) for n in ("score", "rank_1", "ordinal_1", "rank_2", "ordinal_2")]
)


def components(rows):
    """Reports that pairs connect, each with the earliest of them: disjoint sets."""
    parent = {}

    def top(place):
        path = []
        while parent.setdefault(place, place) != place:
            path.append(place)
            place = parent[place]
        for passed in path:
            parent[passed] = place
        return place

    for row in rows:
        a, b = top((row.rank_1, row.ordinal_1)), top((row.rank_2, row.ordinal_2))
        if a != b:
            parent[max(a, b)] = min(a, b)
    for place in list(parent):
        yield Row(rank=place[0], ordinal=place[1], root=top(place)[0])


COMPONENT = T.StructType([T.StructField(n, T.IntegerType()) for n in ("rank", "ordinal", "root")])


def join(rows, blocks, words):
    for block, group in groupby(rows, key=lambda row: row.block):

        def pieces(group=group):
            for row in group:
                if row.kind == "A":
                    yield from article_pieces([row])
                else:
                    yield message(row.kind.encode(), row.placing.encode("utf-8"))

        at = ["--block", str(block), "--blocks", str(blocks), "--directory", SparkFiles.get("directory")]
        _, tables = run_to_file(["join", *at, *words], pieces())
        yield Row(block=block, tables=tables)


# Tables


def schema(data, table):
    """The columns of a table as Spark knows them."""
    types = {"INTEGER": T.LongType(), "REAL": T.DoubleType(), "TEXT": T.StringType()}
    with opened(data) as database:
        info = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    return T.StructType([T.StructField(row[1], types[row[2]]) for row in info if row[1] not in PROGRAMS])


class opened:
    """A file of SQLite from its bytes."""

    def __init__(self, data):
        self.folder = tempfile.TemporaryDirectory(prefix="dateline-")
        self.path = os.path.join(self.folder.name, "tables")
        with open(self.path, "wb") as file:
            file.write(data)

    def __enter__(self):
        self.database = sqlite3.connect(self.path)
        return self.database

    def __exit__(self, *_):
        self.database.close()
        self.folder.cleanup()


def table_rows(data, table, columns):
    chosen = ", ".join(f'"{column.name}"' for column in columns)
    numbers = [place for place, column in enumerate(columns) if isinstance(column.dataType, T.DoubleType)]
    with opened(data) as database:
        for row in database.execute(f'SELECT {chosen} FROM "{table}"'):
            row = list(row)
            for place in numbers:
                row[place] = None if row[place] is None else float(row[place])
            yield tuple(row)


class Job:
    def __init__(self, spark, arguments):
        self.spark = spark
        self.arguments = arguments
        self.work = arguments.work or arguments.output.rstrip("/") + "/_work"
        self.tables = [word for file in arguments.kinds for word in ("--kinds", os.path.abspath(file))]
        self.tables += [word for file in arguments.aliases for word in ("--aliases", os.path.abspath(file))]

    def stage(self, name, make):
        """What a stage makes, written down once it is whole: a job that is started again goes on behind it."""
        path = f"{self.work}/{name}"
        hadoop = self.spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path + "/_SUCCESS")
        system = hadoop.getFileSystem(self.spark.sparkContext._jsc.hadoopConfiguration())
        if not system.exists(hadoop):
            make().write.mode("overwrite").parquet(path)
        return self.spark.read.parquet(path)

    def units(self):
        arguments = self.arguments
        words = list(self.tables)
        if arguments.fields:
            words += ["--fields", arguments.fields]
        if arguments.any_language:
            words.append("--any-language")
        partitions = arguments.partitions or 2 * self.spark.sparkContext.defaultParallelism
        if arguments.format == "ndjson":
            rows = read_lines(self.spark, arguments.input, [*words, "--from", "ndjson"])
        elif arguments.format == "files":
            rows = read_folder(self.spark, arguments.input, words, partitions)
        else:
            rows = read_whole(self.spark, arguments.input, [*words, "--from", arguments.format], partitions)
        return self.spark.createDataFrame(rows, UNIT).withColumn("number", F.monotonically_increasing_id())

    def run(self):
        spark, blocks, words = self.spark, self.arguments.blocks, self.tables
        all_read = self.stage("units", self.units)
        units = all_read.where("unit IS NOT NULL").select("number", "unit")
        linked = self.stage(
            "linked",
            lambda: spark.createDataFrame(
                units.coalesce(1).rdd.mapPartitions(lambda rows: link(rows, words)), LINKED
            ),
        )
        files = {row.kind: bytes(row.data) for row in linked.where("data IS NOT NULL").collect()}
        # Each worker fetches it once.
        folder = tempfile.mkdtemp(prefix="dateline-")
        with open(os.path.join(folder, "directory"), "wb") as file:
            file.write(files["directory"])
        spark.sparkContext.addFile(os.path.join(folder, "directory"))
        part = F.split("line", "\t")
        placings = linked.where("kind = 'placing'").select(
            "number", F.col("line").alias("placing"), part[0].cast("int").alias("rank"), part[1].cast("int").alias("group")
        )
        articles = units.join(placings, "number").withColumn("home", F.col("group") % blocks)

        grouped = articles.repartition(blocks, "home").sortWithinPartitions("rank")
        shown = self.stage(
            "cards",
            lambda: spark.createDataFrame(
                grouped.rdd.mapPartitions(lambda rows: cards(rows, blocks, words)), "block int, card binary"
            ),
        )
        found = self.stage(
            "pairs",
            lambda: spark.createDataFrame(
                shown.repartition(blocks, "block").sortWithinPartitions("block")
                .rdd.mapPartitions(lambda rows: pairs(rows, blocks, words)),
                PAIR,
            ).distinct(),
        )
        connected = self.stage(
            "components", lambda: spark.createDataFrame(found.coalesce(1).rdd.mapPartitions(components), COMPONENT)
        )
        parts = self.stage("parts", lambda: self.parts(articles, placings, found, connected))
        return self.write(all_read, placings, parts, files["tables"])

    def parts(self, articles, placings, found, connected):
        """The tables of each block, of the articles and facts whose home it is."""
        spark, blocks, words = self.spark, self.arguments.blocks, self.tables
        groups = placings.select("rank", "group")
        # A component is joined at home with its earliest article.
        homes = connected.join(groups.withColumnRenamed("rank", "root").withColumnRenamed("group", "of_root"), "root")
        homes = homes.join(groups, "rank").select("rank", "ordinal", "group", (F.col("of_root") % blocks).alias("block"))
        wanted = homes.select("group", "block").union(groups.select("group", (F.col("group") % blocks).alias("block")))
        sent = articles.join(wanted.distinct(), "group").select(
            "block", F.lit("A").alias("kind"), "placing", "unit", "rank"
        )
        nothing = F.lit(None).cast("binary").alias("unit")
        # Of every article that is sent the homes of all its reports, so that no block takes another's for its own.
        told = homes.withColumnRenamed("block", "home").join(wanted.distinct(), "group").select(
            "block", F.lit("H").alias("kind"), F.concat_ws("\t", "rank", "ordinal", "home").alias("placing"), nothing, "rank"
        )
        places = homes.select(F.col("rank").alias("rank_1"), F.col("ordinal").alias("ordinal_1"), "block")
        edges = found.join(places, ["rank_1", "ordinal_1"]).select(
            "block",
            F.lit("E").alias("kind"),
            F.concat_ws("\t", "score", "rank_1", "ordinal_1", "rank_2", "ordinal_2").alias("placing"),
            nothing,
            F.col("rank_1").alias("rank"),
        )
        rows = sent.union(told).union(edges).repartition(blocks, "block").sortWithinPartitions("block", "kind", "rank")
        return spark.createDataFrame(
            rows.rdd.mapPartitions(lambda rows: join(rows, blocks, words)), "block int, tables binary"
        )

    # MARK: Parquet

    def write(self, all_read, placings, parts, names):
        spark, output = self.spark, self.arguments.output.rstrip("/")
        session = {"parts": parts}
        columns = {table: schema(names, table) for table in (*TABLES, *NAMES)}

        def rows(table):
            wanted = columns[table]
            return spark.createDataFrame(
                session["parts"].rdd.flatMap(lambda row: table_rows(bytes(row.tables), table, wanted)), wanted
            )

        def save(frame, table, by_day=False):
            writer = frame.write.mode("overwrite")
            if by_day:
                writer = frame.repartition("day").write.mode("overwrite").partitionBy("day")
            writer.parquet(f"{output}/{table}")

        day = F.coalesce("date_start", F.lit("undated")).alias("day")
        save(rows("article").withColumn("day", day), "article", by_day=True)
        days = spark.read.parquet(f"{output}/article").select(F.col("id").alias("of"), F.col("day"))
        for table, column in BY_ARTICLE.items():
            if table != "article":
                save(rows(table).join(days, F.col(column) == F.col("of")).drop("of"), table, by_day=True)
        facts = spark.read.parquet(f"{output}/fact")
        of_facts = facts.select(F.col("id").alias("of"), "day")
        for table, column in BY_FACT.items():
            save(rows(table).join(of_facts, F.col(column) == F.col("of")).drop("of"), table, by_day=True)
        for table in NAMES:
            own = spark.createDataFrame(list(table_rows(names, table, columns[table])), columns[table])
            save(own.union(rows("place")).dropDuplicates(["id"]) if table == "place" else own, table)
        save(rows("spot").dropDuplicates(["key"]), "spot")
        save(placings.select((F.col("rank") + 1).cast("long").alias("article"), F.col("rank").cast("long").alias("position")), "article_order")
        # By the sure facts that an entity has a part in, then as the directory has them: by mentions and content.
        sure = facts.where("percent >= 50").select(F.col("id").alias("fact"))
        counts = spark.read.parquet(f"{output}/role").join(sure, "fact").groupBy("entity").count()
        entities = spark.read.parquet(f"{output}/entity").select(F.col("id").alias("entity"))
        ordered = entities.join(counts, "entity", "left").fillna(0).rdd.sortBy(lambda row: (-row["count"], row.entity))
        save(ordered.zipWithIndex().map(lambda pair: (pair[0].entity, pair[1])).toDF("entity long, position long"), "entity_order")
        problems = all_read.where("problem IS NOT NULL")
        split = F.split("problem", "\t", 3)
        save(problems.select(split[0].alias("input"), split[1].alias("doc"), split[2].alias("message")), "problem")
        return register(spark, output)


ALL = (
    "article", "article_order", "sentence", "fact", "role", "mention", "fact_article", "figure", "entity", "entity_order",
    "alias", "kind", "kind_role", "place", "spot", "problem",
)  # fmt: skip


def register(spark, output):
    """The tables as views of the session, under the names that statements of `dateline sql --dialect spark` use. How many rows."""
    counts = {}
    for table in ALL:
        frame = spark.read.parquet(f"{output.rstrip('/')}/{table}")
        frame.createOrReplaceTempView(table)
        counts[table] = frame.count()
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", nargs="+", required=True, help="files, folders or patterns of the cluster's storage")
    parser.add_argument("--output", required=True, help="the folder of the tables")
    parser.add_argument("--format", default="ndjson", help="ndjson; files: a file an article; else as `dateline extract --from`")
    parser.add_argument("--program", help="the program, where it is not shipped by `--files dateline`")
    parser.add_argument("--work", help="where what stages make is kept until the job is done (OUTPUT/_work)")
    parser.add_argument("--keep-work", action="store_true", help="do not remove that once the tables are written")
    parser.add_argument("--blocks", type=int, help="blocks in which facts are joined (twice the cores)")
    parser.add_argument("--partitions", type=int, help="parts of files that are not split (twice the cores)")
    parser.add_argument("--fields", help="where records hold what: text=body,title=headline; else each part is guessed")
    parser.add_argument("--any-language", action="store_true")
    parser.add_argument("--kinds", action="append", default=[], help="a file of kinds, at the same path on every machine")
    parser.add_argument("--aliases", action="append", default=[], help="a file of names, at the same path on every machine")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("dateline").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    if arguments.program:
        spark.sparkContext.addFile(os.path.abspath(arguments.program))
    arguments.blocks = arguments.blocks or 2 * spark.sparkContext.defaultParallelism
    job = Job(spark, arguments)
    counts = job.run()
    if not arguments.keep_work:
        path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(job.work)
        path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).delete(path, True)
    print(", ".join(f"{count} {table}" for table, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
