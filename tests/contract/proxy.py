# SPDX-License-Identifier: Apache-2.0
"""The signing proxy: takes plain messages by HTTP on loopback, seals and signs them as a kiosk does and hands on
what the province answers."""
import collections
import http.server
import json
import threading

from gateway import BASE, canonical, has_no_form

UNSENT = b'{"code":42901,"message":"","detail":"proxy"}'
HANDED_ON = ("content-type", "retry-after", "allow")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def message(self):
        """The body as canonical JSON; what is none goes as it came."""
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "surrogateescape")
        try:
            doc = json.loads(raw)
        except ValueError:
            return raw
        if has_no_form(doc):
            raise ValueError("no kiosk could say this")
        return canonical(doc)

    def what(self):
        """A message to seal, a piece as it is, or nothing."""
        if self.command == "PUT":
            return {"body": self.rfile.read(int(self.headers.get("Content-Length") or 0))}
        text = self.message()
        return {"doc": text} if self.command == "POST" else {"body": b""}

    def exchange(self):
        kiosk, path = self.server.kiosk, self.path.split("?")[0].removeprefix(BASE)
        key = self.headers.get("Idempotency-Key", "")
        try:
            what = self.what()
            headers, body = kiosk.sign(self.command, path, key, **what)
        except (ValueError, UnicodeError):
            self.server.unsent += 1
            return 429, [("Content-Type", "application/json"), ("Retry-After", "1")], UNSENT
        return kiosk.send(self.command, path, headers, body)

    def do_POST(self):
        status, headers, body = self.exchange()
        self.server.counts[self.command, self.path.split("?")[0].removeprefix(BASE)][status] += 1
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() in HANDED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_QUERY = do_POST


class Proxy(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, kiosk):
        super().__init__(("127.0.0.1", 0), Handler)
        self.kiosk = kiosk
        self.unsent = 0
        self.counts = collections.defaultdict(collections.Counter)  # (method, path): {status: how often}
        self.url = f"http://127.0.0.1:{self.server_address[1]}{BASE}"
        threading.Thread(target=self.serve_forever, daemon=True).start()
