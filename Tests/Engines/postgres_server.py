"""A server of PostgreSQL (Debian's postgresql) in a temporary folder, as the user `postgres` where this runs as root."""

import glob
import os
import shutil
import subprocess
import tempfile


class PostgresServer:
    """Runs until it is closed; `folder` is where its socket lies, `dateline` who may do everything."""

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

    def call(self, command):
        command = self.user + [os.path.join(self.programs, command[0])] + command[1:]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def close(self):
        self.call(["pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)
