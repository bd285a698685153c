# SPDX-License-Identifier: Apache-2.0
"""The stand-in province with invented keys, and the way into it as a kiosk: signed, over mutual TLS."""
import base64
import http.client
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.parse

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
os.environ.setdefault("BUDAYANG_ASSETS", os.path.join(ROOT, "assets"))
sys.path.insert(0, os.path.join(ROOT, "tests", "stage"))
from waiting import wait_for_text  # noqa: E402

KIOSK = "K017"
ITEM = os.path.join(ROOT, "tests", "data", "items", "senior-card.json")  # the example of ItemSm3 is its SM3
BASE = "/kiosk/v1"
PATIENCE_S = 60
TYPES = {"POST": "application/json", "PUT": "application/octet-stream"}


def make_keys(folder):
    """Invented keys of a kiosk and its province."""
    subprocess.run([os.path.join(ROOT, "packaging", "provision", "make-demo-keys"), folder, KIOSK], check=True)


class Province:
    """province-standin as a process; `with Province(build) as p`."""

    def __init__(self, build):
        self.build = build

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="contract-")
        keys = self.path("keys")
        make_keys(keys)
        ready = self.path("ready")
        self.process = subprocess.Popen(
            [os.path.join(self.build, "bin", "province-standin"), "--port", "0", "--keys", os.path.join(keys, "province"),
             "--db", self.path("cases.db"), "--control", self.path("control"), "--ready", ready])
        self.url = wait_for_text(ready, PATIENCE_S, lambda: self.process.poll() is None)
        return self

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def ask(self, line):
        """One command to its control socket."""
        with socket.socket(socket.AF_UNIX) as s:
            s.connect(self.path("control"))
            s.sendall(line.encode() + b"\n")
            answer = s.makefile(encoding="utf-8").readline().rstrip("\n")
        if not answer.startswith("ok"):
            raise SystemExit(f"{line}: {answer}")
        return answer[3:]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self.folder.cleanup()


class Sealer:
    """The house's own seal and signature, as a process; one question at a time."""

    def __init__(self, province):
        self.process = subprocess.Popen(
            [os.path.join(province.build, "bin", "contract-sealer"), province.path("keys/kiosk"), KIOSK],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.lock = threading.Lock()

    def ask(self, **question):
        with self.lock:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        answer["body"] = base64.b64decode(answer["body"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)


def canonical(doc):
    """§3 step 1."""
    text = json.dumps(doc, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return re.sub(r"(?<!\\)((?:\\\\)*)\\u00([01])([0-9a-f])", lambda m: f"{m[1]}\\u00{m[2]}{m[3].upper()}", text)


def has_no_form(value):
    """What §3 gives no canonical form: a fraction, a number too long, U+0000."""
    if isinstance(value, dict):
        return any(has_no_form(k) or has_no_form(v) for k, v in value.items())
    if isinstance(value, list):
        return any(map(has_no_form, value))
    if isinstance(value, str):
        return "\0" in value
    return isinstance(value, float) or (isinstance(value, int) and abs(value) >= 10**15)


class Kiosk:
    """Signed requests to a province."""

    def __init__(self, province):
        self.sealer = Sealer(province)
        self.address = urllib.parse.urlsplit(province.url)
        keys = province.path("keys/kiosk")
        self.tls = ssl.create_default_context(cafile=os.path.join(keys, "ca.pem"))
        self.tls.minimum_version = ssl.TLSVersion.TLSv1_3
        self.tls.load_cert_chain(os.path.join(keys, "kiosk-tls.pem"), os.path.join(keys, "kiosk-tls.key"))
        self.lines = threading.local()

    def line(self):
        if not hasattr(self.lines, "http"):
            self.lines.http = http.client.HTTPSConnection(self.address.hostname, self.address.port, timeout=PATIENCE_S,
                                                          context=self.tls)
        return self.lines.http

    def sign(self, method, path, key="", **what):
        """Headers and body; what: doc= (text to seal) or body= (bytes)."""
        if "body" in what:
            what["body"] = base64.b64encode(what["body"]).decode()
        made = self.sealer.ask(method=method, path=BASE + path, key=key, **what)
        headers = made["headers"]
        if method in TYPES:
            headers["Content-Type"] = TYPES[method]
        return headers, made["body"]

    def send(self, method, path, headers, body):
        """(status, headers, body) of the answer; a kept line that was closed meanwhile is opened again."""
        http_line = self.line()
        for last in (False, True):
            try:
                http_line.request(method, BASE + path, body=body or None, headers=headers)
                answer = http_line.getresponse()
                return answer.status, answer.getheaders(), answer.read()
            except (http.client.RemoteDisconnected, http.client.CannotSendRequest, BrokenPipeError, ConnectionResetError):
                http_line.close()
                if last:
                    raise

    def close(self):
        self.sealer.close()
