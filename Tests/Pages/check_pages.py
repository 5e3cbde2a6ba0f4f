"""Opens a report in Debian's chromium as a telephone, a screen and a printer would, by its debugging protocol.

    check_pages.py PROGRAM ARTICLES [FOLDER]

FOLDER is where pictures go, to be looked at; else they are thrown away. Installs chromium where it is missing and this is the
root of a Debian machine.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HOSTILE = """Title: <script>document.title = "owned"</script> visit
Date: 2023-04-06
Source: <img src=x onerror="document.title = 'owned'">

Ukrainian President Volodymyr Zelenskyy met Polish President Andrzej Duda in Warsaw on Wednesday. \x1b[31mRed <b>text</b>
"""

SCRIPT = """meetings where location near "Poland"
.why 6
meetings | map
facts | timeline by month
meetings | count by country(location) | chart
meetings | count by participant
articles | limit 5
people | limit 8
.note {id} "ask <b>the</b> ministry"
meetings near "Poland" during 2031-01
.place "Warsaw"
sentences where text matches "met" | context 3 | limit 4
.report "{page}" --title "What <i>the</i> papers say"
"""


class Browser:
    """One page of a browser without a window."""

    def __init__(self, profile):
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()

        def wire():
            # The protocol is spoken on 3 and 4, which the pipes' own numbers may be.
            a, b = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(a, 3)
            os.dup2(b, 4)
            os.set_inheritable(3, True)
            os.set_inheritable(4, True)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--no-first-run", f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.input, self.output = os.fdopen(ours_in, "rb", 0), ours_out
        self.rest, self.number, self.events = b"", 0, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")

    session = None

    def message(self):
        while b"\0" not in self.rest:
            part = os.read(self.input.fileno(), 1 << 20)
            if not part:
                raise SystemExit("the browser ended")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            reply = self.message()
            if reply.get("id") == self.number:
                if "error" in reply:
                    raise SystemExit(f"{method}: {reply['error']}")
                return reply["result"]
            self.events.append(reply)

    def wait(self, event):
        while not any(found.get("method") == event for found in self.events):
            self.events.append(self.message())

    def value(self, script):
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def open(self, path, width, height, scheme, phone=False):
        self.events = []
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Page.navigate", url=path.as_uri())
        self.wait("Page.loadEventFired")

    def faults(self):
        """What the console tells, and what was fetched besides the page."""
        told = []
        for event in self.events:
            method, found = event.get("method"), event.get("params", {})
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
                told.append(json.dumps(found)[:500])
            if method == "Network.requestWillBeSent" and not found["request"]["url"].startswith("file:"):
                told.append("fetched " + found["request"]["url"])
        return told

    def picture(self, path):
        height = min(16000, self.value("document.documentElement.scrollHeight"))
        width = self.value("innerWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        found = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(found["data"]))


def check(condition, what):
    if not condition:
        raise SystemExit("FAILED: " + what)


def main():
    program, articles = sys.argv[1], sys.argv[2]
    if shutil.which("chromium") is None and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-yq", "chromium"], check=True, stdout=subprocess.DEVNULL)
    check(shutil.which("chromium"), "there is no chromium")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else folder
        hostile, page = folder / "hostile.txt", folder / "report.html"
        hostile.write_text(HOSTILE)
        start = [program, articles, str(hostile)]
        row = subprocess.run(
            start + ["-q", "--mode", "ndjson", "-c", 'meetings near "Poland" | show id | limit 1'], check=True,
            capture_output=True)
        script = SCRIPT.format(id=json.loads(row.stdout)["id"], page=page)
        subprocess.run(start, input=script.encode(), check=True, stdout=subprocess.DEVNULL)
        browser = Browser(folder / "profile")
        try:
            for name, width, height, scheme, phone in [
                ("phone", 390, 844, "light", True), ("phone-dark", 390, 844, "dark", True),
                ("screen", 1280, 900, "light", False), ("screen-dark", 1280, 900, "dark", False),
            ]:
                browser.open(page, width, height, scheme, phone)
                check(browser.value("document.title") == "What <i>the</i> papers say", "the title was changed")
                check(browser.value("document.querySelectorAll('script').length") == 1, "a script came in")
                check(browser.value("document.images.length") == 0, "a picture came in")
                wide = browser.value("document.documentElement.scrollWidth")
                check(wide <= width, f"{name}: the page is {wide} wide")
                check(browser.value("document.querySelectorAll('table.rows th button').length") > 20, "nothing sorts")
                # By keyboard and name: upwards, downwards, as it was.
                cells = ("(function () { var t = document.querySelectorAll('table.rows')[0]; return Array.from(t.tBodies[0].rows)"
                         ".map(function (r) { return r.cells[1].textContent; }); })()")
                press = "document.querySelectorAll('table.rows')[0].tHead.rows[0].cells[1].firstChild.click()"
                state = "document.querySelectorAll('table.rows')[0].tHead.rows[0].cells[1].getAttribute('aria-sort')"
                made = browser.value(cells)
                browser.value(press)
                check(browser.value(state) == "ascending" and browser.value(cells) == sorted(made), "not sorted")
                check("ascending" in browser.value("document.getElementById('told').textContent"), "nothing is told")
                browser.value(press)
                check(browser.value(state) == "descending", "not sorted downwards")
                check(browser.value(cells) == sorted(made, reverse=True), "not sorted downwards")
                browser.value(press)
                check(browser.value(state) is None and browser.value(cells) == made, "not as it was")
                check(browser.faults() == [], f"{name}: {browser.faults()}")
                browser.picture(pictures / f"{name}.png")
            browser.open(page, 1280, 900, "light")
            pdf = browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
            (pictures / "print.pdf").write_bytes(base64.b64decode(pdf["data"]))
            check(browser.faults() == [], f"print: {browser.faults()}")
        finally:
            browser.process.kill()
            browser.process.wait()


main()
