# SPDX-License-Identifier: Apache-2.0
"""The dock: one web page on loopback with the kiosk's screen and the cabinet around it."""
import json
import mimetypes
import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dock.cabinet import Cabinet
from stage.stage import free_port
from stage.waiting import Trouble
from story.watcher import Watcher

PAGE = os.path.join(os.path.dirname(os.path.realpath(__file__)), "page")
NOVNC = "/usr/share/novnc"
LOOK_S, REQUEST_MAX = 0.4, 4096


class Dock:
    def __init__(self, stage):
        self.stage, self.cabinet = stage, Cabinet(stage)
        self.over = threading.Event()
        self.server = None

    def open(self, port=0):
        self.cabinet.open()
        screen = free_port()
        self.web = free_port()
        self.stage.add("x0vncserver", ["X0tigervnc", "-display", self.stage.display, "-rfbport", str(screen),
                                       "-SecurityTypes", "None", "-localhost", "-AlwaysShared",
                                       "-Log", "*:stderr:0"] + self._window_only())
        self.stage.add("websockify", ["websockify", f"127.0.0.1:{self.web}", f"127.0.0.1:{screen}"])
        for name in ("x0vncserver", "websockify"):
            self.stage.programs[name].judged = False
        handler = type("Handler", (Handler,), {"dock": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _window_only(self):
        """On somebody's own display the page shows the kiosk's window and nothing beside it."""
        if not self.stage.kiosk_options:
            return []
        watcher = Watcher(self.stage.binary("eye"), self.stage.display)
        x, y, w, h = watcher.window_of(self.stage.programs["kiosk"].pid)
        watcher.close()
        return ["-Geometry", f"{w}x{h}+{x}+{y}"]

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/"

    def close(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    dock = None
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if not self._is_for_us():
            return
        path = self.path.split("?")[0]
        receipt = re.fullmatch(r"/receipt/(\d+)\.png", path)
        if path == "/events":
            self._stream()
        elif receipt:
            self._send_file(self._receipt(receipt.group(1)))
        elif path.startswith("/novnc/"):
            self._send_under(NOVNC, path[7:])
        else:
            self._send_under(PAGE, path.lstrip("/") or "index.html")

    def do_POST(self):
        """{"do": name, …}: one thing happens to the cabinet."""
        size = int(self.headers.get("Content-Length") or 0)
        if not self._is_for_us() or self.path != "/do" or size > REQUEST_MAX \
                or self.headers.get("Content-Type") != "application/json":
            return self._send(403, "text/plain", b"")
        try:
            self.dock.cabinet.do(json.loads(self.rfile.read(size)))
            answer = {"ok": True}
        except (Trouble, ValueError, KeyError, TypeError) as e:
            answer = {"ok": False, "why": str(e)}
        return self._send(200, "application/json", json.dumps(answer, ensure_ascii=False).encode())

    def _is_for_us(self):
        """A page of another site must not reach the cabinet by a name that leads here."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host in ("127.0.0.1", "localhost"):
            return True
        self._send(403, "text/plain", b"")
        return False

    def _receipt(self, number):
        try:
            return self.dock.stage.sim.ask(f"receipt {number} png")
        except Trouble:
            return None

    def _send_under(self, folder, name):
        path = os.path.realpath(os.path.join(folder, name))
        self._send_file(path if path.startswith(os.path.realpath(folder) + "/") else None)

    def _send_file(self, path):
        if not path or not os.path.isfile(path):
            return self._send(404, "text/plain", b"not here")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        with open(path, "rb") as f:
            return self._send(200, kind, f.read())

    def _send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self):
        """Server-sent events: the state of the cabinet whenever it changed."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        last, told = None, 0.0
        try:
            while not self.dock.over.wait(LOOK_S):
                state = json.dumps(self.dock.cabinet.state() | {"screen": self.dock.web}, ensure_ascii=False)
                if state != last or time.monotonic() - told > 15:
                    self.wfile.write(f"data: {state}\n\n".encode())
                    self.wfile.flush()
                    last, told = state, time.monotonic()
        except (OSError, Trouble):
            pass  # the page was closed, or the stage is closing
        self.close_connection = True
