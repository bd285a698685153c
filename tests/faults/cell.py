# SPDX-License-Identifier: Apache-2.0
"""One cell: citizen A meets the fault, then citizen B comes. What must hold in every cell:
A's order has one end, the device shows the right state within the bound, is well again within the
bound after the fault's end, its neighbours never noticed, B gets all of B's and nothing of A's,
and kiosk-devices holds as many threads and descriptors as before, and no word of either."""
import sys
import time

from faults import expect
from faults.citizen import KINDS, pieces
from faults.rows import USUAL
from stage.waiting import Trouble

WELL = ("ready", "busy", "needs-citizen")
READY = ("ready",)
SETTLE_MS, CHECK_MS, REST_MS, LONG_REST_MS = 2500, 3500, 5500, 11000
QUIET_S = 0.3   # nothing tells of a check that found nothing, so this is time
WAITS_S = 2.0   # longer than a scanner waits for the rest of a code, and than the latest answer takes
GONE_S, LOOKS = 2.0, 3  # until no word, thread or descriptor is left


class Cell:
    def __init__(self, cabinet, row, column, slack):
        self.cabinet, self.row, self.column, self.slack = cabinet, row, column, slack
        self.sim, self.visitor = cabinet.sim.ask, cabinet.visitor
        self.a, self.b = KINDS[row.kind](cabinet, row), KINDS[row.kind](cabinet, row)
        self.wrong = []     # sentences
        self.shown = self.end = "-"
        self.ms = self.back_ms = 0

    # --- the cell as a whole ---

    def run(self):
        began = time.monotonic()
        self.mark = self.visitor.mark()
        self.cabinet.need_state(self.row.id, READY, self.bound("back"), SETTLE_MS)
        self.cabinet.step(LONG_REST_MS)  # the last cell's failures are forgotten
        self.before = self.cabinet.holds()
        self.papers = set(pieces(self.cabinet))
        flow = getattr(self, f"do_{self.column.fault}", None) or getattr(self, f"do_{self.column.moment}")
        try:
            flow()
            self.finish()
        except Trouble as e:
            self.wrong.append(str(e))
        self.check_expected()
        self.seconds = time.monotonic() - began

    def bound(self, what):
        return expect.bound_s(what, self.row.kind, self.slack)

    def finish(self):
        """The fault is over: A leaves, B comes."""
        self.recover()
        self.end_of_a()
        self.serve(self.b, "B")
        self.judge_ends()
        self.judge_neighbours()
        self.judge_paper()
        self.judge_left_behind()

    # --- the moments ---

    def do_idle(self):
        self.fault()
        self.cabinet.step(CHECK_MS)
        self.await_state()

    def do_open(self):
        self.sim(f"unplug {self.row.device}")
        self.cabinet.need_state(self.row.id, ("absent",), 3 * self.slack)
        self.fault()
        self.sim(f"plug {self.row.device}")
        self.await_state(SETTLE_MS)

    def do_before(self):
        self.fault()
        self.order_and_give()
        self.await_state()

    def do_during(self):
        count = self.row.talk if self.column.hits == "talk" else self.row.word
        self.order_and_give(f"{self.column.words} after {count}")
        self.await_state()

    # --- faults that are steps ---

    def do_absent(self):
        self.sim(f"unplug {self.row.device}")
        self.a.order()
        self.await_state()
        if self.row.kind != "receipt" and not self.a.hinted("no-reader", 3 * self.slack) and self.row.kind == "idcard":
            raise Trouble("nobody was told that there is no reader")
        self.sim(f"plug {self.row.device}")

    def do_unplug(self):
        if self.column.moment == "before":
            self.a.order()
            self.need_busy_or_end()
            self.sim(f"unplug {self.row.device}")
        elif self.column.moment == "during":
            self.order_and_give(f"unplug-after {self.row.talk}")
        else:
            self.serve(self.a, "A")
            self.sim(f"unplug {self.row.device}")
        self.await_state()
        self.sim(f"plug {self.row.device}")

    def do_replug(self):
        if self.column.moment == "during":
            self.order_and_give(f"resets 1 after {self.row.talk}")
        else:
            self.sim(f"unplug {self.row.device}")
            self.sim(f"plug {self.row.device}")
        self.need_gone()
        self.await_state(SETTLE_MS)

    def do_resets(self):
        if self.column.moment == "during":
            self.order_and_give(f"resets 5 after {self.row.talk}")
        else:
            self.fault()
        self.need_gone()
        self.await_state(SETTLE_MS)

    def do_hub(self):
        """Everything behind one hub goes and comes, three times."""
        self.a.order()
        self.need_busy_or_end()
        for device in {self.row.device, *(USUAL[k] for k in USUAL if k != self.row.kind)}:
            self.sim(f"fault {device} {self.column.words}")
        for kind in USUAL:
            self.need_gone(kind + "0")
        for kind in USUAL:
            self.cabinet.need_state(kind + "0", WELL, self.bound("back"), SETTLE_MS)
        self.shown = "ready"

    def do_two(self):
        second = self.row.kind + "1"
        self.sim(f"plug {self.row.mate}")
        try:
            self.cabinet.need_state(second, READY, self.bound("back"), SETTLE_MS)
            self.serve(self.a, "A")
            self.cabinet.need_state(self.row.id, READY, 3 * self.slack)
            self.sim(f"unplug {self.row.device}")
            self.await_state()
            third = KINDS[self.row.kind](self.cabinet, self.row)
            self.serve(third, "the other's citizen")
            self.sim(f"plug {self.row.device}")
            self.cabinet.need_state(self.row.id, READY, self.bound("back"), SETTLE_MS)
        finally:
            self.sim(f"unplug {self.row.mate}")
        self.cabinet.need_state(second, ("absent",), 3 * self.slack)

    def do_both(self):
        """The device and one of another class, at the same time."""
        other = "scanner" if self.row.kind != "scanner" else "receipt"
        self.other = USUAL[other]
        self.fault()
        if other == "receipt":
            self.sim("fault printer mute")
        else:
            self.sim("fault scanner babble")
            self.visitor.say("scan 900001")
            self.visitor.wait(2 * self.slack, lambda: self.visitor.state.get("scanner0") == "busy")
            self.sim("use scanner")
            self.sim("scan text both")
        if self.row.kind == "scanner":
            self.a.order()
            self.need_busy_or_end()
        self.cabinet.step(CHECK_MS)
        self.await_state()
        self.sim(f"fault {self.other} clear")
        self.visitor.say("cancel 900001")
        self.cabinet.step(REST_MS)
        self.cabinet.need_state(other + "0", READY, self.bound("back"))

    def do_wrong(self):
        self.sim(f"unplug {self.row.device}")
        self.cabinet.need_state(self.row.id, ("absent",), 3 * self.slack)
        self.sim(f"plug {self.row.impostor}")
        try:
            self.await_state(SETTLE_MS)
            self.a.order()
            if self.row.kind != "scanner" and not self.visitor.wait(3 * self.slack, self.told_or_ended):
                raise Trouble("A waits for a wrong device and was told nothing")
        finally:
            self.sim(f"unplug {self.row.impostor}")
        self.cabinet.need_state(self.row.id, ("absent",), 3 * self.slack)
        self.sim(f"plug {self.row.device}")

    # --- steps ---

    def fault(self):
        self.sim(f"fault {self.row.device} {self.column.words}")

    def need_gone(self, device=None):
        """It was seen to go; it may be back by now."""
        gone = ["device", device or self.row.id, "absent"]
        if not self.visitor.wait(self.bound("shown"), lambda: any(w[:3] == gone for w in self.visitor.since(self.mark))):
            raise Trouble(f"{gone[1]} was never absent")

    def told_or_ended(self):
        token = str(self.a.token)
        return any(w[0] in ("hint", self.a.done) and w[1] == token for _, w in self.visitor.events)

    def need_busy_or_end(self):
        """The order has reached the device, or was refused."""
        if not self.visitor.wait(3 * self.slack, lambda: self.visitor.state.get(self.row.id) != "ready" or self.a.ends()):
            raise Trouble("A's order never reached the device")

    def order_and_give(self, fault=""):
        if fault and self.row.kind == "receipt":
            self.sim(f"fault {self.row.device} {fault}")
        mark = self.visitor.mark()
        self.a.order()
        if self.row.kind != "receipt":
            self.wait_looking(mark)
            if fault:
                self.sim(f"fault {self.row.device} {fault}")
            if self.visitor.state.get(self.row.id) == "busy":
                self.a.give(self.row.device)

    def wait_looking(self, mark):
        """Until the order's first look at an empty plate is behind it. Nothing tells of that look, so this is
        the time it takes; a scanner forgets what came before just as long."""
        self.visitor.wait(3 * self.slack, lambda: any(w[:3] == ["device", self.row.id, "busy"] for w in self.visitor.since(mark)))
        self.visitor.wait(QUIET_S, lambda: self.visitor.state.get(self.row.id) not in WELL)

    def await_state(self, pump=0):
        """Until the state that this cell must show; how long it took."""
        wanted = expect.state(self.row, self.column)
        began = time.monotonic()
        if "|" in wanted:  # it may notice or not: either its state, or A's end, or as long as it may take
            states = tuple(wanted.split("|"))
            self.visitor.wait(self.bound("shown"), lambda: self.visitor.state.get(self.row.id) == states[-1] or bool(self.a.ends()))
            fits = self.visitor.state.get(self.row.id) in states
        elif wanted in ("ready", "busy"):
            fits = self.wait_steady(wanted == "busy", pump)
        else:
            fits = self.cabinet.wait_state(self.row.id, (wanted,), self.bound("shown"), pump)
        self.ms = int((time.monotonic() - began) * 1000)
        self.shown = self.visitor.state.get(self.row.id, "absent")
        if not fits:
            self.wrong.append(f"{self.row.id} shows {self.shown}, not {wanted}, after {self.bound('shown'):.0f} s")

    def wait_steady(self, waits, pump):
        """It is well and stays so. `waits`: A's order goes on; else it has its end where there is one."""
        failed = lambda: self.visitor.state.get(self.row.id, "absent") not in WELL or (waits and bool(self.a.ends()))  # noqa: E731
        end = time.monotonic() + self.bound("shown")
        while time.monotonic() < end:
            if waits and self.a.ends():
                return self.a.got(self.a.ends()[0])  # it came just before the fault
            if self.cabinet.wait_state(self.row.id, WELL, self.bound("shown"), pump):
                if not waits and self.column.moment in ("before", "during"):
                    self.a.wait_end(self.bound("shown"))
                if not self.visitor.wait(WAITS_S if waits else QUIET_S, failed):
                    return True
        return False

    def recover(self):
        """The fault ends; the device rests as long as a clock says."""
        began = time.monotonic()
        self.sim(f"fault {self.row.device} clear")
        self.a.leave()
        self.cabinet.step(REST_MS)
        if not self.cabinet.wait_state(self.row.id, WELL, self.bound("back"), SETTLE_MS):
            raise Trouble(f"{self.row.id} is not well again: {self.visitor.state.get(self.row.id)}")
        self.back_ms = int((time.monotonic() - began) * 1000)

    def end_of_a(self):
        """A goes; an order that still waits ends with that."""
        if self.a.ordered and not self.a.ends():
            self.a.cancel()
            if not self.a.wait_end(self.bound("cancel")):
                raise Trouble("A's order did not end when A left")
        self.a.leave()
        self.cabinet.need_state(self.row.id, READY, self.bound("back"))

    def serve(self, citizen, who):
        """A whole visit, at whichever of the class takes the order."""
        mark = self.visitor.mark()
        citizen.order()
        if self.row.kind != "receipt":
            device = self.taker(mark)
            self.visitor.wait(QUIET_S, lambda: bool(citizen.ends(mark)))
            citizen.give(device)
        if not citizen.wait_end(self.bound("served")):
            citizen.cancel()
            raise Trouble(f"{who} got nothing: {self.visitor.since(mark)[-4:]}")
        end = citizen.ends(mark)[0]
        citizen.leave()
        if not citizen.got(end):
            raise Trouble(f"{who} got {' '.join(end)[:60]}")

    def taker(self, mark):
        """The device that became busy since then."""
        took = lambda: [w[1] for w in self.visitor.since(mark)  # noqa: E731
                        if w[0] == "device" and w[1].startswith(self.row.kind) and w[2] == "busy"]
        if not self.visitor.wait(3 * self.slack, lambda: bool(took())):
            raise Trouble("an order never reached a device")
        return self.row.device if took()[0] == self.row.id else self.row.mate

    # --- judgements ---

    def judge_ends(self):
        for who, citizen in (("A", self.a), ("B", self.b)):
            ends = citizen.ends()
            if citizen.ordered and len(ends) != 1:
                self.wrong.append(f"{who}'s order ended {len(ends)} times")
        self.end = " ".join(self.a.ends()[0][:2 if self.row.kind == "receipt" else 1]) if self.a.ends() else "-"
        if self.row.kind == "scanner" and self.end == "ok" and not self.a.got(self.a.ends()[0]):
            self.end = "other"

    def judge_neighbours(self):
        if self.column.fault in ("hub", "both"):
            return
        bad = [w for w in self.visitor.since(self.mark)
               if w[0] == "device" and not w[1].startswith(self.row.kind) and w[2] not in WELL]
        if bad:
            self.wrong.append(f"a neighbour was disturbed: {' '.join(bad[0])}")

    def judge_paper(self):
        if self.row.kind != "receipt":
            return
        new = self.wait_slip()
        mixed = [n for n, t in new.items() if self.a.secret in t and self.b.secret in t]
        whole = {who: any(f"end of SLIP{c.secret}" in t for t in new.values()) for who, c in (("A", self.a), ("B", self.b))}
        if mixed:
            self.wrong.append(f"{mixed[0]} holds words of both")
        if not whole["B"]:
            self.wrong.append("B's slip is not whole")
        if self.end.startswith("done") and not whole["A"]:
            self.wrong.append("A was told that the slip is printed, and it is not")
        if self.end.startswith("not-begun") and any(self.a.secret in t for t in new.values()):
            self.wrong.append("A was told that nothing was printed, and something is")

    def wait_slip(self):
        """The new pieces of paper. A printer that gives no word ends B's order as soon as all is sent; then the paper
        takes its time."""
        end = time.monotonic() + self.bound("served")
        while True:
            count = int(self.sim("receipts"))
            new = {n: t for n, t in pieces(self.cabinet).items() if n not in self.papers}
            left_ms = int(1000 * (end - time.monotonic()))
            if self.row.printed.startswith("done") or left_ms <= 0 or any(f"end of SLIP{self.b.secret}" in t for t in new.values()):
                return new
            self.sim(f"wait receipts {count + 1} {left_ms}")

    def judge_left_behind(self):
        needles = self.a.needles() + self.b.needles()
        end, looks = time.monotonic() + GONE_S * self.slack, 0
        while True:
            left, holds = self.cabinet.traces(needles), self.cabinet.holds()
            looks += 1  # B knows the result a moment before it is erased, and one look may take as long as all the time there is
            if (not left and holds == self.before) or (time.monotonic() > end and looks >= LOOKS):
                break
            self.visitor.wait(0.1, lambda: False)
        if left:
            owners = {"A" if needle in self.a.needles() else "B" for _, needle in left}
            places = ", ".join(sorted(f"{name} {'UTF-16' if 0 in needle else 'text'}" for name, needle in left))
            for (name, _), bytes_about in left.items():
                print(f"{self.row.name}/{self.column.name} {name}: {bytes_about!r}", file=sys.stderr)
            self.wrong.append(f"memory still holds words of {' and '.join(sorted(owners))}: {places}")
        if holds != self.before:
            self.wrong.append(f"threads and descriptors: {self.before} before, {holds} after")

    def check_expected(self):
        wanted = expect.end(self.row, self.column)
        if not self.wrong and wanted and self.end not in wanted.split("|"):
            self.wrong.append(f"A's order ended with {self.end}, not {wanted}")

