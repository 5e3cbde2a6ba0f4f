"""What the checks of servers share: a kept file that the program makes, and what the program answers over it."""

import json
import os
import subprocess


class Kept:
    """A kept file of some articles in a folder."""

    def __init__(self, program, articles, folder):
        self.program = program
        self.path = os.path.join(folder, "facts.dateline")
        words = [program, articles, "-q", "-c", f".keep {self.path}"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

    def ask(self, query):
        """The rows of a query, as JSON has them."""
        words = [self.program, self.path, "-q", "--mode", "json", "-c", query]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout)


class Differences(list):
    """What is not as it should be, a line each."""

    def expect(self, what, is_so, found=""):
        if not is_so:
            self.append(f"{what}: {str(found)[:500]}")

    def told(self, success):
        """Prints them, or what there is to say without any; the exit code."""
        for line in self:
            print(line)
        print(f"{len(self)} differences" if self else success)
        return 1 if self else 0
