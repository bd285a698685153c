# SPDX-License-Identifier: Apache-2.0
"""The eye's other end: finds words on the screen, touches, takes pictures."""
import subprocess
from collections import namedtuple

from stage.waiting import Trouble

Place = namedtuple("Place", "x y w h size bold")


class Watcher:
    def __init__(self, program, display):
        self._eye = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", program], env={"DISPLAY": display},
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                     text=True, encoding="utf-8")
        if self._eye.stdout.readline() != "ok\n":
            raise Trouble("the eye cannot look at the screen")

    def close(self):
        self._eye.stdin.close()
        self._eye.wait(5)

    def _ask(self, command):
        self._eye.stdin.write(command + "\n")
        self._eye.stdin.flush()
        reply = self._eye.stdout.readline().rstrip("\n")
        if not reply or reply.startswith("error"):
            raise Trouble(f"the eye failed at “{command}”: {reply or 'it ended'}")
        return reply

    @staticmethod
    def _places(reply):
        numbers = [int(n) for n in reply.split()[2:]]
        return [Place(*numbers[i:i + 6]) for i in range(0, len(numbers), 6)]

    def find(self, text):
        return self._places(self._ask(f"find {text}"))

    def wait(self, text, seconds):
        """All places of the words, as soon as there is one; [] when the time is over."""
        return self._places(self._ask(f"wait {int(seconds * 1000)} {text}"))

    def wait_gone(self, text, seconds):
        return self._ask(f"gone {int(seconds * 1000)} {text}") == "ok"

    def rest(self, quiet_ms=120, most_ms=1000):
        """Until nothing moved for a moment; a moving picture is not waited for longer."""
        self._ask(f"rest {quiet_ms} {most_ms}")

    def window_of(self, pid):
        """(x, y, w, h) of a program's window."""
        reply = self._ask(f"window {pid}").split()[1:]
        if not reply:
            raise Trouble("no window was shown")
        return tuple(map(int, reply))

    def tap(self, x, y):
        self._ask(f"tap {x} {y}")

    def stroke(self, points):
        self._ask("stroke " + " ".join(f"{x} {y}" for x, y in points))

    def key(self, name):
        self._ask(f"key {name}")

    def shot(self, path):
        self._ask(f"shot {path}")

    def codes(self):
        return self._ask("qr").split("\t")[1:]
