# SPDX-License-Identifier: Apache-2.0
"""Requests that no kiosk makes: envelopes and headers spoilt in every way the document forbids. Each answer is
an error that the document knows, of the code that it gives for this fault."""
import base64
import copy
import json
import os
import re
import sys

from openapi_schema_validator import OAS31Validator

import document
from gateway import KIOSK, Kiosk, Province, canonical

PATH = "/cases/query"
LIMIT = 98304
failed = []


def check(good, what):
    if not good:
        failed.append(what)
        print("wrong:", what, file=sys.stderr)


def codes_of(whole):
    """{code: status} of the table in §6."""
    rows = re.findall(r"^\| (\d{3}) \| (\d{5}) \|", whole["info"]["description"], re.M)
    return {int(code): int(status) for status, code in rows}


class Judge:
    def __init__(self, province):
        self.whole = document.read()
        self.kiosk = Kiosk(province)
        self.codes = codes_of(self.whole)
        self.error = OAS31Validator({"$ref": "#/components/schemas/ErrorReply", "components": self.whole["components"]})
        self.count = 0

    def sealed(self, doc=None, **more):
        doc = doc if doc is not None else document.example(self.whole, "QueryDoc")
        return self.kiosk.sign("POST", PATH, doc=doc if isinstance(doc, str) else canonical(doc), **more)

    def expect(self, code, name, headers, body):
        self.count += 1
        status, got, answer = self.kiosk.send("POST", PATH, headers, body)
        try:
            said = json.loads(answer)
        except ValueError:
            said = {}
        check(said.get("code") == code and status == self.codes[code], f"{name}: {status} {answer[:200]!r}, not {code}")
        check(dict((k.lower(), v) for k, v in got).get("content-type") == "application/json", f"{name}: its content type")
        for e in self.error.iter_errors(said):
            check(False, f"{name}: {e.message}")

    def expect_body(self, code, name, body):
        """A body that is signed as it is: only itself is at fault."""
        headers, body = self.kiosk.sign("POST", PATH, body=body)
        self.expect(code, name, headers, body)


def flip(text, at=5):
    """Another letter of the same alphabet: still base64, another value."""
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:]


def loose_bits(text):
    """The same bytes written a second way: non-zero bits behind the last."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bare = text.rstrip("=")
    return bare[:-1] + alphabet[alphabet.index(bare[-1]) | 1] + "=" * (len(text) - len(bare))


def spoilt_envelopes(envelope):
    """(name, body) of each."""
    for name in envelope:
        less = {k: v for k, v in envelope.items() if k != name}
        yield f"no {name}", less
        for value in (None, 5, True, [], {}, "", "\u0000", envelope[name] + " ", envelope[name] * 2):
            yield f"{name} is {str(value)[:20]!r}", {**less, name: value}
        if name not in ("app_code", "version", "enc_type", "sign_type"):
            yield f"{name} is another", {**less, name: flip(envelope[name])}
    for name in ("enc_key", "iv", "enc_data", "mac"):
        text = envelope[name]
        yield f"{name}: no padding", {**envelope, name: text.rstrip("=")[:-1]}
        yield f"{name}: URL alphabet", {**envelope, name: "-_" + text[2:]}
        yield f"{name}: a line break", {**envelope, name: text[:8] + "\n" + text[8:]}
        yield f"{name}: short", {**envelope, name: text[:-4]}
        if text.endswith("="):
            yield f"{name}: loose bits", {**envelope, name: loose_bits(text)}
    yield "version of tomorrow", {**envelope, "version": "2.0.0"}
    yield "another cipher", {**envelope, "enc_type": "SM4-CBC"}
    yield "another kiosk", {**envelope, "app_code": "K018"}


def spoilt_bodies(envelope):
    whole = json.dumps(envelope).encode()
    yield "nothing", b""
    for text in (b"null", b"[]", b"5", b'"text"', b"{}", b"{", b"<xml/>", b"\x00", b"\xff\xfe", b"[" * 20000, b'{"a":' * 5000):
        yield f"body {text[:8]!r}", text
    yield "a member twice", whole[:-1] + b', "mac": ' + json.dumps(envelope["mac"]).encode() + b"}"
    yield "words behind", whole + b" {}"
    yield "half of it", whole[:len(whole) // 2]
    yield "not UTF-8", whole.replace(b'"K017"', b'"K01\xff"')
    yield "too large", whole[:-1] + b', "x": "' + b"x" * LIMIT + b'"}'
    yield "just too large", whole + b" " * (LIMIT + 1 - len(whole))


def judge_envelopes(judge):
    _, body = judge.sealed()
    envelope = json.loads(body)
    for name, spoilt in spoilt_envelopes(envelope):
        judge.expect_body(40002, name, json.dumps(spoilt).encode())
    for name, spoilt in spoilt_bodies(envelope):
        judge.expect_body(40002, name, spoilt)
    for name, right in (("unknown members", json.dumps({**envelope, "x_new": {"a": [1]}}).encode()),
                        ("as large as may be", body + b" " * (LIMIT - len(body))), ("as it should be", body)):
        judge.expect_body(40401, name, right)  # opened and read: there is no such case


def judge_docs(judge):
    right = document.example(judge.whole, "QueryDoc")
    for name, text in (("no JSON", "words"), ("an array", "[]"), ("spaces", canonical(right).replace(":", ": ")),
                       ("not sorted", json.dumps(dict(reversed(right.items())), separators=(",", ":"))),
                       ("a member twice", canonical(right)[:-1] + ',"operation":"query"}'),
                       ("of another kiosk", canonical({**right, "kiosk_code": "K018"}))):
        judge.expect(40002, f"doc: {name}", *judge.sealed(text))
    for name, doc in (("another operation", {**right, "operation": "list"}), ("no number", {**right, "local_number": None}),
                      ("a number of another form", {**right, "local_number": "482"}), ("no area", {**right, "area_code": ""}),
                      ("a number as a number", {**right, "local_number": 482})):
        judge.expect(40003, f"doc: {name}", *judge.sealed(doc))
    judge.expect(40401, "doc: unknown members", *judge.sealed({**right, "x_new": {"a": "b"}}))
    headers, body = judge.sealed(ms=1)  # sealed long ago, and the request as well
    judge.expect(40102, "an old request", headers, body)
    judge.expect_body(40401, "sealed long ago", body)


def judge_headers(judge):
    headers, body = judge.sealed()
    other, _ = judge.sealed()
    empty = {"X-Kiosk-Code": 40301, "X-Kiosk-Timestamp": 40102, "X-Kiosk-Nonce": 40104, "X-Kiosk-Digest": 40103, "X-Kiosk-Signature": 40101}
    for name, code in empty.items():
        less = {k: v for k, v in headers.items() if k != name}
        judge.expect(code, f"no {name}", less, body)
        for value in ("", "x", headers[name] + "x", "=", "A" * 5000):
            judge.expect(code, f"{name}: {value[:8]!r}", {**less, name: value}, body)
    for value in ("K018", "k017", "../K017", "K017%00"):
        judge.expect(40301, f"X-Kiosk-Code: {value}", {**headers, "X-Kiosk-Code": value}, body)
    now = int(headers["X-Kiosk-Timestamp"])
    for value in (now - 301000, now + 302000, -now, f"0x{now:x}", f" {now}"[1:] + ".5", "9" * 15, "9" * 16):
        judge.expect(40102, f"X-Kiosk-Timestamp: {value}", {**headers, "X-Kiosk-Timestamp": str(value)}, body)
    judge.expect(40103, "the body is another", headers, body + b" ")
    judge.expect(40103, "the digest is another's", {**headers, "X-Kiosk-Digest": other["X-Kiosk-Digest"]}, body)
    judge.expect(40101, "the signature is another's", {**headers, "X-Kiosk-Signature": other["X-Kiosk-Signature"]}, body)
    judge.expect(40101, "a millisecond later", {**headers, "X-Kiosk-Timestamp": str(now + 1)}, body)
    judge.expect(40101, "a key that was not signed", {**headers, "Idempotency-Key": judge.whole["components"]["schemas"]["Uuid"]["examples"][0]}, body)
    judge.expect(40101, "no DER", {**headers, "X-Kiosk-Signature": base64.b64encode(b"r" * 64).decode()}, body)
    judge.expect(40101, "the nonce is another's", {**headers, "X-Kiosk-Nonce": other["X-Kiosk-Nonce"]}, body)
    judge.expect(40401, "as it should be", headers, body)
    judge.expect(40902, "heard and sent again", headers, body)
    moved, body = judge.kiosk.sign("POST", "/cases/list", body=body)
    judge.expect(40101, "signed for another path", moved, body)
    for kind in ("text/plain", "", "application/jsonp", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        right, body = judge.kiosk.sign("POST", PATH, body=body)
        judge.expect(41501, f"content type {kind!r}", {**right, "Content-Type": kind}, body)
    right, body = judge.kiosk.sign("POST", PATH, body=body)
    judge.expect(40401, "content type with a charset", {**right, "Content-Type": "application/json; charset=utf-8"}, body)


def main():
    with Province(sys.argv[1]) as province:
        judge = Judge(province)
        judge_envelopes(judge)
        judge_docs(judge)
        judge_headers(judge)
        judge.kiosk.close()
        check(province.ask("cases") == "[]", "one of them was filed")
    print(f"{judge.count} requests by {KIOSK}")
    return 1 if failed else 0


sys.exit(main())
