# SPDX-License-Identifier: Apache-2.0
"""Visits against the clock, on two stages in turns: one as it is, one whose outbox has a slow disk."""
import os
import random
import subprocess
import threading
import time

from bench.figures import of_hundred
from bench.topics import PRESS
from bench.watch import Watch
from stage.stage import Stage
from stage.waiting import Trouble
from story.watcher import Watcher

FILLED = "4. card presented to form filled"
NUMBER = "5. submit tapped to durable number shown"
PAPER = "6. submit tapped to receipt started"
TOPICS = (FILLED, NUMBER, PAPER)
PRESSES = 8
SEE_S, PAUSE_S, POLL_S, READ_MS, SYNC_MS, CARD = 20, 0.5, 0.3, 250, 20, "li-xiuying"


class SlowDisk(Stage):
    """kiosk-platform counts its fsyncs and waits for each, 0 ms or more."""

    def __init__(self, build, out, sync_ms):
        super().__init__(build, out)
        self.sync_ms = sync_ms

    def add(self, name, argv, restarts=True, extra=None):
        if name == "kiosk-platform":
            extra = dict(extra or {}, LD_PRELOAD=os.path.join(self.build, "bench", "slow_sync.so"),
                         BENCH_SYNC_MS=str(self.sync_ms), BENCH_SYNC_LOG=self.path("syncs"))
        return super().add(name, argv, restarts, extra)

    def syncs(self):
        try:
            return os.path.getsize(self.path("syncs"))
        except FileNotFoundError:
            return 0


class Finger:
    """Finds words with the eye the first time; from then on their pixels, with the stop-watch."""

    def __init__(self, stage):
        self.stage = stage
        self.watch = Watch(os.path.join(stage.build, "bench", "watch"), stage.display)
        self.eye = Watcher(stage.binary("eye"), stage.display)
        self.known = {}

    def close(self):
        self.watch.close()
        self.eye.close()

    def sees(self, words, page=""):
        """When they were there, in ns."""
        key = (page, words)
        if key in self.known:
            try:
                return self.watch.until(self.known[key][0], SEE_S)
            except Trouble:
                self._give_up(words)
        places = self.eye.wait(words, SEE_S)
        if not places:
            self._give_up(words)
        seen = time.monotonic_ns()
        self.eye.rest()
        places = self.eye.find(words) or places
        place = max(places, key=lambda p: (p.bold, p.size, p.y))
        self.known[key] = (f"w{len(self.known)}", place)
        self.watch.learn(self.known[key][0], (place.x, place.y, place.w, place.h))
        return seen

    def _give_up(self, words):
        picture = os.path.join(self.stage.out, "failed.png")
        self.eye.shot(picture)
        raise Trouble(f"“{words}” was not seen: {picture}")

    def taps(self, words, page=""):
        self.sees(words, page)
        self.eye.rest(80, 800)  # a press right after another one is taken for a bounce
        place = self.known[page, words][1]
        self.stage.pass_time(PAUSE_S)
        return self.watch.tap(place.x + place.w // 2, place.y + place.h // 2)


class Visitor:
    def __init__(self, build, sync_ms):
        self.stage = SlowDisk(build, os.path.join(build, "bench", f"stage-{sync_ms}"), sync_ms)
        self.stage.open()
        self.finger = Finger(self.stage)
        self.count, self.pressed = 0, []
        # The simulator tells time by CLOCK_BOOTTIME and the stepped clock.
        self.boot_ahead_ms = (time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.monotonic_ns()) / 1e6

    def close(self):
        self.finger.close()
        return self.stage.close()

    def _stepped_ms(self):
        with open(self.stage.path("clock"), "rb") as f:
            return int.from_bytes(f.read(8), "little", signed=True)

    def _fill(self):
        """Milliseconds from the card to the first question."""
        f, card = self.finger, f"tests/data/cards/{CARD}.card"
        f.sees("您好，今天办什么事？")
        for words in ("异地就医备案", "开始办理", "同意，继续"):
            f.taps(words)
        f.sees("请把身份证放在发光处")
        self.stage.wait_device("idcard0", "busy", SEE_S)
        # The reader is asked in turns, so a card may come at any moment between two; and not sooner than
        # a hand could, for what lies there at the first look is not this citizen's.
        time.sleep(0.5 + random.random() * POLL_S)
        began = time.monotonic_ns()
        self.stage.sim.ask("card present " + os.path.join(os.path.dirname(os.path.realpath(__file__)), "../..", card))
        filled = (f.sees("您要去哪里看病？") - began) / 1e6
        self._press_options()
        for words, page in (("北京市", 1), ("下一步", 1), ("随子女或家人居住", 2), ("下一步", 2)):
            f.taps(words, page)
        f.sees("请核对，没问题就提交")
        return filled

    def _press_options(self):
        self.finger.sees("陕西省")
        self.finger.eye.rest(80, 800)
        self.stage.pass_time(PAUSE_S)
        place = self.finger.known["", "陕西省"][1]
        self.pressed = []
        for _ in range(PRESSES):
            self.pressed.append(self.finger.watch.press((place.x, place.y, place.w, place.h)))
            self.stage.pass_time(PAUSE_S)

    def go(self, online):
        """One visit: (filled, number, paper) in ms, and the fsyncs before the number."""
        filled = self._fill()
        f, self.count = self.finger, self.count + 1
        f.sees("确认提交")
        if not online:
            self.stage.set_network(False)
        syncs = self.stage.syncs()
        tapped = f.taps("确认提交")
        number = (f.sees("办件编号" if online else "本机受理号") - tapped) / 1e6
        syncs = self.stage.syncs() - syncs
        paper = self._paper_ms(tapped)
        self._leave(online)
        return filled, number, paper, syncs

    def _paper_ms(self, tapped):
        self.stage.sim.ask(f"wait receipts {self.count} 20000", 20)
        state = self.stage.sim.ask("state")
        moved = int(state.split('"moved_at_ms":')[1].split(",")[0].rstrip("}"))
        return moved - self._stepped_ms() - self.boot_ahead_ms - tapped / 1e6

    def _wait_for_empty_reader(self):
        """A card that comes before the last one was missed counts as the last one."""
        argv = ["setpriv", "--pdeathsig", "KILL", "--", os.path.join(self.stage.build, "libexec", "kioskctl-devices"), "watch"]
        with subprocess.Popen(argv, env=self.stage.environment, stdout=subprocess.PIPE, text=True) as told:
            timer = threading.Timer(SEE_S, told.kill)
            timer.start()
            gone = any(line.startswith("idcard0") and "card-present" not in line for line in told.stdout)
            timer.cancel()
            told.kill()
        if not gone:
            raise Trouble("the reader did not miss its card")

    def _leave(self, online):
        self.stage.sim.ask("card lift")
        self.stage.sim.ask("paper take")
        self._wait_for_empty_reader()
        if not online:
            self.stage.set_network(True)
            self.stage.pass_time(20)
            self.stage.province.ask(f"wait cases {self.count} 20000", 20)
        self.finger.taps("退出", online)
        self.finger.sees("您好，今天办什么事？")


def measure(build, figures, rounds):
    visitors = []
    try:
        for sync_ms in (0, SYNC_MS):
            visitors.append((sync_ms, Visitor(build, sync_ms)))
        for _, visitor in visitors:  # the first time the eye looks, and that is slow
            visitor.go(True)
            visitor.go(False)
        for _ in range(rounds):
            pressed = []
            for sync_ms, visitor in visitors:
                for online in (True, False):
                    keep(figures, sync_ms, online, visitor.go(online))
                    if sync_ms == 0:
                        pressed += visitor.pressed
            figures.add(PRESS, "kiosk, an option in a visit: p50", of_hundred(pressed, 50))
            figures.add(PRESS, "kiosk, an option in a visit: p95", of_hundred(pressed, 95))
    finally:
        problems = [p for _, visitor in visitors for p in visitor.close()]
    if problems:
        raise Trouble("; ".join(problems))


def keep(figures, sync_ms, online, took):
    filled, number, paper, syncs = took
    if sync_ms == 0 and online:
        figures.add(FILLED, "card to first question", filled)
        figures.add(FILLED, f"without the reader's own {READ_MS} ms", filled - READ_MS)
    where = ("the province answers" if online else "the network is cut") + (f", fsync +{sync_ms} ms" if sync_ms else "")
    other = where.split(",")[0]
    figures.add(NUMBER, where, number, against=other if sync_ms else None)
    figures.add(NUMBER, f"{where}: beyond fsyncs", number - syncs * sync_ms)
    figures.add(NUMBER, f"{where}: fsyncs", syncs, "")
    figures.add(PAPER, where, paper, against=other if sync_ms else None)
