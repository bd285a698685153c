# SPDX-License-Identifier: Apache-2.0
"""One row's own cabinet: a simulator, kiosk-devices and a citizen at its bridge, in a private folder
with a clock that can be stepped."""
import os
import shutil
import struct
import subprocess
import tempfile
import threading
import time

from stage.control import Control
from stage.memory import mappings
from stage.program import Program, environment, preload_for, sanitizers_of
from stage.stage import ROOT, UMOCKDEV
from stage.waiting import Trouble, wait_for_text

SETTINGS = """[kiosk]
code = K017
title = T
area_code = 140802
help_phone = 12345
screen_mm = 600
[province]
url = https://localhost:1/k
timeout_s = 5
[devices]
card_reader_tty = {line}
[visit]
idle_s = 60
warn_s = 20
result_s = 60
"""


AROUND = 160  # bytes beside a word that was left, to see what holds it


class Visitor:
    """tests/faults/visitor: what is ordered, and every event as it comes."""

    def __init__(self, program, env):
        words = ["setpriv", "--pdeathsig", "KILL", "--", program]
        self._process = subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                         stderr=subprocess.DEVNULL, bufsize=1)
        self.events = []  # (time, words)
        self.state = {}   # of each device, the newest
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._process.stdout:
            words = line.split()
            with self._news:
                if words[0] == "device":
                    self.state[words[1]] = words[2]
                self.events.append((time.monotonic(), words))
                self._news.notify_all()

    def say(self, line):
        self._process.stdin.write(line + "\n")

    def mark(self):
        with self._news:
            return len(self.events)

    def since(self, mark):
        with self._news:
            return [words for _, words in self.events[mark:]]

    def wait(self, seconds, fits):
        """True as soon as fits() is, which looks at self; asked again at each event."""
        with self._news:
            return self._news.wait_for(fits, seconds)

    def close(self):
        self._process.stdin.close()
        self._process.wait(5)


class Cabinet:
    def __init__(self, build, log):
        self.build, self.log = build, log
        self.folder = tempfile.mkdtemp(prefix="faults-")
        self.sim = self.devices = self.visitor = None
        self.steps = 0
        self.sanitized = bool(sanitizers_of(self.binary("kiosk-devices")))

    def binary(self, name):
        return os.path.join(self.build, "bin", name)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def open(self):
        with open(self.path("clock"), "wb") as f:
            f.write(struct.pack("=q", 0))
        with open(self.path("kiosk.ini"), "w", encoding="utf-8") as f:
            f.write(SETTINGS.format(line=self.path("receipts", "reader-line")))
        env = environment({"HOME": self.folder, "BUDAYANG_RUN": self.folder, "BUDAYANG_ETC": self.folder,
                           "BUDAYANG_STATE": self.folder, "BUDAYANG_CLOCK": self.path("clock"),
                           "BUDAYANG_ASSETS": os.path.join(ROOT, "assets"), "BUDAYANG_LOG": "debug"})
        sim = Program("kiosk-sim", [self.binary("kiosk-sim"), "--control", self.path("control"), "--receipts",
                                    self.path("receipts"), "--ready", self.path("ready")],
                      env, self.path("sim.log"), False, {"LD_PRELOAD": preload_for(self.binary("kiosk-sim"), UMOCKDEV)})
        self.programs = [sim]
        sim.start()
        testbed = wait_for_text(self.path("ready"), 30, lambda: sim.alive)
        self.sim = Control(self.path("control"), "the simulator")
        extra = {"LD_PRELOAD": preload_for(self.binary("kiosk-devices"), UMOCKDEV),
                 "UMOCKDEV_DIR": testbed.split("=", 1)[-1]}
        self.devices = Program("kiosk-devices", [self.binary("kiosk-devices")], env, self.path("devices.log"), False, extra)
        self.programs.append(self.devices)
        self.devices.start()
        self.visitor = Visitor(os.path.join(self.build, "faults", "visitor"), env)

    def close(self):
        """Ends all; what was not as it should be."""
        if self.visitor:
            self.visitor.close()
        for program in self.programs[::-1]:
            program.close()
        os.makedirs(os.path.dirname(self.log), exist_ok=True)
        shutil.copy(self.path("devices.log"), self.log)
        problems = [p for program in self.programs for p in program.problems]
        shutil.rmtree(self.folder, ignore_errors=True)
        return problems

    def step(self, ms):
        """The clock of both programs jumps forward."""
        self.steps += ms
        with open(self.path("clock"), "r+b") as f:
            os.pwrite(f.fileno(), struct.pack("=q", self.steps), 0)

    def wait_state(self, device, states, seconds, pump=0):
        """Until the device is in one of the states. `pump`: meanwhile the clock jumps so many ms, a few times,
        over the pause that a fresh device is given."""
        end = time.monotonic() + seconds
        fits = lambda: self.visitor.state.get(device, "absent") in states  # noqa: E731
        for _ in range(4 if pump else 0):
            if self.visitor.wait(0.15, fits):
                return True
            self.step(pump)
        return self.visitor.wait(max(end - time.monotonic(), 0.01), fits)

    def need_state(self, device, states, seconds, pump=0):
        if not self.wait_state(device, states, seconds, pump):
            raise Trouble(f"{device} is {self.visitor.state.get(device, 'absent')}, not {'/'.join(states)}, after {seconds:.0f} s")

    # --- what kiosk-devices holds ---

    @property
    def pid(self):
        """Program starts it through env and setpriv, which become it."""
        return self.devices.pid

    def holds(self):
        """(threads, descriptors). A thread that sleeps watches the stepped clock by an inotify of its own, so those
        come and go, and there may be one for each thread. Sockets are not counted: umockdev's preload keeps one for
        each open of a device that has just gone, and those of the bridge are its callers'."""
        threads = len(os.listdir(f"/proc/{self.pid}/task"))
        watches, others = 0, 0
        for fd in os.listdir(f"/proc/{self.pid}/fd"):
            try:
                target = os.readlink(f"/proc/{self.pid}/fd/{fd}")
            except FileNotFoundError:
                continue
            watches += "inotify" in target
            others += "inotify" not in target and not target.startswith("socket:")
        return threads, others + max(watches - threads, 0)

    def transport_broke(self):
        """umockdev's preload ended kiosk-devices: the simulator took a device away within an ioctl."""
        return "libumockdev-preload: Error communicating" in self.devices.log_text()

    def resident_kb(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))

    def traces(self, needles):
        """Where one of the words is still in its memory: {(mapping, word): the bytes about it}."""
        found = {}
        if self.sanitized:  # its shadow and what it keeps of freed memory is large; the plain build is searched
            return found
        for name, piece in mappings(self.pid, "rw"):
            for needle in needles:
                at = piece.find(needle)
                if at >= 0:
                    found[name, needle] = piece[max(at - AROUND, 0):at + AROUND]
        return found
