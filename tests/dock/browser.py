# SPDX-License-Identifier: Apache-2.0
"""A real browser without a display, by plain WebDriver."""
import base64
import json
import subprocess
import time
import urllib.error
import urllib.request

from stage.stage import free_port
from stage.waiting import Trouble

CHROME = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1680,1250",
          "--hide-scrollbars", "--no-first-run", "--disable-background-networking"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def check(true, what):
    if not true:
        raise Trouble(what)
    print("ok:", what, flush=True)


class Browser:
    """WebDriver by plain HTTP."""

    def __init__(self, folder):
        self.port = free_port()
        self.driver = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", "chromedriver", f"--port={self.port}"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._until_ready()
        options = {"args": CHROME + [f"--user-data-dir={folder}"]}
        answer = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self.session = f"/session/{answer['sessionId']}"

    def _until_ready(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/status")["ready"]:
                    return
            except OSError:
                time.sleep(0.1)
        raise Trouble("chromedriver does not answer")

    def ask(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method,
                                         data=json.dumps(body).encode() if body is not None else None,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as e:
            raise Trouble(f"the browser: {json.load(e)['value']['message']}") from None

    def run(self, script, *words):
        return self.ask("POST", self.session + "/execute/sync", {"script": script, "args": list(words)})

    def until(self, script, what, seconds=20):
        """The script's value, as soon as it is true; the page itself is asked, some times a second."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.1)
        raise Trouble(f"the page did not come to this: {what}")

    def element(self, selector):
        return self.ask("POST", self.session + "/element", {"using": "css selector", "value": selector})

    def click(self, selector):
        self.ask("POST", f"{self.session}/element/{self.element(selector)[ELEMENT]}/click", {})

    def touch(self, selector, across, down):
        """A touch inside an element, by offsets from its middle."""
        moves = [{"type": "pointerMove", "origin": self.element(selector), "x": int(across), "y": int(down)},
                 {"type": "pointerDown", "button": 0}, {"type": "pause", "duration": 60},
                 {"type": "pointerUp", "button": 0}]
        self.ask("POST", self.session + "/actions", {"actions": [{"type": "pointer", "id": "finger", "actions": moves}]})

    def be_wide(self, width, height):
        self.ask("POST", self.session + "/window/rect", {"width": width, "height": height})

    def picture(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.ask("GET", self.session + "/screenshot")))

    def close(self):
        self.ask("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait(10)

    def go(self, address):
        self.ask("POST", self.session + "/url", {"url": address})

    def type(self, selector, words):
        """In the place of what stands there."""
        at = f"{self.session}/element/{self.element(selector)[ELEMENT]}"
        self.ask("POST", at + "/clear", {})
        self.ask("POST", at + "/value", {"text": words})

    def says(self):
        return self.run("return document.body.innerText")
