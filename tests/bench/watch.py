# SPDX-License-Identifier: Apache-2.0
"""The other end of the stop-watch (watch.c). Times are CLOCK_MONOTONIC, nanoseconds."""
import subprocess

from stage.waiting import Trouble


class Watch:
    def __init__(self, program, display):
        self._watch = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", program], env={"DISPLAY": display},
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self._watch.stdout.readline() != "ok\n":
            raise Trouble("the stop-watch cannot look at the screen")

    def close(self):
        self._watch.stdin.close()
        self._watch.wait(5)

    def ask(self, command):
        self._watch.stdin.write(command + "\n")
        self._watch.stdin.flush()
        reply = self._watch.stdout.readline().rstrip("\n")
        if not reply or reply.startswith("error"):
            raise Trouble(f"the stop-watch failed at “{command}”: {reply or 'it ended'}")
        return reply

    def _time(self, command):
        reply = self.ask(command)
        if reply == "none":
            raise Trouble(f"not seen in time: {command}")
        return int(reply.split()[1])

    def wash(self):
        self.ask("wash")

    def bitmap(self, path):
        self.ask(f"bitmap {path}")

    def learn(self, name, box):
        self.ask(f"learn {name} {' '.join(str(n) for n in box)}")

    def until(self, name, seconds):
        return self._time(f"until {name} {int(seconds * 1000)}")

    def painted(self, seconds):
        return self._time(f"painted {int(seconds * 1000)}")

    def tap(self, x, y):
        return self._time(f"tap {x} {y}")

    def press(self, box, seconds=2):
        """Milliseconds from button to pixel."""
        return self._time(f"press {' '.join(str(n) for n in box)} {int(seconds * 1000)}") / 1e6
