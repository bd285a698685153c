# SPDX-License-Identifier: Apache-2.0
"""The three ways to show the same page: our kiosk, the bare SDL program, Chromium."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

from stage.stage import HEIGHT, ROOT, WIDTH

# Below the header, so that the minute may change between rounds. Chromium's window lacks one pixel.
BODY = (0, 144, WIDTH - 2, HEIGHT - 146)
PAGE = "file://" + os.path.join(ROOT, "tests/bench/page/home.html")


class Shown:
    """One program that shows the page: started, timed, ended with all its children."""

    def __init__(self, name, argv, env, settle_s, press):
        self.name, self.argv, self.env, self.settle_s, self.press = name, argv, env, settle_s, press
        self.process = self.profile = None

    def start(self, display):
        """Returns the time of the exec."""
        env = dict(self.env, DISPLAY=display)
        argv = list(self.argv)
        if self.name == "chromium":
            self.profile = tempfile.mkdtemp(prefix="budayang-bench-")
            env["HOME"] = self.profile
            argv.insert(1, f"--user-data-dir={self.profile}")
        began = time.monotonic_ns()
        self.process = subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, process_group=0, cwd="/")
        return began

    def stop(self):
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
        self.process.wait()
        self.process = None
        if self.profile:
            shutil.rmtree(self.profile, ignore_errors=True)

    def pids(self):
        return family(self.process.pid)


def family(pid):
    """The process and everything beneath it."""
    found, new = [], [pid]
    while new:
        pid = new.pop()
        found.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as f:
                    new += [int(n) for n in f.read().split()]
        except OSError:
            pass
    return found


def chromium():
    """None where it is not installed."""
    program = shutil.which("chromium")
    if not program:
        return None
    options = ["--kiosk", "--no-first-run", "--no-default-browser-check", "--disable-features=Translate",
               "--no-proxy-server", "--password-store=basic", "--window-position=0,0",
               f"--window-size={WIDTH},{HEIGHT}", "--force-device-scale-factor=1"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "TZ")}
    return Shown("chromium", [program] + options + [PAGE], env, 3, CHROMIUM_PRESS)


BARE_PRESS = (440, 1140, 200, 80)
CHROMIUM_PRESS = (700, 870, 200, 60)


def bare(build, picture):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "TZ")} | {"SDL_VIDEODRIVER": "x11", "HOME": "/nonexistent"}
    return Shown("bare SDL", [os.path.join(build, "bench", "bare"), picture], env, 0.5, BARE_PRESS)


def kiosk(stage, press):
    return Shown("kiosk", [stage.binary("kiosk")], stage.environment, 1, press)
