# SPDX-License-Identifier: Apache-2.0
"""The text control sockets: one command a line, one reply line, "ok …" or "error why"."""
import socket
import time

from stage.waiting import Trouble


class Control:
    def __init__(self, path, who):
        self.path, self.who = path, who

    def ask(self, command, seconds=10):
        """The words after "ok". A connection of its own each time: any thread may ask."""
        if "\n" in command:
            raise Trouble("a command is one line")
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(seconds + 2)
            self._connect(s, time.monotonic() + 5)
            s.sendall(command.encode() + b"\n")
            reply = b""
            while not reply.endswith(b"\n"):
                try:
                    part = s.recv(65536)
                except TimeoutError:
                    raise Trouble(f"{self.who} gave no answer to “{command}”") from None
                if not part:
                    break
                reply += part
        word, _, rest = reply.decode("utf-8", "replace").strip().partition(" ")
        if word != "ok":
            raise Trouble(f"{self.who} refused “{command}”: {rest or word or 'it hung up'}")
        return rest

    def _connect(self, s, end):
        while True:
            try:
                s.connect(self.path)
                return
            except OSError as e:
                if time.monotonic() > end:
                    raise Trouble(f"{self.who} does not listen: {e.strerror}") from None
                time.sleep(0.02)
