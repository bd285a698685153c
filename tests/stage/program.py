# SPDX-License-Identifier: Apache-2.0
"""One program, kept alive as systemd would: started again 100 ms after it ended, unless held down."""
import os
import re
import signal
import subprocess
import threading

RESTART_S, STOP_S = 0.1, 8


class Program:
    def __init__(self, name, argv, env, log, restarts=True, extra=None):
        self.name, self.argv, self.env, self.log, self.restarts = name, argv, env, log, restarts
        self.extra = extra or {}
        self.judged = True      # how it ends says something about the product
        self.may_close = False  # a window that a person may close
        self.problems = []  # ends that nobody ordered, ends that were not clean
        self._lock = threading.Condition()
        self._process = None
        self._wanted = self._expected = self._closing = self._closed = False
        self.starts = 0
        self._thread = threading.Thread(target=self._run, daemon=True, name=name)
        self._thread.start()

    def start(self):
        with self._lock:
            self._wanted = True
            self._lock.notify_all()
            if not self._lock.wait_for(lambda: self._process or not self._wanted, 10):
                raise RuntimeError(f"{self.name} did not start")

    def hold(self):
        """From now on an end is expected and nothing is started again."""
        with self._lock:
            self._wanted, self._expected = False, True

    def signal(self, number):
        with self._lock:
            self._expected = True
            if self._process:
                self._process.send_signal(number)

    def wait_ended(self, seconds):
        with self._lock:
            return self._lock.wait_for(lambda: self._process is None, seconds)

    def wait_starts(self, count, seconds):
        """Until it was started `count` times."""
        with self._lock:
            return self._lock.wait_for(lambda: self.starts >= count, seconds)

    def kill(self):
        """Ended without a warning; comes back by itself unless held."""
        self.signal(signal.SIGKILL)

    def stop(self):
        self.hold()
        self.signal(signal.SIGTERM)
        if not self.wait_ended(STOP_S):
            self.problems.append(f"{self.name} did not end {STOP_S} s after SIGTERM")
            self.kill()
            self.wait_ended(5)

    def close(self):
        self.stop()
        with self._lock:
            self._closing = True
            self._lock.notify_all()
        self._thread.join(5)

    @property
    def alive(self):
        return self._process is not None

    @property
    def closed_itself(self):
        """It ended with status 0 though nobody asked: somebody closed its window."""
        return self._closed

    @property
    def pid(self):
        with self._lock:
            return self._process.pid if self._process else None

    def log_text(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    # The thread that starts the program also waits for it: the kernel ends the child when it goes.
    def _run(self):
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._wanted or self._closing)
                if self._closing:
                    return
                self._expected = False
                self._process = self._spawn()
                self.starts += 1
                self._lock.notify_all()
            code = self._process.wait()
            with self._lock:
                self._process = None
                self._judge(code)
                if not self.restarts:
                    self._wanted = False
                self._lock.notify_all()
                if self._wanted:
                    self._lock.wait_for(lambda: not self._wanted or self._closing, RESTART_S)

    def _spawn(self):
        words = ["setpriv", "--pdeathsig", "KILL", "--", "env"]
        words += [f"{k}={v}" for k, v in self.extra.items()] + self.argv
        with open(self.log, "ab") as log:
            return subprocess.Popen(words, env=self.env, stdin=subprocess.DEVNULL, stdout=log,
                                    stderr=log, process_group=0, cwd="/")

    def _judge(self, code):
        if not self.judged:
            return
        if not self._expected and code == 0 and self.may_close:
            self._closed, self._wanted = True, False
        elif not self._expected:
            how = signal.Signals(-code).name if code < 0 else f"status {code}"
            self.problems.append(f"{self.name} ended by itself ({how})")
        elif code not in (0, -signal.SIGKILL):
            self.problems.append(f"{self.name} ended with status {code} when it was stopped")
        report = re.search(r"(ERROR: \w*Sanitizer|WARNING: ThreadSanitizer|runtime error:).*", self.log_text())
        if report:
            self.problems.append(f"{self.name}: {report.group()}")


def sanitizers_of(program):
    """The runtimes of gcc's sanitizers that a program was built with."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
    return re.findall(r"=> (\S*/lib[at]san\.so\S*)", linked)


def preload_for(program, library):
    """LD_PRELOAD with `library`; a sanitizer's runtime must come first."""
    return ":".join(sanitizers_of(program) + [library])


def environment(more):
    """Only what a program needs, not what happens to be set."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "TZ") or k.endswith("SAN_OPTIONS")}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | more
