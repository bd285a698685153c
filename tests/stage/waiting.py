# SPDX-License-Identifier: Apache-2.0
"""Waiting for what other programs do, by events."""
import ctypes
import os
import select
import time

LIBC = ctypes.CDLL(None, use_errno=True)
IN_MODIFY, IN_CLOSE_WRITE, IN_MOVED_TO, IN_CREATE = 0x2, 0x8, 0x80, 0x100


class Trouble(Exception):
    """What went otherwise than it should, in a sentence for people."""


class Watch:
    """Wakes when something of `kinds` happens at `path`."""

    def __init__(self, path, kinds):
        self._fd = LIBC.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        LIBC.inotify_add_watch(self._fd, path.encode(), kinds)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._fd >= 0:
            os.close(self._fd)

    def wait(self, seconds):
        if self._fd < 0:  # the machine has no more of them to give
            time.sleep(min(seconds, 0.05))
        elif select.select([self._fd], [], [], seconds)[0]:
            os.read(self._fd, 4096)


def wait_for_text(path, seconds, alive=lambda: True):
    """The first whole line of the file `path`, as soon as there is one."""
    end = time.monotonic() + seconds
    with Watch(os.path.dirname(path), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE) as watch:
        while True:
            if os.path.exists(path):
                with open(path, encoding="utf-8") as f:
                    line = f.readline()
                if line.endswith("\n"):
                    return line.strip()
            left = end - time.monotonic()
            if left <= 0 or not alive():
                raise Trouble(f"{os.path.basename(path)} was not ready after {seconds} s")
            watch.wait(min(left, 0.5))


def wait_while_written(path, true, seconds):
    """Until true() is, asked whenever the file `path` grew; False when it never was."""
    end = time.monotonic() + seconds
    with Watch(path, IN_MODIFY) as watch:
        while not true():
            left = end - time.monotonic()
            if left <= 0:
                return False
            watch.wait(left)
    return True
