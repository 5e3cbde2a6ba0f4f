#!/usr/bin/env python3
"""Loads a kept file into PostgreSQL with examples/postgres, and asks it as PostgREST would: as its roles, for JSON.

    check_postgres.py PROGRAM ARTICLES

Needs Debian's postgresql: a server of its own in a temporary folder, as the user `postgres` where this runs as root. Exit code 1
where something differs from what the program answers. Where `postgrest` is in the path it is asked, too.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../Engines")]
from kept import Differences, Kept  # noqa: E402
from postgres_server import PostgresServer  # noqa: E402

EXAMPLE = os.path.abspath(os.path.join(HERE, "../../examples/postgres"))


class Server(PostgresServer):
    def __init__(self):
        super().__init__()
        self.call(["createdb", "-h", self.folder, "-U", "dateline", "news"])

    def load(self, path):
        words = [sys.executable, EXAMPLE + "/load.py", path, "-h", self.folder, "-U", "dateline", "-d", "news"]
        return subprocess.run(words, capture_output=True, text=True)

    def ask(self, sql, role="web_anon"):
        """What a statement gives as the role that PostgREST takes; a refusal is what it says."""
        text = f"SET ROLE {role};\n{sql};\n"
        command = [os.path.join(self.programs, "psql"), "-X", "-q", "-A", "-t", "-h", self.folder, "-U", "authenticator"]
        done = subprocess.run(command + ["-d", "news", "-v", "ON_ERROR_STOP=1"], input=text, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else "error: " + done.stderr.strip()

    def rows(self, sql):
        answer = self.ask(f"SELECT coalesce(json_agg(t), '[]') FROM ({sql}) t")
        return answer if answer.startswith("error") else json.loads(answer)


def main():
    program, articles = sys.argv[1:]
    failed = Differences()
    expect = failed.expect
    folder = tempfile.mkdtemp()
    kept = Kept(program, articles, folder)
    path, ask = kept.path, kept.ask
    server = Server()
    try:
        # A second time in the place of the first.
        for _ in range(2):
            done = server.load(path)
            expect("it is loaded", done.returncode == 0 and "ERROR" not in done.stderr, done.stderr)
        counts = {row["kind"]: row["n"] for row in server.rows("SELECT kind, count(*) AS n FROM api.facts GROUP BY kind")}
        wanted = {row["kind"]: row["n"] for row in ask("facts | count by kind")}
        expect("counts by kind", counts == wanted, (counts, wanted))
        near = server.rows("SELECT id, roles FROM api.near(52.2298, 21.0118, 50) WHERE kind = 'meeting'")
        wanted = ask('meetings within 50 km of "Warsaw" | show id, participant')
        expect("near", {r["id"] for r in near} == {r["id"] for r in wanted} and near, (near, wanted))
        for row in near:
            names = [role["name"] for role in row["roles"] if role["role"] == "participant"]
            said = next(other["participant"] for other in wanted if other["id"] == row["id"])
            expect("who takes part", names == said, (names, said))
        found = {row["title"] for row in server.rows("SELECT title FROM api.search('grain')")}
        wanted = {row["title"] for row in ask('articles where text matches "grain" | show title')}
        expect("full text", found == wanted and found, (found, wanted))
        people = server.rows("SELECT name FROM api.people")
        expect("people", len(people) == len(ask("people | show name")), len(people))
        meetings = server.rows("SELECT id FROM api.meetings")
        expect("a kind's view", {r["id"] for r in meetings} == {r["id"] for r in ask("meetings | show id")}, meetings)
        mentions = server.rows(f"SELECT sentence FROM api.mentions WHERE fact = '{near[0]['id']}'")
        expect("sentences", mentions and all(row["sentence"] for row in mentions), mentions)
        for wrong in (
            "DELETE FROM api.articles", "SELECT * FROM dateline.article", "CREATE TABLE api.mine (a int)",
            "UPDATE dateline.fact SET note = 'x'", "DROP VIEW api.facts",
        ):  # fmt: skip
            expect(wrong, "permission denied" in server.ask(wrong) or "must be owner" in server.ask(wrong), server.ask(wrong))
        damaged = os.path.join(folder, "damaged")
        with open(path, "rb") as whole, open(damaged, "wb") as part:
            part.write(whole.read(60000))
        expect("a damaged file is refused", server.load(damaged).returncode != 0)
        expect("and changes nothing", len(server.rows("SELECT name FROM api.people")) == len(people))
        if shutil.which("postgrest"):
            failed += ask_postgrest(server, counts)
    finally:
        server.close()
        shutil.rmtree(folder)
    return failed.told("PostgreSQL gives what the program answers")


def ask_postgrest(server, counts):
    """The same over HTTP."""
    environment = {"PGRST_DB_URI": f"postgres://authenticator@/news?host={server.folder}", "PGRST_SERVER_PORT": "3999"}
    process = subprocess.Popen(["postgrest", EXAMPLE + "/postgrest.conf"], env={**os.environ, **environment})
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen("http://127.0.0.1:3999/meetings?select=id") as answer:
                    found = len(json.load(answer))
                return [] if found == counts["meeting"] else [f"postgrest gives {found} meetings"]
            except OSError:
                time.sleep(0.2)
        return ["postgrest does not answer"]
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
