# SPDX-License-Identifier: Apache-2.0
"""A virtual machine with the host's root, read-only beneath a layer in memory, and USB devices behind sockets. Never KVM:
the figures and the order of events are to be the same everywhere."""
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import threading
import time

from stage.program import Program, environment
from stage.waiting import Trouble
from system.kernel import AT_START

HERE = os.path.dirname(os.path.realpath(__file__))
GUEST = os.path.join(HERE, "guest")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
MEMORY_MB = 768
# A kernel that speculates nothing need not be protected from it; the rest keeps it short and quiet.
COMMAND_LINE = "console=ttyS0 quiet panic=-1 mitigations=off audit=0"


class Process:
    """A program in the guest. Its lines are kept; who waits for one looks only at what it has not looked at yet."""

    def __init__(self, machine, number, argv):
        self.machine, self.number, self.argv = machine, number, argv
        self.lines, self.status, self.looked_at = [], None, 0

    def wait_line(self, pattern, seconds):
        """The next line in which the pattern is found."""
        wanted = re.compile(pattern)

        def look():
            while self.looked_at < len(self.lines):
                line = self.lines[self.looked_at]
                self.looked_at += 1
                if wanted.search(line):
                    return line
            return "" if self.status is not None else None

        line = self.machine.wait(look, seconds)
        if not line:
            last = "; ".join(self.lines[-4:])
            raise Trouble(f"{os.path.basename(self.argv[0])} did not say “{pattern}” within {seconds} s: {last}")
        return line

    def wait_end(self, seconds):
        if self.machine.wait(lambda: self.status is not None or None, seconds) is None:
            raise Trouble(f"{' '.join(self.argv)} did not end within {seconds} s")
        return self.status

    def signal(self, number):
        self.machine.say(id=self.number, signal=number)

    @property
    def text(self):
        return "\n".join(self.lines)


class Machine:
    def __init__(self, kernel, folder, sockets):
        """`sockets`: name → path, one USB device each."""
        self.folder, self.console = folder, os.path.join(folder, "console.log")
        self.lock = threading.Condition()
        self.processes, self.ready = {}, None
        self._make_initrd(kernel)
        path = os.path.join(folder, "agent.sock")
        self.began = time.monotonic()
        self.qemu = Program("qemu", self._words(kernel, path, sockets), environment({}),
                            os.path.join(folder, "qemu.log"), restarts=False)
        self.qemu.judged = False
        self.qemu.start()
        self.port = self._connect(path)
        threading.Thread(target=self._listen, daemon=True).start()

    # --- what it is made of ---

    def _make_initrd(self, kernel):
        """busybox, the modules that lead to the root, and where things are: unpacked, for unpacking costs most."""
        root = os.path.join(self.folder, "initrd")
        os.makedirs(os.path.join(root, "bin"))
        os.makedirs(os.path.join(root, "modules"))
        shutil.copy("/bin/busybox", os.path.join(root, "bin"))
        shutil.copy(os.path.join(GUEST, "init"), root)
        files = kernel.modules(AT_START)
        for path in files:
            shutil.copy(path, os.path.join(root, "modules"))
        with open(os.path.join(root, "modules", "order"), "w", encoding="ascii") as f:
            f.writelines(os.path.basename(path) + "\n" for path in files)
        with open(os.path.join(root, "where"), "w", encoding="utf-8") as f:
            for name, path in (("GUEST", GUEST), ("TREE", kernel.tree), ("ROOT", os.path.realpath(HERE + "/../.."))):
                f.write(f"{name}={shlex.quote(path)}\n")
        subprocess.run("find . | cpio -o -H newc --quiet -R 0:0 >../initrd.img", shell=True, cwd=root, check=True)

    def _words(self, kernel, agent, sockets):
        words = ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-machine", "q35", "-m", str(MEMORY_MB),
                 "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", "file:" + self.console,
                 "-kernel", kernel.image, "-initrd", os.path.join(self.folder, "initrd.img"), "-append", COMMAND_LINE,
                 "-virtfs", "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap",
                 "-device", "virtio-serial-pci", "-chardev", f"socket,id=agent,path={agent},server=on,wait=off",
                 "-device", "virtserialport,chardev=agent,name=agent", "-device", "qemu-xhci,id=usb,p2=15,p3=1"]
        for name, path in sockets.items():
            words += ["-chardev", f"socket,id=c-{name},path={path}",
                      "-device", f"usb-redir,chardev=c-{name},id=d-{name},bus=usb.0"]
        return words

    def _connect(self, path):
        """QEMU listens within moments of its start."""
        end = time.monotonic() + 10
        while self.qemu.alive and time.monotonic() < end:
            port = socket.socket(socket.AF_UNIX)
            try:
                port.connect(path)
                return port
            except OSError:
                port.close()
                time.sleep(0.02)
        raise Trouble(f"QEMU did not start: {self.qemu.log_text().strip()[-300:]}")

    # --- talking with the guest ---

    def _listen(self):
        with self.port.makefile("r", encoding="utf-8") as lines:
            for line in lines:
                with self.lock:
                    self._hear(json.loads(line))
                    self.lock.notify_all()
        with self.lock:
            for process in self.processes.values():
                process.status = 255 if process.status is None else process.status
            self.lock.notify_all()

    def _hear(self, news):
        if "ready" in news:
            self.ready = news["ready"]
            return
        process = self.processes[news["id"]]
        if "line" in news:
            process.lines.append(news["line"])
        if "end" in news:
            process.status = news["end"]

    def wait(self, look, seconds):
        """What `look` returns as soon as that is not None; None after `seconds`."""
        found = []

        def looked():
            found.append(look())
            return found[-1] is not None

        with self.lock:
            return found[-1] if self.lock.wait_for(looked, seconds) else None

    def say(self, **order):
        self.port.sendall(json.dumps(order).encode() + b"\n")

    def wait_ready(self, seconds):
        with self.lock:
            if not self.lock.wait_for(lambda: self.ready is not None or not self.qemu.alive, seconds) or self.ready is None:
                raise Trouble(f"the guest was not ready after {seconds} s: {self.console_text()[-600:]}")

    def start(self, *argv, env=None):
        with self.lock:
            process = Process(self, len(self.processes) + 1, argv)
            self.processes[process.number] = process
        self.say(id=process.number, argv=argv, env={"PATH": PATH, "LANG": "C.UTF-8", **(env or {})})
        return process

    def run(self, *argv, seconds=20, env=None, status=0):
        """Its text; it must end with `status` (None: any)."""
        process = self.start(*argv, env=env)
        if process.wait_end(seconds) != status and status is not None:
            raise Trouble(f"{' '.join(argv)} ended with status {process.status}: {process.text[-300:]}")
        return process.text

    def console_text(self):
        with open(self.console, encoding="utf-8", errors="replace") as f:
            return f.read()

    def busy_s(self):
        """Processor time of QEMU: what a start costs, whatever else the machine has to do."""
        with open(f"/proc/{self.qemu.pid}/stat", encoding="ascii") as f:
            fields = f.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def mark(self, name):
        """Seconds from the kernel's begin to a place in its scripts that says so on the console."""
        found = re.search(rf"guest: {name} ([0-9.]+)", self.console_text())
        if not found:
            raise Trouble(f"the guest did not come to “{name}”")
        return float(found.group(1))

    def close(self):
        self.qemu.close()
        self.port.close()
