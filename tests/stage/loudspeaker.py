# SPDX-License-Identifier: Apache-2.0
"""What a loudspeaker would be given: SDL's "disk" driver writes every sample into a pipe that is read here."""
import os
import select
import threading


class Loudspeaker:
    """A pipe at `path`; silence is kept too, as it came."""

    def __init__(self, path):
        self.environment = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": path, "SDL_DISKAUDIODELAY": "1"}
        os.mkfifo(path, 0o600)
        self._pipe = os.open(path, os.O_RDWR | os.O_CLOEXEC)  # for writing too: players come and go, it never ends
        self._end, self._ending = os.pipe()
        self._heard = bytearray()
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._listen, daemon=True, name="loudspeaker")
        self._thread.start()

    def close(self):
        os.close(self._ending)
        self._thread.join(5)
        os.close(self._pipe)
        os.close(self._end)

    def _listen(self):
        while self._end not in (ready := select.select([self._pipe, self._end], [], [])[0]):
            data = os.read(ready[0], 65536)
            with self._more:
                self._heard += data
                self._more.notify_all()

    def wait(self, understood, seconds):
        """The first true value of understood(all bytes since the last forget), or None when the time is over."""
        with self._more:
            return self._more.wait_for(lambda: understood(bytes(self._heard)), seconds) or None

    def forget(self, count):
        with self._more:
            del self._heard[:count]
