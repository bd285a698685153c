# SPDX-License-Identifier: Apache-2.0
"""Identity cards, in each kind of reader, and what goes wrong with them."""
import os

from system.dialogues import check, dialogue

DATA = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", "data"))
CITIZEN = os.path.join(DATA, "id-cards", "sample_cn_1295.bin")
CARDS = {
    CITIZEN: "citizen",
    os.path.join(DATA, "id-cards", "sample_hmt_1295.bin"): "hmt-permit",
    os.path.join(DATA, "id-cards", "sample_foreign_I_1295.bin"): "foreigner-20",
    os.path.join(DATA, "id-cards", "sample_foreign_Y_1295.bin"): "foreigner-20",
    os.path.join(DATA, "cards", "zhang-san.card"): "citizen",
    os.path.join(DATA, "cards", "maria-2023.card"): "foreigner-2023",
}
READ_S = 30


def begin_read(scene, device="idcard0", reader="reader"):
    """kioskctl waits for a card, and the reader has seen that none lies there."""
    reading = scene.ctl("read-card")
    scene.wait_state(device, "busy")
    scene.wait_looking(reader)
    return reading


def read(scene, card=CITIZEN, device="idcard0", reader="reader"):
    """What kioskctl shows of a card that is put down and lifted again."""
    reading = begin_read(scene, device, reader)
    scene.sim.ask("card present " + card)
    check(reading.wait_end(READ_S) == 0, f"read-card: {reading.text}")
    scene.sim.ask("card lift")
    scene.wait_state(device, "ready", without=("card-present",))
    return reading.lines[-1]


@dialogue("each kind of card")
def each_card(scene):
    for path, kind in CARDS.items():
        shown = read(scene, path)
        check(shown.startswith(kind) and "**" in shown, f"{os.path.basename(path)} was shown as: {shown}")
    return f"{len(CARDS)} cards"


@dialogue("another reader in its place")
def other_variants(scene):
    """A and B by their descriptors, the one behind a HID adapter by its framing."""
    names = []
    for variant, model in (("reader-b", "ID card reader B"), ("reader-hid", "ID card reader HID")):
        scene.unplug(names[-1] if names else "reader", "idcard0")
        scene.sim.ask("plug " + variant)
        scene.wait_state("idcard0", "ready", *model.split())
        check(read(scene, reader=variant).startswith("citizen"), f"{variant} did not read")
        names.append(variant)
    return ", ".join(names)


@dialogue("two readers at once")
def two_readers(scene):
    scene.sim.ask("plug reader-b")
    scene.wait_state("idcard1", "ready")
    check(read(scene).startswith("citizen"), "the first one did not read")
    scene.unplug("reader", "idcard0")
    check(read(scene, device="idcard1", reader="reader-b").startswith("citizen"), "the second one did not read")
    scene.unplug("reader-b", "idcard1")


@dialogue("a reader that stalls")
def stall(scene):
    """The real halt: cleared by the host, over the wire."""
    scene.sim.ask("fault reader stall")
    scene.devices.wait_line(r"device_failed device=idcard0 err=stall remedy=clear-halt", READ_S)
    scene.sim.ask("fault reader clear")
    scene.wait_state("idcard0", "ready", seconds=READ_S)
    check(read(scene).startswith("citizen"), "it did not read afterwards")


@dialogue("a reader that falls silent")
def mute(scene):
    scene.sim.ask("fault reader mute")
    scene.wait_state("idcard0", "broken", seconds=READ_S)
    scene.sim.ask("fault reader clear")
    scene.wait_state("idcard0", "ready", seconds=READ_S)
    check(read(scene).startswith("citizen"), "it did not read afterwards")


@dialogue("short and garbled answers")
def nonsense(scene):
    for fault in ("short", "garbage"):
        reading = begin_read(scene)
        scene.sim.ask("fault reader " + fault)
        scene.sim.ask("card present " + CITIZEN)
        scene.wait_state("idcard0", "broken", seconds=READ_S)
        check(reading.status is None, f"{fault}: a card was believed: {reading.text}")
        scene.sim.ask("card lift")
        scene.sim.ask("fault reader clear")
        scene.wait_state("idcard0", "busy", seconds=READ_S)  # the command outlives the reader's trouble
        scene.wait_looking()
        scene.sim.ask("card present " + CITIZEN)
        check(reading.wait_end(READ_S) == 0, f"{fault}: {reading.text}")
        scene.sim.ask("card lift")
        scene.wait_state("idcard0", "ready", without=("card-present",))
