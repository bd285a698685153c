# SPDX-License-Identifier: Apache-2.0
"""Receipts, as the host finds them on the paper, and codes held before each kind of scanner."""
import time

from stage.waiting import Trouble
from system.dialogues import check, dialogue

PRINT_S, SCAN_S = 30, 20
SLIP = ("打印测试", "[QR BUDAYANG TEST]")


def print_slip(scene):
    """The text of the slip that came out, decoded on the host from what crossed USB."""
    before = int(scene.sim.ask("receipts"))
    printing = scene.ctl("print-test")
    scene.sim.ask(f"wait receipts {before + 1} {PRINT_S * 1000}", PRINT_S)
    check(printing.wait_end(PRINT_S) == 0, f"print-test: {printing.text}")
    with open(scene.sim.ask(f"receipt {before + 1} text"), encoding="utf-8") as f:
        return f.read()


@dialogue("a slip, read on the host")
def slip(scene):
    text = print_slip(scene)
    for words in SLIP:
        check(words in text, f"the slip lacks “{words}”: {text[:200]}")
    return f"{len(text.splitlines())} lines"


@dialogue("paper out and in again")
def paper(scene):
    scene.sim.ask("paper out")
    scene.wait_state("receipt0", "needs-staff", "paper-out")
    printing = scene.ctl("print-test")
    check(printing.wait_end(PRINT_S) == 1 and "not-begun" in printing.text, f"without paper: {printing.text}")
    scene.sim.ask("paper in")
    scene.wait_state("receipt0", "ready", without=("paper-out",))
    check(SLIP[0] in print_slip(scene), "no slip afterwards")


@dialogue("the printer leaves in the middle")
def printer_leaves(scene):
    """Some of it is on paper and nobody can say how much: never "done", never printed a second time."""
    before = int(scene.sim.ask("receipts"))
    scene.sim.ask("fault printer unplug-after 1500")
    printing = scene.ctl("print-test")
    check(printing.wait_end(PRINT_S) == 1 and "done" not in printing.text, f"print-test: {printing.text}")
    scene.wait_state("receipt0", "absent")
    scene.sim.ask("plug printer")
    scene.wait_state("receipt0", "ready")
    check(int(scene.sim.ask("receipts")) == before, "the old slip came out after all")
    check(SLIP[0] in print_slip(scene), "no slip afterwards")
    return next((line for line in printing.lines if not line.startswith("kioskctl")), "")


SCANNERS = ("scanner", "scanner-newland", "scanner-cdc", "scanner-wedge")
TEXT = "https://example.org/?id=0042"
LIGHT_S = 0.5  # from "busy" until what was shown before is forgotten; nobody tells when


def scan(scene, code):
    """What kioskctl shows of a code that is held up when the light is on, and again when nothing happened."""
    scanning = scene.ctl("scan")
    scene.wait_state("scanner0", "busy")
    for _ in range(3):
        time.sleep(LIGHT_S)
        scene.sim.ask(code)
        if scene.machine.wait(lambda: scanning.status, SCAN_S / 3) == 0:
            return scanning.text
    raise Trouble(f"scan: {scanning.text or 'nothing came'}")


@dialogue("a code, by each kind of scanner")
def scanners(scene):
    """HID POS twice, a serial line with its two interfaces, a keyboard."""
    there = SCANNERS[0]
    for name in SCANNERS:
        if name != there:
            scene.unplug(there, "scanner0")
            scene.sim.ask("plug " + name)
            scene.wait_state("scanner0", "ready")
            there = name
        text = scan(scene, "scan text " + TEXT)
        check(f"{len(TEXT)} bytes, text" in text, f"{name}: {text}")
    return ", ".join(SCANNERS)


@dialogue("a code that is no text")
def binary(scene):
    text = scan(scene, "scan hex 00ff80fe")
    check("4 bytes, binary" in text, f"scan: {text}")


@dialogue("a code that fills its packets")
def whole_packets(scene):
    """63 bytes and CR: the line's packet is full, and nothing comes behind it."""
    scene.unplug("scanner", "scanner0")
    scene.sim.ask("plug scanner-cdc")
    scene.wait_state("scanner0", "ready")
    code = TEXT.ljust(63, "x")
    text = scan(scene, "scan text " + code)
    check("63 bytes, text" in text, f"scan: {text}")
