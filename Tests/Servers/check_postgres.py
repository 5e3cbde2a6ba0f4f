#!/usr/bin/env python3
"""Loads a kept file into PostgreSQL with examples/postgres, and asks it as PostgREST would: as its roles, for JSON.

    check_postgres.py PROGRAM ARTICLES

Needs Debian's postgresql: a server of its own in a temporary folder, as the user `postgres` where this runs as root. Exit code 1
where something differs from what the program answers. Where `postgrest` is in the path it is asked, too.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

EXAMPLE = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../examples/postgres"))


class Server:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="dateline-postgres-", dir="/tmp")
        self.programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.data = os.path.join(self.folder, "data")
        self.call(["initdb", "-D", self.data, "-U", "dateline", "-A", "trust", "-E", "UTF8", "--locale=C"])
        options = f"-c listen_addresses='' -c fsync=off -k {self.folder}"
        self.call(["pg_ctl", "-D", self.data, "-o", options, "-l", os.path.join(self.folder, "log"), "-w", "start"])
        self.call(["createdb", "-h", self.folder, "-U", "dateline", "news"])

    def call(self, command):
        command = self.user + [os.path.join(self.programs, command[0])] + command[1:]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

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

    def close(self):
        self.call(["pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    program, articles = sys.argv[1:]
    failed = []

    def expect(what, is_so, found=""):
        if not is_so:
            failed.append(f"{what}: {str(found)[:500]}")

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "facts.dateline")

    def ask(query):
        done = subprocess.run([program, path, "-q", "--mode", "json", "-c", query], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout)

    subprocess.run([program, articles, "-q", "-c", f".keep {path}"], check=True, stdout=subprocess.DEVNULL)
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
    for line in failed:
        print(line)
    print("PostgreSQL gives what the program answers" if not failed else f"{len(failed)} differences")
    return 1 if failed else 0


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
