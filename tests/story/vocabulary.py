# SPDX-License-Identifier: Apache-2.0
"""The steps of stories. README.md lists them; `tell --words` prints them."""
import base64
import datetime
import glob
import json
import os
import re
import struct
import time
import urllib.request

from stage.memory import mappings
from stage.program import sanitizers_of
from stage.stage import PRODUCT
from stage.waiting import Trouble, wait_while_written
from story.people import Person
from story.teller import step

SEE_S, PRINT_S = 15, 20
HEARTBEATS = 6
BAR_Y = 1800  # the bar with 大字 … 退出 begins below
LOOK_BYTES = 30  # three questions: by then the first look at the plate is over
ITEMS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../assets/items")
PAGES = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../data/pages")
CHINA = datetime.timezone(datetime.timedelta(hours=8))
PAUSE_S = 0.5  # a person's pause before a touch, by the stepped clock


def expect(true, what):
    if not true:
        raise Trouble(what)


# --- the screen ---

@step("sees “…”")
def sees(t, words):
    expect(t.watcher.wait(words, SEE_S), f"not seen after {SEE_S} s")
    t.picture(words)


@step("does not see “…”")
def does_not_see(t, words):
    expect(t.watcher.wait_gone(words, SEE_S), "it is on the screen")


@step("taps “…”")
def taps(t, words):
    places = t.watcher.wait(words, SEE_S)
    expect(places, f"not seen after {SEE_S} s")
    touch(t, max(places, key=lambda p: (p.bold, p.size, p.y)))


@step("taps “…” beside “…”")
def taps_beside(t, words, other):
    near = t.watcher.wait(other, SEE_S)
    places = t.watcher.wait(words, SEE_S)
    expect(places and near, f"not seen after {SEE_S} s")
    middle = near[0].y + near[0].h // 2
    touch(t, min(places, key=lambda p: abs(p.y + p.h // 2 - middle)))


def touch(t, place):
    t.stage.pass_time(PAUSE_S)
    t.watcher.tap(place.x + place.w // 2, place.y + place.h // 2)


# What a hand writes on the pad, from its middle: a few strokes that wind like a name.
SIGNATURE = (((-300, -90), (-180, -100), (-190, -20), (-300, -10), (-310, 60), (-190, 50), (-220, 130), (-270, 110)),
             ((-90, -120), (-100, 120)), ((-100, 0), (40, -20)), ((20, -110), (-40, 10), (-130, 60)),
             ((-20, 0), (20, 70), (100, 120)),
             ((170, -80), (330, -92)), ((190, 10), (310, 2)), ((140, 120), (370, 108)))


@step("signs with a finger")
def signs(t):
    pad = t.watcher.wait("在这里写上您的名字", SEE_S)
    expect(pad, f"no pad after {SEE_S} s")
    x, y = pad[0].x + pad[0].w // 2, pad[0].y + pad[0].h // 2
    for stroke in SIGNATURE:
        t.stage.pass_time(PAUSE_S)
        t.watcher.stroke([(x + dx, y + dy) for dx, dy in stroke])


@step("presses the keys “…”")
def presses_keys(t, keys):
    for key in keys:  # the keys are below the field, which may show the same digit, and above the bar with its EN
        places = [p for p in t.watcher.wait(key, SEE_S) if p.y < BAR_Y]
        expect(places, f"no key “{key}” after {SEE_S} s")
        touch(t, max(places, key=lambda p: p.y))


@step("presses the keys of today")
def presses_today(t):
    presses_keys(t, f"{day_ahead(t, 0):%Y%m%d}")


@step("erases N places")
def erases(t, count):
    """The key that takes one back has no letter: it stands behind Y, as far as Y behind X."""
    x, y = (max(t.watcher.wait(key, SEE_S), key=lambda p: p.y) for key in "XY")
    for _ in range(int(count)):
        t.stage.pass_time(PAUSE_S)
        t.watcher.tap(2 * y.x - x.x + y.w // 2, y.y + y.h // 2)
        t.watcher.rest()  # the key is up again


@step("erases a digit N times")
def erases_digits(t, count):
    """That key stands under 9, as far as 9 under 6."""
    six, nine = (max((p for p in t.watcher.wait(key, SEE_S) if p.y < BAR_Y), key=lambda p: p.y) for key in "69")
    for _ in range(int(count)):
        t.stage.pass_time(PAUSE_S)
        t.watcher.tap(nine.x + nine.w // 2, 2 * nine.y - six.y + nine.h // 2)
        t.watcher.rest()


@step("types the code sent to NAME")
def types_code_sent(t, name):
    presses_keys(t, t.stage.province.ask(f"sms {Person(name).fields['number']}"))
    taps(t, "确定")


@step("types another code than was sent to NAME")
def types_another_code(t, name):
    sent = t.stage.province.ask(f"sms {Person(name).fields['number']}")
    presses_keys(t, sent[:-1] + str((int(sent[-1]) + 1) % 10))
    taps(t, "确定")


@step("sees the number of case N")
def sees_number(t, n):
    number = case(t, n)["project_no"]
    sees(t, " ".join(number[i:i + 4] for i in range(0, len(number), 4)))


@step("a code on screen says “…”")
def code_says(t, words):
    expect(any(words in code for code in t.watcher.codes()), "no code on the screen says that")


@step("a code on screen holds the number of case N")
def code_holds_number(t, n):
    number = case(t, n)["project_no"]
    expect(any(number in code for code in t.watcher.codes()), f"no code on the screen holds {number}")


@step("picture “…”")
def picture(t, caption):
    t.board.append((t.picture(caption), caption))


@step("picture of receipt N “…”")
def picture_of_receipt(t, n, caption):
    t.board.append((t.stage.sim.ask(f"receipt {n} png"), caption))


# --- the cabinet ---

@step("presents card NAME")
def presents_card(t, name):
    t.people.append(Person(name))
    t.stage.sim.ask(f"card present {t.people[-1].path}")


@step("lifts card")
def lifts_card(t):
    t.stage.sim.ask("card lift")


@step("lifts card while it is read")
def lifts_card_early(t):
    """A read takes a quarter of a second; the simulator says when one runs."""
    end = time.monotonic() + SEE_S
    while not json.loads(t.stage.sim.ask("state"))["reader"]["reading"]:
        expect(time.monotonic() < end, "it was not read")
        time.sleep(0.005)
    lifts_card(t)


@step("lays page NAME under the camera")
def lays_page(t, name):
    t.stage.sim.ask(f"page lay {os.path.join(PAGES, name + '.jpg')}")


@step("NAME did not keep a promise")
def did_not_keep(t, name):
    t.stage.province.ask(f"broke {Person(name).fields['number']}")


@step("takes the page away")
def takes_page(t):
    t.stage.sim.ask("page lift")


@step("NAME shows a phone with “…”")
def shows_phone(t, name, code):
    person = Person(name)
    t.people.append(person)
    t.stage.province.ask(f"person {code.encode().hex()} {person.name.replace(' ', '·')} {person.fields['number']} 13800000026")
    t.stage.sim.ask(f"scan text {code}")


@step("NAME shows a licence with “…”")
def shows_licence(t, name, words):
    shows_slip(t, name, words)


@step("NAME shows a slip with “…”")
def shows_slip(t, name, words):
    t.people.append(Person(name))
    t.stage.sim.ask(f"scan text {words}")


@step("paper out")
def paper_out(t):
    t.stage.sim.ask("paper out")


@step("paper in")
def paper_in(t):
    t.stage.sim.ask("paper in")


@step("takes the slip")
def takes_slip(t):
    t.stage.sim.ask("paper take")


@step("the next slip jams")
def slip_jams(t):
    t.stage.sim.ask("paper jam")


@step("NAME has N slip in its bin")
def slips_in_bin(t, printer, count):
    """Looked at until it is so: the printer collects at its own pace."""
    end = time.monotonic() + SEE_S
    while json.loads(t.stage.sim.ask("state"))[printer]["bin"] != int(count):
        expect(time.monotonic() < end, "it is not in the bin")
        time.sleep(0.05)


@step("unplug NAME")
def unplug(t, device):
    t.stage.sim.ask(f"unplug {device}")


@step("plug NAME")
def plug(t, device):
    t.stage.sim.ask(f"plug {device}")


@step("printer will lose its plug after N bytes")
def unplug_after(t, count):
    t.stage.sim.ask(f"fault printer unplug-after {count}")


@step("faults of NAME end")
def faults_end(t, device):
    t.stage.sim.ask(f"fault {device} clear")


@step("paper out after N lines")
def paper_out_after(t, count):
    t.stage.sim.ask(f"paper out after {count}")


@step("cover open")
def cover_open(t):
    t.stage.sim.ask("cover open")


@step("cover closed")
def cover_closed(t):
    t.stage.sim.ask("cover closed")


@step("a phone shows N bytes of nonsense")
def shows_nonsense(t, count):
    """Binary, as a boarding pass or a ticket may hold."""
    t.stage.sim.ask("scan hex " + bytes((i * 37 + (i >> 8)) % 256 for i in range(int(count))).hex())


@step("reader says NAME from now on")
def reader_says(t, status):
    t.stage.sim.ask(f"fault reader status {status}")


@step("reader says NAME once")
def reader_says_once(t, status):
    t.stage.sim.ask(f"fault reader status {status} x 1")


@step("a receipt comes out")
def receipt_comes(t):
    t.receipts += 1
    t.stage.sim.ask(f"wait receipts {t.receipts} {PRINT_S * 1000}", PRINT_S)


@step("no receipt came out")
def no_receipt(t):
    count = int(t.stage.sim.ask("receipts"))
    expect(count == t.receipts, f"{count} receipts came out, {t.receipts} were expected")


def receipt_text(t, n):
    with open(t.stage.sim.ask(f"receipt {n} text"), encoding="utf-8") as f:
        return "".join(f.read().split())


@step("receipt N says “…”")
def receipt_says(t, n, words):
    expect("".join(words.split()) in receipt_text(t, n), "not on the receipt")


@step("receipt N does not say “…”")
def receipt_does_not_say(t, n, words):
    expect("".join(words.split()) not in receipt_text(t, n), "it is on the receipt")


def day_ahead(t, days):
    return datetime.datetime.fromtimestamp(t.stage.now_s(), CHINA) + datetime.timedelta(int(days))


@step("receipt N says the day N days ahead")
def receipt_says_day(t, n, days):
    day = day_ahead(t, days)
    receipt_says(t, n, f"{day.month}月{day.day}日")


@step("receipt N has the number of case N")
def receipt_has_number(t, n, which):
    expect(case(t, which)["project_no"] in receipt_text(t, n), "the number is not on the receipt")


@step("receipt N has the time of province")
def receipt_has_time(t, n):
    now = t.stage.now_s("province-clock")
    times = [time.strftime("%Y-%m-%d%H:%M", time.localtime(now - ago)) for ago in range(0, 300, 60)]
    expect(any(one in receipt_text(t, n) for one in times), f"none of {times} is on the receipt")


@step("the kiosk asks the reader again")
def reader_is_asked(t):
    is_asked(t, "reader")


@step("the kiosk asks NAME")
def is_asked(t, device):
    """A card that lies there before the kiosk asks counts as forgotten: a person waits for the light."""
    t.stage.wait_device("idcard", "busy", SEE_S)

    def sent():
        return json.loads(t.stage.sim.ask("state"))[device]["bytes_out"]
    end, first = time.monotonic() + SEE_S, sent()
    while sent() < first + LOOK_BYTES:  # the simulator has no event for a question
        expect(time.monotonic() < end, f"{device} is not asked")
        time.sleep(0.05)


@step("technician says “…”")
def technician_says(t, words):
    code, said = t.stage.ask_devices(*words.split())
    expect(code == 0, f"{code}: {said}")


def wait_status(t, is_so):
    """Asked until it is so: the command looks once and ends."""
    end = time.monotonic() + SEE_S
    while not is_so(said := t.stage.ask_status()):
        expect(time.monotonic() < end, said)
        time.sleep(0.2)


@step("kioskctl status says “…”")
def status_says(t, words):
    wait_status(t, lambda said: words in said)


@step("kioskctl status does not say “…”")
def status_does_not_say(t, words):
    wait_status(t, lambda said: words not in said)


@step("device NAME is NAME")
def device_is(t, device, state):
    t.stage.wait_device(device, state, SEE_S)


@step("the kiosk waits for a code")
def waits_for_code(t):
    t.stage.wait_device("scanner", "busy", SEE_S)


@step("the kiosk knows that the reader is empty")
def reader_is_empty(t):
    """A card laid down in the same half second as another was lifted counts as the same."""
    t.stage.wait_device("idcard0", "", SEE_S, without="card-present")


# --- the network and the province ---

@step("network cut")
def network_cut(t):
    t.stage.set_network(False)


@step("network back")
def network_back(t):
    t.stage.set_network(True)


@step("province refuses with “…”")
def province_refuses(t, why):
    t.stage.province.ask(f"fault refuse {why} x 1")


@step("an official returns case N for “…”")
def official_returns(t, n, what):
    """`field name reason`; `-house_lease name reason` for a material of the item, `- name reason` for another."""
    field, name, reason = what.split(" ", 2)
    t.stage.province.ask(f"return {case(t, n)['local_number']} {field} {name} 20991231 {reason}")


@step("correction N of case N has NAME “…”")
def correction_has(t, at, n, field, value):
    sent = case(t, n)["corrections"][int(at) - 1]
    found = sent.get(field) or sent["form"].get(field, {}).get("value")
    expect(str(found) == value, f"it has “{found}”")


@step("material NAME of correction N of case N has NAME “…”")
def corrected_material_has(t, name, at, n, member, value):
    sent = [m for m in case(t, n)["corrections"][int(at) - 1].get("materials", []) if m["name"] == name]
    expect(len(sent) == 1 and str(sent[0].get(member)) == value, f"it has {sent}")


@step("case N was corrected N time")
def case_was_corrected(t, n, times):
    found = len(case(t, n)["corrections"])
    expect(found == int(times), f"{found} times")


@step("province faults “…”")
def province_faults(t, fault):
    t.stage.province.ask(f"fault {fault}")


@step("province is a stranger")
def province_strange(t):
    t.stage.be_stranger(True)


@step("province is itself again")
def province_itself(t):
    t.stage.be_stranger(False)


@step("a gateway of kind “…” stands before the province")
def gateway_stands(t, name):
    t.stage.put_gateway(name)


@step("the gateway takes its secret back")
def gateway_rotates(t):
    t.stage.province.ask("gateway rotate")


@step("clock of province goes N s ahead")
def province_ahead(t, seconds):
    t.stage.pass_time(int(seconds), ["province-clock"])


@step("clock of province goes N s back")
def province_back(t, seconds):
    t.stage.pass_time(-int(seconds), ["province-clock"])


def publish_calendar(t, works, how=""):
    """Every day from now on is worked, or none is; office hours are the whole day."""
    today = datetime.datetime.fromtimestamp(t.stage.now_s(), CHINA).date()
    days = [today + datetime.timedelta(n) for n in range(400)]
    calendar = {"calendar_version": today.year * 10 + 1 + works, "area_code": "140000",
                "valid_from": f"{days[0]:%Y%m%d}", "valid_until": f"{days[-1]:%Y%m%d}",
                "office_from": "0000", "office_until": "2400",
                "holidays": [] if works else [f"{day:%Y%m%d}" for day in days],
                "workdays": [f"{day:%Y%m%d}" for day in days if works and day.weekday() > 4]}
    path = t.stage.path("calendar.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(calendar, f)
    t.stage.province.ask(f"publish calendar {how}{path}")


@step("province publishes that no day is worked")
def publishes_no_day(t):
    publish_calendar(t, False)


@step("province publishes that every day is worked")
def publishes_every_day(t):
    publish_calendar(t, True)


@step("a stranger publishes that every day is worked")
def stranger_publishes(t):
    publish_calendar(t, True, "forged ")


@step("sees the day N days ahead")
def sees_day_ahead(t, days):
    day = day_ahead(t, days)
    sees(t, f"{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}")


def publish_item(t, name):
    """A file of tests/data/items; its row of the catalogue."""
    path = os.path.join(os.path.dirname(ITEMS), "..", "tests", "data", "items", name + ".json")
    with open(path, encoding="utf-8") as f:
        item = json.load(f)
    return {"task_code": item["task_code"], "task_name": item["task_name"], "task_version": item["task_version"],
            "is_service_terminals": "1", "task_state": "1", "item_sm3": t.stage.province.ask(f"publish item {path}")}


def publish_catalogue(t, version, without, how="", more=()):
    """All items that the kiosk carries, one of them suspended (task_state 2), and more."""
    items = list(more)
    for path in sorted(glob.glob(os.path.join(ITEMS, "*.json"))):
        with open(path, encoding="utf-8") as f:
            item = json.load(f)
        items.append({"task_code": item["task_code"], "task_name": item["task_name"],
                      "task_version": item["task_version"], "is_service_terminals": "1",
                      "task_state": "2" if item["task_name"] == without else "1"})
    expect(not without or any(i["task_state"] == "2" for i in items), f"no item is called “{without}”")
    path = t.stage.path("catalogue.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"catalogue_version": int(version), "area_code": "140800", "items": items}, f)
    t.stage.province.ask(f"publish catalogue {how}{path}")


@step("province publishes catalogue N")
def publishes_catalogue(t, version):
    publish_catalogue(t, version, "")


@step("province publishes catalogue N with the item “…”")
def publishes_catalogue_with(t, version, name):
    publish_catalogue(t, version, "", more=[publish_item(t, name)])


@step("province publishes catalogue N without “…”")
def publishes_catalogue_without(t, version, without):
    publish_catalogue(t, version, without)


@step("a stranger publishes catalogue N without “…”")
def stranger_publishes_catalogue(t, version, without):
    publish_catalogue(t, version, without, "forged ")


def cases(t):
    return json.loads(t.stage.province.ask("cases"))


def case(t, n):
    return cases(t)[int(n) - 1]


@step("province has N case")
def province_has_cases(t, n):
    n = int(n)
    if n:
        t.stage.province.ask(f"wait cases {n} {SEE_S * 1000}", SEE_S)
    count = len(cases(t))
    expect(count == n, f"it has {count}")


@step("every case is signed")
def every_case_signed(t):
    bad = [c for c in cases(t) if c["signature_verified"] is not True]
    expect(not bad, f"{len(bad)} signatures did not verify")


@step("case N has NAME “…”")
def case_has(t, n, field, value):
    found = case(t, n)[field]
    expect(str(found) == value, f"it has “{found}”")


@step("application N has NAME “…”")
def application_has(t, n, field, value):
    found = case(t, n)["application"].get(field)
    expect(str(found) == value, f"it has “{found}”")


@step("province is called N times from NAME")
def province_is_called(t, n, screen):
    t.stage.province.ask(f"wait tickets {n} {SEE_S * 1000}", SEE_S)
    tickets = json.loads(t.stage.province.ask("tickets")).values()
    expect(len(tickets) == int(n) and all(one["screen"] == screen for one in tickets), f"it was called so: {tickets}")


@step("heartbeat says NAME NAME")
def heartbeat_says(t, device, word):
    for beat in range(1, HEARTBEATS):  # the one that says it may be the next
        said = json.loads(t.stage.province.ask("heartbeat")).get("devices", {}).get(device)
        if said == word:
            return
        t.stage.province.ask(f"wait heartbeats {beat} {SEE_S * 1000}", SEE_S)
    expect(False, f"it says “{said}”")


@step("form of case N has NAME “…”")
def form_has(t, n, field, value):
    found = case(t, n)["application"]["form"][field]["value"]
    expect(found == value, f"it has “{found}”")


@step("row N of NAME in case N has NAME “…”")
def row_has(t, row, group, n, field, value):
    found = case(t, n)["application"]["form"][group][int(row) - 1][field]["value"]
    expect(found == value, f"it has “{found}”")


@step("case N has N rows of NAME")
def case_has_rows(t, n, count, group):
    found = len(case(t, n)["application"]["form"].get(group, []))
    expect(found == int(count), f"it has {found}")


def material(t, name, n):
    found = [m for m in case(t, n)["application"].get("materials", []) if m["name"] == name]
    expect(len(found) == 1, f"{len(found)} materials are called so")
    return found[0]


@step("material NAME of case N has NAME “…”")
def material_has(t, name, n, member, value):
    found = material(t, name, n).get(member)
    expect(str(found) == value, f"it has “{found}”")


def parts_of(t, n):
    return [part["task_code"] for part in case(t, n)["application"].get("parts", [])]


@step("case N is made of N parts")
def is_made_of(t, n, count):
    found = parts_of(t, n)
    expect(len(found) == int(count), f"of {len(found)}")


@step("material NAME of case N serves part N and part N")
def material_serves(t, name, n, one, other):
    """Those and no other; parts count as they were filed."""
    found = material(t, name, n).get("parts", [])
    expect(found == [parts_of(t, n)[int(i) - 1] for i in (one, other)], f"it serves {found}")


@step("material NAME of case N is due N days ahead")
def material_is_due(t, name, n, days):
    found = material(t, name, n).get("due_date")
    expect(found == day_ahead(t, days).strftime("%Y%m%d"), f"it is due “{found}”")


@step("material NAME of case N has N attachments")
def material_has_attachments(t, name, n, count):
    found = len(material(t, name, n).get("attachments", []))
    expect(found == int(count), f"it has {found}")


@step("office shows N photographs and N signatures of case N")
def office_shows(t, photographs, signatures, n):
    """As the official sees them, opened and checked: JPEG files as large as the pages are, PNG files of the pad."""
    with urllib.request.urlopen(f"{t.stage.office}cases/{case(t, n)['local_number']}", timeout=SEE_S) as page:
        text = page.read().decode()
    files = [base64.b64decode(f) for f in re.findall(r'src="data:image/\w+;base64,([^"]*)"', text)]
    jpegs = [f for f in files if f.startswith(b"\xff\xd8\xff") and struct.pack(">HH", 1600, 1200) in f[:1024]]
    pngs = [f for f in files if f.startswith(b"\x89PNG") and f[16:24] == struct.pack(">II", 952, 372)]
    expect((len(jpegs), len(pngs)) == (int(photographs), int(signatures)), f"it shows {len(jpegs)} and {len(pngs)}")
    expect(len(set(files)) == len(files) == text.count("SM3 ✓"), "not all of them are whole, and other than the others")


@step("office says “…” of material NAME of case N")
def office_says(t, words, name, n):
    """In that material's row of the table: how it came about, by when it must be there, what was signed."""
    with urllib.request.urlopen(f"{t.stage.office}cases/{case(t, n)['local_number']}", timeout=SEE_S) as page:
        rows = re.findall(r"<tr><th>.*?</tr>", page.read().decode(), re.S)
    mine = [re.sub(r"<[^>]*>", "", row) for row in rows if re.search(rf"<small>{re.escape(name)}\b", row)]
    expect(len(mine) == 1 and words in mine[0], f"it says {mine}")


@step("case N has N materials")
def case_has_materials(t, n, count):
    found = len(case(t, n)["application"].get("materials", []))
    expect(found == int(count), f"it has {found}")


@step("province has N rating")
def province_has_ratings(t, n):
    t.stage.province.ask(f"wait ratings {n} {SEE_S * 1000}", SEE_S)


# --- programs and time ---

@step("kills all programs")
def kills_all(t):
    t.stage.kill(*PRODUCT)


@step("programs come back")
def come_back(t):
    t.stage.come_back(*PRODUCT)


@step("kills NAME")
def kills(t, name):
    t.stage.kill(name)


@step("NAME comes back")
def comes_back(t, name):
    t.stage.come_back(name)


@step("the simulator is gone")
def simulator_gone(t):
    """What umockdev loads into kiosk-devices ends it at each start from now on: not the product's doing."""
    t.stage.programs["kiosk-devices"].judged = False
    t.stage.kill("kiosk-sim")


@step("NAME has run all the time")
def ran_all_the_time(t, name):
    program = t.stage.programs[name]
    expect(program.alive and program.starts == 1, f"it was started {program.starts} times")


@step("disk of NAME is small")
def disk_small(t, name):
    t.stage.give_small_disk(name)


@step("disk of NAME is full")
def disk_full(t, name):
    t.stage.fill_disk(name, True)


@step("disk of NAME has room again")
def disk_has_room(t, name):
    t.stage.fill_disk(name, False)


@step("log of NAME says “…”")
def log_says(t, name, words):
    program = t.stage.programs[name]
    expect(wait_while_written(program.log, lambda: words in program.log_text(), SEE_S),
           f"not in the log after {SEE_S} s")


@step("time passes N s")
def time_passes(t, seconds):
    t.stage.pass_time(int(seconds))


# --- traces ---

@step("nothing of the last citizen")
def nothing_left(t):
    """Neither on the screen nor readable in any file of the three programs."""
    person = t.people[-1]
    for words in (person.name, person.fields["number"]):
        expect(not t.watcher.find(words), f"“{words}” is on the screen")
    for place in ("state", "run", "home", "log"):
        for folder, _, files in os.walk(t.stage.path(place)):
            for path in (os.path.join(folder, name) for name in files):
                if os.path.isfile(path):  # not a socket
                    with open(path, "rb") as f:
                        word = person.seen_in(f.read())
                    expect(not word, f"“{word}” can be read in {place}/{os.path.basename(path)}")


@step("memory of NAME holds nothing of the last citizen")
def memory_is_clean(t, name):
    if sanitizers_of(t.stage.binary(name)):
        return  # a sanitizer keeps what was freed, and is never where citizens are
    number = t.people[-1].fields["number"].encode()
    expect(not any(number in pages for _, pages in mappings(t.stage.programs[name].pid, "rw")),
           f"the citizen's number is in the memory of {name}")
