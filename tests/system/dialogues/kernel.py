# SPDX-License-Identifier: Apache-2.0
"""What stands behind the devices here and nowhere else: class drivers, rights, the cost of waiting."""
from system.dialogues import check, dialogue

OURS = {"ID card reader": "", "T80 receipt printer": "usblp", "QR scanner": "usbhid"}
IDLE_S = 20


@dialogue("who is who")
def listed(scene):
    """Three devices with model and serial; only ours belong to the service's group."""
    shown = scene.ctl("list")
    check(shown.wait_end(20) == 0, f"list: {shown.text}")
    for device, words in (("idcard0", "ID card reader serial=05.01"), ("receipt0", "T80 serial=P0001"),
                          ("scanner0", "QR scanner serial=S0001")):
        check(any(line.startswith(device) and "ready" in line and words in line for line in shown.lines),
              f"{device} is not listed as “{words}”: {shown.text}")
    groups = scene.machine.run("sh", "-c", "stat -c %G /dev/bus/usb/*/*").split()
    check(groups.count("kiosk-devices") == len(OURS), f"groups of the nodes: {groups}")


@dialogue("class drivers give way and come back")
def drivers(scene):
    """usblp and usbhid hold their devices until kiosk-devices takes them, and again when it lets go."""
    for product in OURS:
        scene.wait_driver(product, "usbfs")
    status = scene.stop_devices()
    check(status == 0, f"kiosk-devices ended with status {status}")
    for product, driver in OURS.items():
        scene.wait_driver(product, driver)
    scene.start_devices()
    for device in ("idcard0", "receipt0", "scanner0"):
        scene.wait_state(device, "ready")
    return "usblp, usbhid"


@dialogue("what waiting costs")
def idle_cost(scene):
    """Processor time of all threads of kiosk-devices while nothing happens."""
    pid = scene.machine.run("pidof", "kiosk-devices").split()[0]
    text = scene.machine.run("sh", "-c", f"cut -d' ' -f1 /proc/{pid}/task/*/schedstat; sleep {IDLE_S}; echo; "
                             f"cut -d' ' -f1 /proc/{pid}/task/*/schedstat", seconds=IDLE_S + 20)
    before, after = (sum(map(int, part.split())) for part in text.split("\n\n"))
    share = (after - before) / (IDLE_S * 1e9) * 100
    return f"{share:.2f} % of the guest's processor over {IDLE_S} s"


@dialogue("the kernel has no complaint")
def complaints(scene):
    """Descriptors against the bus's rules, requests to what is not claimed, warnings, crashes."""
    bad = ("did not claim interface", "invalid maxpacket", "WARNING:", "BUG:", "Oops", "segfault", "config 1 has", "unable to")
    lines = [line for line in scene.machine.run("dmesg").splitlines() if any(word in line for word in bad)]
    check(not lines, "; ".join(lines[:3]))
