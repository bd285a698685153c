# SPDX-License-Identifier: Apache-2.0
"""The whole house on a table: simulated devices, the stand-in province and the three programs, in a
private folder, with fresh state, on a screen of its own or a given one. Everything ends with it."""
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time

from stage.control import Control
from stage.loudspeaker import Loudspeaker
from stage.program import Program, environment, preload_for
from stage.waiting import Trouble, wait_for_text

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../.."))
UMOCKDEV = "libumockdev-preload.so.0"
PRODUCT = ("kiosk-devices", "kiosk-platform", "kiosk")
WIDTH, HEIGHT = 1080, 1920
CLOCKS = ("clock", "province-clock")  # one for the house, one for the province: they may differ

SETTINGS = """[kiosk]
code = K017
title = 盐湖区政务服务
title_en = Yanhu District Services
area_code = 140802
help_phone = 12345
screen_mm = 930
[province]
url = https://127.0.0.1:{port}/kiosk/v1
timeout_s = 10
[devices]
[visit]
idle_s = 120
warn_s = 60
result_s = 60
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Stage:
    """stage = Stage(build, out); stage.open(); …; stage.close()."""

    def __init__(self, build, out, display=None, real_devices=False, kiosk_options=()):
        self.build, self.out = os.path.realpath(build), os.path.realpath(out)
        self.display, self.real_devices = display, real_devices
        self.kiosk_options = list(kiosk_options)
        self.programs = {}
        self.folder = self.loudspeaker = self.office = None
        self.network = True

    # --- opening and closing ---

    def open(self):
        self.folder = tempfile.mkdtemp(prefix="budayang-")
        for name in ("run", "state", "devices", "etc", "log", "home"):
            os.mkdir(self.path(name), 0o700)
        os.makedirs(self.receipts_folder, exist_ok=True)
        for name in CLOCKS:
            with open(self.path(name), "wb") as f:
                f.write(struct.pack("=q", 0))
        try:
            self._prepare_settings()
            if self.display is None:
                self.display = self._open_screen()
                self.loudspeaker = Loudspeaker(self.path("loudspeaker"))
                self.environment |= self.loudspeaker.environment
            self.environment["DISPLAY"] = self.display
            self._open_world()
            self._open_house()
        except BaseException:
            self.close()
            raise

    def close(self):
        """Ends everything; returns what was not as it should be."""
        for name in list(self.programs)[::-1]:
            self.programs[name].close()
        problems = [p for program in self.programs.values() for p in program.problems]
        if self.loudspeaker:
            self.loudspeaker.close()
            self.loudspeaker = None
        if self.folder:
            self._keep_logs()
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None
        return problems

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def binary(self, name):
        return os.path.join(self.build, "bin", name)

    @property
    def receipts_folder(self):
        return os.path.join(self.out, "receipts")

    def _prepare_settings(self):
        keys = os.path.join(self.build, "demo-keys")
        made = subprocess.run([os.path.join(ROOT, "packaging/provision/make-demo-keys"), keys],
                              capture_output=True, text=True, check=False)
        if made.returncode:
            raise Trouble(f"no keys: {made.stderr.strip()}")
        shutil.copytree(os.path.join(keys, "kiosk"), self.path("etc", "keys"))
        self.province_keys = os.path.join(keys, "province")
        self.port = free_port()
        with open(self.path("etc", "kiosk.ini"), "w", encoding="utf-8") as f:
            f.write(SETTINGS.format(port=self.port))
        self.environment = environment({
            "HOME": self.path("home"),
            "BUDAYANG_RUN": self.path("run"),
            "BUDAYANG_STATE": self.path("state"),
            "BUDAYANG_ITEMS": self.path("items"),
            "BUDAYANG_DEVICES": self.path("devices"),
            "BUDAYANG_ETC": self.path("etc"),
            "BUDAYANG_ASSETS": os.path.join(ROOT, "assets"),
            "BUDAYANG_CLOCK": self.path("clock"),
            "BUDAYANG_LOG": os.environ.get("BUDAYANG_LOG", "info"),
            "SDL_VIDEODRIVER": "x11",
        })

    def _open_screen(self):
        told = self.path("run", "display")
        argv = ["sh", "-c", 'exec 3>"$0" "$@"', told, "Xvfb", "-displayfd", "3", "-screen", "0",
                f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset", "-s", "0", "-dpms"]
        screen = self.add("Xvfb", argv, restarts=False)
        return ":" + wait_for_text(told, 10, lambda: screen.alive)

    def _open_world(self):
        if not self.real_devices:
            sim = self.add("kiosk-sim", [self.binary("kiosk-sim"), "--control", self.path("run", "sim.control"),
                                         "--receipts", self.receipts_folder, "--ready", self.path("run", "sim.ready")],
                           restarts=False, extra={"LD_PRELOAD": preload_for(self.binary("kiosk-sim"), UMOCKDEV)})
        province = self.add("province-standin", [
            self.binary("province-standin"), "--port", str(self.port), "--keys", self.province_keys,
            "--db", self.path("province.db"), "--control", self.path("run", "province.control"),
            "--ready", self.path("run", "province.ready"), "--office-port", str(free_port())], restarts=False,
            extra={"BUDAYANG_CLOCK": self.path("province-clock")})
        if not self.real_devices:
            self.testbed = wait_for_text(self.path("run", "sim.ready"), 20, lambda: sim.alive)
        wait_for_text(self.path("run", "province.ready"), 20, lambda: province.alive)
        with open(self.path("run", "province.ready"), encoding="utf-8") as f:
            self.office = f.read().split()[1]
        self.sim = Control(self.path("run", "sim.control"), "the simulator")
        self.province = Control(self.path("run", "province.control"), "the province")

    def _open_house(self):
        for name in PRODUCT:
            extra = {}
            if name == "kiosk-devices" and not self.real_devices:
                extra = {"LD_PRELOAD": preload_for(self.binary(name), UMOCKDEV),
                         "UMOCKDEV_DIR": self.testbed.split("=", 1)[-1]}
            options = self.kiosk_options if name == "kiosk" else []
            self.add(name, [self.binary(name)] + options, extra=extra).may_close = bool(options)

    def add(self, name, argv, restarts=True, extra=None):
        env = dict(self.environment)
        program = Program(name, argv, env, self.path("log", name + ".log"), restarts, extra)
        self.programs[name] = program
        program.start()
        return program

    def _keep_logs(self):
        kept = os.path.join(self.out, "log")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.path("log"), kept)

    # --- what happens to the house ---

    def kill(self, *names):
        """All at once, without a warning, and they stay down."""
        for name in names:
            self.programs[name].hold()
        for name in names:
            self.programs[name].kill()
        for name in names:
            if not self.programs[name].wait_ended(5):
                raise Trouble(f"{name} outlived SIGKILL")

    def come_back(self, *names):
        for name in names:
            self.programs[name].start()

    def pass_time(self, seconds, clocks=CLOCKS):
        """Steps the clock of every program at once."""
        for name in clocks:
            with open(self.path(name), "r+b") as f:
                now = struct.unpack("=q", os.pread(f.fileno(), 8, 0))[0]
                os.pwrite(f.fileno(), struct.pack("=q", now + int(seconds * 1000)), 0)

    def now_s(self, clock="clock"):
        """Seconds since 1970 by the stepped clock of the house, or of the province."""
        with open(self.path(clock), "rb") as f:
            return time.time() + struct.unpack("=q", f.read(8))[0] / 1000

    def be_stranger(self, strange):
        """The province's address answers with keys and a certificate of somebody else; or its own again."""
        keys = self.province_keys
        if strange:
            keys = os.path.join(self.build, "stranger-keys")
            subprocess.run([os.path.join(ROOT, "packaging/provision/make-demo-keys"), keys], check=True,
                           capture_output=True)
            keys = os.path.join(keys, "province")
        program = self.programs["province-standin"]
        program.stop()
        os.unlink(self.path("run", "province.ready"))
        program.argv[program.argv.index("--keys") + 1] = keys
        program.start()
        wait_for_text(self.path("run", "province.ready"), 20, lambda: program.alive)

    def put_gateway(self, name):
        """A gateway stands before the province from now on, and kiosk.ini knows it."""
        self.province.ask(f"gateway {name}")
        program = self.programs["kiosk-platform"]
        program.stop()
        with open(self.path("etc", "kiosk.ini"), "a", encoding="utf-8") as f:
            f.write(f"[gateway]\nprofile = {name}\nsystem = 140000-kiosks\nservice = s_140000_0001\n")
        program.start()

    def give_small_disk(self, name):
        """The program starts anew with a state folder of 1 MiB that it alone can see."""
        program, rights = self.programs[name], [] if os.geteuid() == 0 else ["-r"]
        program.stop()
        program.argv[:0] = ["unshare", *rights, "-m", "sh", "-c",
                            'mount -t tmpfs -o size=1m none "$BUDAYANG_STATE" && exec "$0" "$@"']
        program.start()

    def fill_disk(self, name, full):
        disk = f"/proc/{self.programs[name].pid}/root{self.path('state')}"
        filler = os.path.join(disk, "filler")
        if not full:
            os.unlink(filler)
            return
        with open(filler, "wb", buffering=0) as f:
            try:
                while f.write(bytes(4096)):
                    pass
            except OSError:
                pass  # full

    def set_network(self, there):
        self.province.ask("network restore" if there else "network cut")
        self.network = there

    def ask_devices(self, *words):
        """kioskctl devices, as a technician says it: exit status and what it says."""
        program = os.path.join(self.build, "libexec", "kioskctl-devices")
        done = subprocess.run([program, *words], env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout + done.stderr

    def ask_status(self):
        """What kioskctl status says."""
        done = subprocess.run([os.path.join(self.build, "libexec", "kioskctl-status")], env=self.environment, capture_output=True,
                              text=True, timeout=60, check=False)
        return done.stdout

    def wait_device(self, device, state, seconds, without="nothing"):
        """Until kioskctl sees the device in this state, and not in the other."""
        words = ["setpriv", "--pdeathsig", "KILL", "--", os.path.join(self.build, "libexec", "kioskctl-devices"), "watch"]
        watch = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        timer = threading.Timer(seconds, watch.kill)
        timer.start()
        try:
            if not any(device in line and state in line and without not in line for line in watch.stdout):
                raise Trouble(f"{device} did not become {state or 'free of ' + without}")
        finally:
            timer.cancel()
            watch.kill()
            watch.wait()

    def logs(self):
        return {name: program.log_text() for name, program in self.programs.items()}
