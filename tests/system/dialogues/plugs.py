# SPDX-License-Identifier: Apache-2.0
"""What is pulled out and plugged in again, idle and at work; resets; the service itself going."""
import re
import signal
import time

from system.dialogues import check, dialogue
from system.dialogues.paper_and_codes import LIGHT_S
from system.dialogues.readers import CITIZEN, READ_S, begin_read, read

GONE, LEFT = r"device_failed device={} err=gone", r"usb_left device={}"


def order(scene, device, begin):
    """Which came first, of a transfer that fails with "gone" and of hot-plug's "left"."""
    lines = scene.devices.lines[begin:]
    gone = [i for i, line in enumerate(lines) if re.search(GONE.format(device), line)]
    left = [i for i, line in enumerate(lines) if re.search(LEFT.format(device), line)]
    check(left, f"hot-plug did not tell that {device} left")
    return "gone, then left" if gone and gone[0] < left[0] else "left first"


@dialogue("unplugged while nothing runs")
def idle(scene):
    orders = []
    for name, device in (("reader", "idcard0"), ("printer", "receipt0"), ("scanner", "scanner0")):
        begin = len(scene.devices.lines)
        scene.unplug(name, device)
        orders.append(order(scene, device, begin))
        scene.sim.ask("plug " + name)
        scene.wait_state(device, "ready")
    return ", ".join(sorted(set(orders)))


@dialogue("unplugged with a transfer on its way")
def at_work(scene):
    """The scanner's pipe is always asked: there the kernel ends the transfer before udev has a word."""
    scanning = scene.ctl("scan")
    scene.wait_state("scanner0", "busy")
    begin = len(scene.devices.lines)
    scene.unplug("scanner", "scanner0")
    found = order(scene, "scanner0", begin)
    check(scanning.status is None, f"the scan ended: {scanning.text}")
    scene.sim.ask("plug scanner")
    scene.wait_state("scanner0", "busy")
    time.sleep(LIGHT_S)
    scene.sim.ask("scan text BACK")
    check(scanning.wait_end(READ_S) == 0 and "4 bytes" in scanning.text, f"scan: {scanning.text}")
    return found


@dialogue("unplugged in the middle of a record")
def in_a_record(scene):
    """The command goes on when the reader is back; half a record is nobody's."""
    reading = begin_read(scene)
    begin = len(scene.devices.lines)
    scene.sim.ask("fault reader unplug-after 500")
    scene.sim.ask("card present " + CITIZEN)
    scene.wait_left("idcard0", begin)
    found = order(scene, "idcard0", begin)
    scene.sim.ask("card lift")
    scene.sim.ask("plug reader")
    scene.wait_state("idcard0", "busy", seconds=READ_S)
    check(reading.status is None, f"the read ended: {reading.text}")
    scene.wait_looking()
    scene.sim.ask("card present " + CITIZEN)
    check(reading.wait_end(READ_S) == 0 and reading.lines[-1].startswith("citizen"), f"read-card: {reading.text}")
    return found


@dialogue("everything leaves and comes at once")
def storm(scene):
    for _ in range(3):
        for name in ("reader", "printer", "scanner"):
            scene.sim.ask("unplug " + name)
        for name in ("scanner", "printer", "reader"):
            scene.sim.ask("plug " + name)
    for device in ("idcard0", "receipt0", "scanner0"):
        scene.wait_state(device, "ready")
    check(read(scene).startswith("citizen"), "it did not read afterwards")


@dialogue("a technician's reset")
def reset(scene):
    """A port reset through the hub: the kernel asks for the descriptors again and finds the same device."""
    log = scene.machine.start("dmesg", "--follow-new")
    for device, product in (("idcard0", "ID card reader"), ("receipt0", "T80 receipt printer"), ("scanner0", "QR scanner")):
        check(scene.ctl("reset", device).wait_end(READ_S) == 0, "kioskctl could not say it")
        log.wait_line(r"usb \S+: reset ", READ_S)
        scene.wait_state(device, "ready", seconds=READ_S)
        scene.wait_driver(product, "usbfs")
    log.signal(signal.SIGTERM)
    check(read(scene).startswith("citizen"), "it did not read afterwards")


@dialogue("the service is killed and starts again")
def killed(scene):
    """The kernel lets go of what a dead process had claimed; the next one takes it."""
    scene.devices.signal(signal.SIGKILL)
    scene.devices.wait_end(READ_S)
    scene.watch.signal(signal.SIGKILL)
    scene.watch.wait_end(READ_S)
    scene.start_devices()
    for device in ("idcard0", "receipt0", "scanner0"):
        scene.wait_state(device, "ready")
    check(read(scene).startswith("citizen"), "it did not read afterwards")
