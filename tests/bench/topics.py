# SPDX-License-Identifier: Apache-2.0
"""Start, memory, idleness and touch of the three programs; commits; redraws."""
import os
import subprocess
import time

from bench import shown
from bench.figures import of_hundred
from stage.stage import PRODUCT, ROOT
from stage.waiting import Trouble, wait_for_text

START = "1. start to the first complete home frame"
IDLE = "2. memory and idleness, 20 s with one minute's tick"
PRESS = "3. press to pixel"
COMMITS = "7. durable rows of 2 kB, one commit each"
REDRAW = "8. layout and redraw in memory"
SEE_S, IDLE_S, PRESSES, ROWS, TARGET = 30, 20, 26, 400, "异地就医备案"


class World:
    """A stage whose kiosk stands still, a stop-watch, and the programs to compare."""

    def __init__(self, stage, watch, eye, with_chromium):
        self.stage, self.watch, self.eye = stage, watch, eye
        places = eye.wait(TARGET, SEE_S)
        if not places:
            raise Trouble("there is no home page")
        eye.rest()
        place = max(places, key=lambda p: (p.bold, p.size))
        self.picture = stage.path("home.bmp")
        watch.bitmap(self.picture)
        stage.programs["kiosk"].stop()
        self.programs = [shown.kiosk(stage, (place.x, place.y, place.w, place.h)), shown.bare(stage.build, self.picture)]
        browser = shown.chromium() if with_chromium else None
        self.programs += [browser] if browser else []
        watch.wash()
        for _ in range(2):
            for program in self.programs:
                self.settle(program)
                watch.learn(name(program), shown.BODY)
                program.stop()
                watch.wash()

    def settle(self, program):
        program.start(self.stage.display)
        self.watch.painted(SEE_S)
        time.sleep(program.settle_s)  # what a page that is not ours is doing cannot be known
        self.eye.rest(300, 5000)


def name(program):
    return program.name.replace(" ", "-")


def turned(programs, round_number):
    """Another one begins in each round."""
    at = round_number % len(programs)
    return programs[at:] + programs[:at]


def measure_start(world, figures, rounds):
    for n in range(rounds):
        took = {}
        for program in turned(world.programs, n):
            world.watch.wash()
            began = program.start(world.stage.display)
            first = world.watch.painted(SEE_S)
            whole = world.watch.until(name(program), SEE_S)
            busy = cpu_ns(program.pids())
            program.stop()
            took[program.name] = [(first - began) / 1e6, (whole - began) / 1e6, busy / 1e6]
        for program in world.programs:
            for what, value in zip(("first pixel", "complete frame", "CPU until then"), took[program.name]):
                against = None if program.name == "bare SDL" else f"bare SDL: {what}"
                figures.add(START, f"{program.name}: {what}", value, against=against)


# --- memory and idleness ---

def cpu_ns(pids):
    total = 0
    for pid in pids:
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as f:
                    total += int(f.read().split()[0])
        except OSError:
            pass
    return total


def memory_mb(pids):
    """PSS, and what is theirs alone."""
    total = {"Pss": 0, "Private_Clean": 0, "Private_Dirty": 0}
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
                for word, _, rest in (line.partition(":") for line in f):
                    if word in total:
                        total[word] += int(rest.split()[0]) / 1024
        except OSError:
            pass
    return total["Pss"], total["Private_Clean"] + total["Private_Dirty"]


def wait_for_second(second):
    now = time.time() % 60
    time.sleep((second - now) % 60)


def open_screens(world, count):
    """Each program on a screen of its own, so that all stand still in the same 20 seconds."""
    displays = []
    for i in range(count):
        told = world.stage.path("run", f"display{i}")
        argv = ["sh", "-c", 'exec 3>"$0" "$@"', told, "Xvfb", "-displayfd", "3", "-screen", "0", "1080x1920x24",
                "-nolisten", "tcp", "-noreset", "-s", "0", "-dpms"]
        screen = world.stage.add(f"Xvfb-{i}", argv, restarts=False)
        displays.append(":" + wait_for_text(told, 10, lambda: screen.alive))
    return displays


def measure_idle(world, figures, rounds):
    displays = open_screens(world, len(world.programs) - 1)
    places = [world.stage.display] + displays
    for program, display in zip(world.programs, places):
        program.start(display)
    time.sleep(8)  # whatever they do after the start is not idleness
    families = {p.name: p.pids() for p in world.programs}
    families |= {n: shown.family(world.stage.programs[n].pid) for n in PRODUCT if n != "kiosk"}
    for _ in range(rounds):
        wait_for_second(50)
        before = {who: cpu_ns(pids) for who, pids in families.items()}
        time.sleep(IDLE_S)
        for who, pids in families.items():
            busy = (cpu_ns(pids) - before[who]) / IDLE_S / 1e7
            figures.add(IDLE, f"{who}: CPU", busy, "% of a core", "kiosk: CPU" if who in ("chromium", "bare SDL") else None)
            pss, own = memory_mb(pids)
            figures.add(IDLE, f"{who}: PSS", pss, "MB", "kiosk: PSS" if who in ("chromium", "bare SDL") else None)
            figures.add(IDLE, f"{who}: not shared", own, "MB")
    for program in world.programs:
        program.stop()


# --- touch ---

def measure_press(world, figures, rounds):
    for n in range(rounds):
        took = {}
        for program in turned(world.programs, n):
            world.watch.wash()
            world.settle(program)
            world.watch.press(program.press)  # the first one loads what the others find loaded
            took[program.name] = [world.watch.press(program.press) for _ in range(PRESSES)]
            program.stop()
        for program in world.programs:
            against = None if program.name == "bare SDL" else "bare SDL: p50"
            figures.add(PRESS, f"{program.name}: p50", of_hundred(took[program.name], 50), against=against)
            figures.add(PRESS, f"{program.name}: p95", of_hundred(took[program.name], 95))


# --- what needs no screen ---

def lines_of(argv, env=None):
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{os.path.basename(argv[0])} failed: {done.stdout[-200:]}{done.stderr.strip()}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def measure_commits(build, figures, rounds):
    for who, rate, p50, p99 in lines_of([os.path.join(build, "bench", "commits"), os.path.join(build, "bench"), str(ROWS), str(rounds)]):
        against = "sqlite: {}" if who == "outbox" else None
        figures.add(COMMITS, f"{who}: commits", float(rate), "per s", against and against.format("commits"))
        figures.add(COMMITS, f"{who}: p50", float(p50), "ms", against and against.format("p50"))
        figures.add(COMMITS, f"{who}: p99", float(p99), "ms")


def measure_redraw(build, figures, rounds):
    env = dict(os.environ, BUDAYANG_ASSETS=os.path.join(ROOT, "assets"))
    for page, what, value in lines_of([os.path.join(build, "bench", "redraw"), str(rounds)], env):
        if what == "identical":
            figures.add(REDRAW, f"{page}: frames identical (1: yes)", float(value), "")
        else:
            figures.add(REDRAW, f"{page}: {what}", float(value), "ms", f"{page}: full" if what in ("pressed", "clock") else None)


QUEUE = "16. one put and one take while so many wait, 4 kB each"
DRAIN = "17. a queue of {} sealed applications on its way to the stand-in"
SIZES, TURNS, DEPTH, PORTION = ("100", "1000", "10000", "100000"), "300", 20000, 400
DRAIN = DRAIN.format(DEPTH)


def measure_queue(build, figures, rounds):
    for _ in range(rounds):
        argv = [os.path.join(build, "bench", "queue"), os.path.join(build, "bench"), TURNS, *SIZES]
        for rows, put, take, put_ratio, take_ratio in lines_of(argv):
            figures.add(QUEUE, f"{rows} rows: put", float(put))
            figures.add(QUEUE, f"{rows} rows: take", float(take))
            figures.add(QUEUE, f"{rows} rows: put, over that with {SIZES[0]} in the same turn", float(put_ratio), "")
            figures.add(QUEUE, f"{rows} rows: take, over that with {SIZES[0]} in the same turn", float(take_ratio), "")


def measure_drain(build, figures, rounds):
    for who, rate in lines_of([os.path.join(build, "bench", "drain"), str(DEPTH), str(PORTION), str(max(rounds, 5))]):
        figures.add(DRAIN, f"{who}: cases", float(rate), "per s", None if who == "bare" else "bare: cases")
