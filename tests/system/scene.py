# SPDX-License-Identifier: Apache-2.0
"""The simulated cabinet on the host, plugged into a machine in which kiosk-devices runs as its own user."""
import json
import os
import shutil
import signal
import tempfile
import time

from stage.control import Control
from stage.program import Program, environment
from stage.waiting import Trouble, wait_for_text
from system.machine import Machine

DEVICES = ("reader", "printer", "scanner", "reader-b", "reader-hid", "scanner-newland", "scanner-cdc", "scanner-wedge")
AT_START = ("reader", "printer", "scanner")
USER = ("setpriv", "--reuid=962", "--regid=962", "--clear-groups", "--no-new-privs")
RUN, ETC = "/run/budayang", "/run/budayang-etc"
BOOT_S, SLOW_S = 60, 20


class Scene:
    def __init__(self, build, kernel, out):
        self.build, self.out = os.path.realpath(build), out
        self.folder = tempfile.mkdtemp(prefix="system-")  # short: sockets have short names
        self.sim_program = self.machine = self.devices = self.watch = None
        self.begun = []  # kioskctl, perhaps still waiting
        self.env = {"BUDAYANG_RUN": RUN, "BUDAYANG_ETC": ETC, "BUDAYANG_LOG": "debug",
                    "BUDAYANG_ASSETS": os.path.join(os.path.dirname(__file__), "..", "..", "assets")}
        try:
            self._open(kernel)
        except BaseException:
            self.close()
            raise

    def _open(self, kernel):
        sockets, ready = os.path.join(self.folder, "usb"), os.path.join(self.folder, "ready")
        os.mkdir(sockets)
        control = os.path.join(self.folder, "control")
        self.sim_program = Program("kiosk-sim", [
            os.path.join(self.build, "bin", "kiosk-sim"), "--control", control, "--ready", ready, "--receipts",
            os.path.join(self.folder, "receipts"), "--transport", "usbredir", sockets],
            environment({"BUDAYANG_LOG": "info"}), os.path.join(self.folder, "kiosk-sim.log"), restarts=False)
        self.sim_program.start()
        wait_for_text(ready, 10, lambda: self.sim_program.alive)
        self.sim = Control(control, "the simulator")
        self.machine = Machine(kernel, self.folder, {d: os.path.join(sockets, d + ".sock") for d in DEVICES})
        self.machine.wait_ready(BOOT_S)
        self.ready_s = time.monotonic() - self.machine.began
        self.busy_s = self.machine.busy_s()
        self.userspace_s = self.ready_s - self.machine.ready + self.machine.mark("userspace")

    def close(self):
        problems = []
        if self.machine:
            self.machine.close()
        if self.sim_program:
            self.sim_program.close()
            problems = self.sim_program.problems
        self._keep_logs()
        shutil.rmtree(self.folder, ignore_errors=True)
        return problems

    def _keep_logs(self):
        for name in ("console.log", "qemu.log", "kiosk-sim.log"):
            if os.path.exists(os.path.join(self.folder, name)):
                shutil.copy(os.path.join(self.folder, name), self.out)
        for name, process in (("kiosk-devices.log", self.devices), ("watch.log", self.watch)):
            if process:
                with open(os.path.join(self.out, name), "w", encoding="utf-8") as f:
                    f.write(process.text + "\n")
        if os.path.isdir(os.path.join(self.folder, "receipts")):
            shutil.copytree(os.path.join(self.folder, "receipts"), os.path.join(self.out, "receipts"), dirs_exist_ok=True)

    # --- the service ---

    def start_devices(self):
        self.machine.run("sh", "-c", f"mkdir -p {RUN} {ETC} && chown 962:962 {RUN} && "
                         f"printf '[devices]\\nreceipt_profile = generic-80\\n' >{ETC}/kiosk.ini")
        self.devices = self.machine.start(*USER, self.binary("bin/kiosk-devices"), env=self.env)
        self.devices.wait_line("event=started", SLOW_S)
        self.watch = self.machine.start(self.binary("libexec/kioskctl-devices"), "watch", env=self.env)

    def stop_devices(self):
        """Its status; 0 is a clean end."""
        self.devices.signal(signal.SIGTERM)
        status = self.devices.wait_end(SLOW_S)
        self.watch.signal(signal.SIGKILL)
        self.watch.wait_end(SLOW_S)
        return status

    def binary(self, name):
        return os.path.join(self.build, name)

    def ctl(self, *words):
        """kioskctl devices …, begun."""
        self.begun.append(self.machine.start(self.binary("libexec/kioskctl-devices"), *words, env=self.env))
        return self.begun[-1]

    def unplug(self, name, device):
        """Until both have told it: the transfer or the check that failed, and hot-plug."""
        begin = len(self.devices.lines)
        self.sim.ask("unplug " + name)
        self.wait_left(device, begin)

    def wait_left(self, device, begin, seconds=SLOW_S):
        """`device` may be "": whichever leaves."""
        told = f"usb_left device={device}"
        if not self.machine.wait(lambda: any(told in line for line in self.devices.lines[begin:]) or None, seconds):
            raise Trouble(f"hot-plug did not tell that {device or 'it'} left")
        if device:
            self.wait_state(device, "absent")

    # --- what its devices are now ---

    def state(self, device):
        """The newest line about it: "ready SAM-V serial=…"; "" when there is none."""
        for line in reversed(self.watch.lines):
            name, _, rest = line.partition(" ")
            if name == device:
                return rest.strip()
        return ""

    def wait_state(self, device, *words, without=(), seconds=SLOW_S):
        """Until the device's newest line holds all the words; returns it."""
        def look():
            has = self.state(device).split()
            return " ".join(has) if all(w in has for w in words) and not any(w in has for w in without) else None
        found = self.machine.wait(look, seconds)
        if found is None:
            raise Trouble(f"{device} was not {' '.join(words)} after {seconds} s but: {self.state(device) or 'not there'}")
        return found

    def wait_looking(self, reader="reader", looks=2):
        """Until the module was asked that often from now on. Nobody tells of it, so the simulator is asked."""
        told, end, count = self.sim_state(reader)["bytes_in"], time.monotonic() + SLOW_S, 0
        while count < looks:
            if time.monotonic() > end:
                raise Trouble(f"nobody looks at {reader}")
            time.sleep(0.05)
            now = self.sim_state(reader)["bytes_in"]
            told, count = now, count + (now != told)

    def sim_state(self, device):
        return json.loads(self.sim.ask("state"))[device]

    def rest(self):
        """As it was at the start: three devices, no fault, nothing lies anywhere, nobody waits."""
        for process in self.begun:
            if process.status is None:
                process.signal(signal.SIGTERM)
                process.wait_end(SLOW_S)
        self.begun = []
        for device in DEVICES:
            self.sim.ask(f"fault {device} clear")
        self.sim.ask("card lift")
        for device in set(DEVICES) - set(AT_START):
            if self.sim_state(device)["plugged"]:
                begin = len(self.devices.lines)
                self.sim.ask("unplug " + device)
                self.wait_left("", begin)  # else the next one is taken for a second of its kind
        for device in AT_START:
            if not self.sim_state(device)["plugged"]:
                self.sim.ask("plug " + device)
        self.wait_state("idcard0", "ready", without=("card-present",))
        self.wait_state("receipt0", "ready")
        self.wait_state("scanner0", "ready")

    # --- the kernel's side ---

    def node_of(self, product):
        """The sysfs folder of the USB device with this product string."""
        found = self.machine.run("sh", "-c", f"grep -l '^{product}$' /sys/bus/usb/devices/*/product", status=None)
        return os.path.dirname(found.splitlines()[0]) if found else None

    def wait_driver(self, product, driver):
        """The kernel tells nobody of a driver that changes hands, so it is asked."""
        end = time.monotonic() + SLOW_S
        while self.driver_of(product) != driver:
            if time.monotonic() > end:
                raise Trouble(f"{product}: driver “{self.driver_of(product)}”, not “{driver}”")
            time.sleep(0.1)

    def driver_of(self, product, interface=0):
        """What the kernel has bound to its interface: "usblp", "usbfs" …; "" for nothing."""
        node = self.node_of(product)
        if not node:
            raise Trouble(f"the kernel has no device “{product}”")
        return os.path.basename(self.machine.run("readlink", f"{node}:1.{interface}/driver", status=None).strip())
