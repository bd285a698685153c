# SPDX-License-Identifier: Apache-2.0
"""What officials do at the office's pages, as their browser would send it."""
import datetime
import http.client
import json
import re
import urllib.parse

from stage.waiting import Trouble
from story.people import Person
from story.teller import step
from story.vocabulary import receipt_text

CHINA = datetime.timezone(datetime.timedelta(hours=8))
DAYS_AHEAD = 21
BEATS, BEAT_S = 10, 61


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


@step("official of part N of case N does NAME saying “…”")
def part_does(t, part, n, act, words):
    filed = json.loads(t.stage.province.ask("cases"))[int(n) - 1]
    office(t, f"/cases/{filed['local_number']}/{act}", message=words,
           part=filed["application"]["parts"][int(part) - 1]["task_code"])


@step("official breaks the promise of case N")
def breaks(t, n):
    office(t, f"/cases/{number_of(t, n)}/break")


# --- appointments and fees ---

@step("official fills “…” on every day")
def fills(t, time_of_day):
    """Of the first place; days without appointments are passed over."""
    today = datetime.datetime.now(CHINA)
    filled = 0
    for ahead in range(1, DAYS_AHEAD):
        try:
            office(t, "/seats/fill", date=f"{today + datetime.timedelta(days=ahead):%Y%m%d}", time=time_of_day.replace(":", "").zfill(4))
            filled += 1
        except Trouble:
            pass
    if filled == 0:
        raise Trouble("no day has appointments")


@step("province has N appointment")
def appointments(t, n):
    """Seats that people hold; those given back are none."""
    held = [one for one in json.loads(t.stage.province.ask("appointments")) if one["state"] == "booked"]
    if len(held) != int(n):
        raise Trouble(f"{len(held)} appointments")


def unpaid(t):
    """The address that the kiosk's code opens, of the fee that waits."""
    fees = [one for one in json.loads(t.stage.province.ask("fees")) if one["state"] == "unpaid"]
    if len(fees) != 1:
        raise Trouble(f"{len(fees)} fees are unpaid")
    return fees[0]["pay_no"]


@step("a phone pays the fee")
def pays(t):
    """As its payment page does."""
    office(t, f"/pay/{unpaid(t)}")


@step("official closes the fee")
def closes(t):
    office(t, f"/fees/{unpaid(t)}/closed")


@step("official asks NAME for “…” yuan")
def asks(t, name, yuan):
    person = Person(name)
    office(t, "/fees/new", person=person.fields["number"], payer=person.name, name="学费", amount=yuan, project_no="")


# --- a phone ---

def opens(t, path, fields=None):
    """The page there, after the way that a form leads to; None: it is only looked at."""
    address = urllib.parse.urlparse(t.stage.office)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": t.stage.office.rstrip("/")}
    if fields is None:
        line.request("GET", path)
    else:
        line.request("POST", path, urllib.parse.urlencode(fields), kind)
    answer = line.getresponse()
    said, to = answer.read().decode("utf-8", "replace"), answer.getheader("Location")
    line.close()
    if to:
        opens(t, to)
        return
    t.phone = (path, said, {})


@step("a phone scans the code on screen")
def scans(t):
    """The only one that is an address."""
    found = [code for code in t.watcher.codes() if code.startswith(t.stage.office)]
    if len(found) != 1:
        raise Trouble(f"{len(found)} addresses of the province are on the screen")
    opens(t, urllib.parse.urlparse(found[0]).path)


@step("a phone types the code of receipt N")
def types_code(t, n):
    """In small letters, with a space between, as people do."""
    code = re.search("就输入([2-9A-HJ-NP-Z]{8})", receipt_text(t, n))
    if not code:
        raise Trouble("no code is on the receipt")
    opens(t, "/go")
    opens(t, "/go", {"code": f"{code[1][:4].lower()} {code[1][4:].lower()}"})


@step("a phone types N codes that are none")
def guesses(t, n):
    for _ in range(int(n)):
        opens(t, "/go", {"code": "22222222"})


@step("a phone looks at it again")
def looks_again(t):
    opens(t, t.phone[0])


@step("the phone says “…”")
def phone_says(t, words):
    if words not in t.phone[1]:
        raise Trouble(f"it says {re.sub('<[^>]*>', ' ', t.phone[1])[-400:]}")


@step("the phone does not say “…”")
def phone_does_not_say(t, words):
    if words in t.phone[1]:
        raise Trouble("it does")


@step("the phone fills in NAME with “…”")
def phone_fills(t, name, value):
    if f'name="{name}"' not in t.phone[1]:
        raise Trouble("it does not ask for that")
    t.phone[2][name] = value


@step("the phone sends it")
def phone_sends(t):
    where = re.findall('action="([^"]*)"', t.phone[1])
    if len(where) != 1:
        raise Trouble("nothing can be sent there")
    sent = t.phone[2]
    opens(t, where[0], sent)
    t.sent = sent


@step("the phone sends the same again")
def phone_sends_again(t):
    t.phone[2].update(t.sent)
    phone_sends(t)


@step("official orders NAME for N min saying “…”")
def orders(t, kind, minutes, words):
    office(t, "/kiosks/order", kind=kind, minutes=minutes, text=words)


@step("official orders NAME")
def orders_only(t, kind):
    office(t, "/kiosks/order", kind=kind)


@step("official is told that order N is NAME")
def is_told(t, n, outcome):
    """With a heartbeat: five minutes apart, one where there is news."""
    said = None
    for _ in range(BEATS):
        orders_now = json.loads(t.stage.province.ask("orders"))
        said = orders_now[int(n) - 1].get("outcome")
        if said:
            break
        heard = int(t.stage.province.ask("wait heartbeats 0 1"))
        t.stage.pass_time(BEAT_S)
        try:
            t.stage.province.ask(f"wait heartbeats {heard + 1} 1500", 5)
        except Trouble:
            pass  # not yet due
    if said != outcome:
        raise Trouble(f"it says {said}")
