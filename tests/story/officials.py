# SPDX-License-Identifier: Apache-2.0
"""What officials do at the office's pages, as their browser would send it."""
import http.client
import json
import urllib.parse

from stage.waiting import Trouble
from story.teller import step


def office(t, path, **fields):
    """A form of that page is sent; an official sees the page again."""
    address = urllib.parse.urlparse(t.stage.office)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    line.request("POST", path, urllib.parse.urlencode(fields),
                 {"Content-Type": "application/x-www-form-urlencoded", "Origin": t.stage.office.rstrip("/")})
    answer = line.getresponse()
    said = answer.read().decode("utf-8", "replace")
    line.close()
    if answer.status != 303:
        raise Trouble(f"{path}: {answer.status} {said[:200]}")


def number_of(t, n):
    return json.loads(t.stage.province.ask("cases"))[int(n) - 1]["local_number"]


@step("official does NAME to case N saying “…”")
def does(t, act, n, words):
    office(t, f"/cases/{number_of(t, n)}/{act}", message=words)


@step("official breaks the promise of case N")
def breaks(t, n):
    office(t, f"/cases/{number_of(t, n)}/break")
