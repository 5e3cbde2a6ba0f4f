#!/usr/bin/env python3
"""Serves a kept file with Datasette as examples/datasette says, and looks whether what it shows is what the program answers.

    check_datasette.py PROGRAM ARTICLES

Needs PyPI's datasette, as `datasette` in the path or beside this Python. Exit code 1 where something is missing or differs.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from kept import Differences, Kept  # noqa: E402

METADATA = os.path.join(HERE, "../../examples/datasette/metadata.yml")


class Server:
    """Datasette over a file, as long as it is open."""

    def __init__(self, path, *options, metadata=METADATA):
        beside = os.path.join(os.path.dirname(sys.executable), "datasette")
        program = beside if os.path.exists(beside) else shutil.which("datasette")
        if not program:
            raise SystemExit("datasette is not installed: pip install datasette")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [program, "serve", path, "-m", metadata, "-h", "127.0.0.1", "-p", str(self.port), *options]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)

    def __enter__(self):
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                self.get("/-/versions.json")
                return self
            except OSError:
                time.sleep(0.2)
        self.close()
        self.log.seek(0)
        raise SystemExit("datasette did not start: " + self.log.read().decode())

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.terminate()
        self.process.wait()

    def get(self, path, **parameters):
        query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}{query}", timeout=60) as answer:
            return answer.read()

    def rows(self, path, **parameters):
        return json.loads(self.get(path, _shape="array", **parameters))


def main():
    program, articles = sys.argv[1:]
    failed = Differences()
    expect = failed.expect
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept(program, articles, folder)
        path, ask = kept.path, kept.ask
        with Server(path) as server:
            for page in (
                "/", "/facts", "/facts/article", "/facts/article/1", "/facts/fact", "/facts/fact/1", "/facts/entity",
                "/facts/mention", "/facts/role", "/facts/place", "/facts/figure", "/facts/alias", "/facts/sentence",
                "/facts/kind", "/facts/facts", "/facts/meetings", "/facts/people", "/facts/articles", "/facts/counts",
                "/facts/people?_facet=country", "/facts/fact.json?_labels=on", "/facts/fact.csv", "/facts/near", "/facts/why",
            ):  # fmt: skip
                try:
                    expect(page, server.get(page))
                except urllib.error.HTTPError as error:
                    expect(page, False, f"{error.code} {error.read()[:300]}")
            counts = {row["kind"]: row["facts"] for row in server.rows("/facts/counts.json")}
            wanted = {row["kind"]: row["n"] for row in ask("facts | count by kind")}
            expect("counts by kind", counts == wanted, (counts, wanted))
            near = server.rows(
                "/facts/near.json", kind="meeting", since="2022-01-01", until="2023-12-31", latitude=52.2298,
                longitude=21.0118, km=50,
            )  # fmt: skip
            wanted = ask('meetings within 50 km of "Warsaw" since 2022 until 2023-12-31 status any | show id')
            expect("near", {row["id"] for row in near} == {row["id"] for row in wanted}, (near, wanted))
            expect("near finds some", near)
            found = {row["title"] for row in server.rows("/facts/text.json", words="grain")}
            wanted = {row["title"] for row in ask('articles where text matches "grain" | show title')}
            expect("full text", found == wanted and found, (found, wanted))
            searched = {row["title"] for row in server.rows("/facts/article.json", _search="grain")}
            expect("search of the table", searched == found, searched)
            for row in near:
                told = server.rows("/facts/why.json", id=row["id"])
                expect("why", told and all(line["sentence"] for line in told), told)
            facets = json.loads(server.get("/facts/fact.json", _facet="kind", _size=0)).get("facet_results")
            expect("facets", "meeting" in json.dumps(facets), facets)
            people = [row["name"] for row in server.rows("/facts/most_named.json")]
            wanted = [row["name"] for row in ask("people | sort by facts desc | limit 1 | show name")]
            expect("who is named most", wanted[0] in people, (people, wanted))
            expect("together", server.rows("/facts/together.json"))
    return failed.told("datasette shows what the program answers")


if __name__ == "__main__":
    sys.exit(main())
