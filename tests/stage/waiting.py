# SPDX-License-Identifier: Apache-2.0
"""Waiting for what other programs do, by events."""
import ctypes
import os
import select
import time

LIBC = ctypes.CDLL(None, use_errno=True)
IN_CLOSE_WRITE, IN_MOVED_TO, IN_CREATE = 0x8, 0x80, 0x100


class Trouble(Exception):
    """What went otherwise than it should, in a sentence for people."""


def wait_for_text(path, seconds, alive=lambda: True):
    """The first whole line of the file `path`, as soon as there is one."""
    folder = os.path.dirname(path)
    watch = LIBC.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
    LIBC.inotify_add_watch(watch, folder.encode(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
    end = time.monotonic() + seconds
    try:
        while True:
            if os.path.exists(path):
                with open(path, encoding="utf-8") as f:
                    line = f.readline()
                if line.endswith("\n"):
                    return line.strip()
            left = end - time.monotonic()
            if left <= 0 or not alive():
                raise Trouble(f"{os.path.basename(path)} was not ready after {seconds} s")
            if watch < 0:  # the machine has no more of them to give
                time.sleep(min(left, 0.05))
            elif select.select([watch], [], [], min(left, 0.5))[0]:
                os.read(watch, 4096)
    finally:
        if watch >= 0:
            os.close(watch)
