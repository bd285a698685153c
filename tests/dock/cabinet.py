# SPDX-License-Identifier: Apache-2.0
"""What a person can do to the cabinet, and how it stands."""
import json
import os

from stage.stage import PRODUCT
from stage.waiting import Trouble
from story.people import everybody

DEVICES = ("reader", "scanner", "camera", "printer")
PAGES = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../data/pages")


class Cabinet:
    def __init__(self, stage):
        self.stage = stage
        self.people = {person.card: person for person in everybody()}
        self.card = None    # whose card was put on the reader
        self.known = set()  # whose phone code the province knows

    def do(self, request):
        doing = getattr(self, "do_" + str(request["do"]), None)
        if not doing:
            raise Trouble(f"nobody can do “{request['do']}” here")
        doing(request.get("what"))

    def open(self):
        """Whoever tries it finds a camera with a page under it."""
        if not self.stage.real_devices:
            self.stage.sim.ask("plug camera")
            self.do_page("lease")

    # --- things to do ---

    def do_present(self, name):
        person = self.people[name]
        self.stage.sim.ask("card lift")
        self.stage.sim.ask(f"card present {person.path}")
        self.card = name

    def do_lift(self, _):
        self.stage.sim.ask("card lift")
        self.card = None

    def do_scan(self, name):
        person, code = self.people[name], f"BUDAYANG-DEMO-{name}"
        if name not in self.known:
            name_there = person.name.replace(" ", "·")  # one word of the command
            self.stage.province.ask(f"person {code.encode().hex()} {name_there} {person.fields['number']} 13800000026")
            self.known.add(name)
        self.stage.sim.ask(f"scan text {code}")

    def do_plug(self, device):
        if device not in DEVICES:
            raise Trouble(f"no device “{device}”")
        self.stage.sim.ask(f"{'unplug' if self._sim()[device]['plugged'] else 'plug'} {device}")

    def do_page(self, name):
        """A page is laid under the camera, or taken away."""
        path = os.path.join(PAGES, os.path.basename(f"{name}.jpg"))
        self.stage.sim.ask(f"page lay {path}" if name else "page lift")

    def do_paper(self, _):
        self.stage.sim.ask("paper in" if self._sim()["printer"]["paper"] == "out" else "paper out")

    def do_take(self, _):
        self.stage.sim.ask("paper take")

    def do_network(self, _):
        self.stage.set_network(not self.stage.network)

    def do_kill(self, name):
        if name not in PRODUCT:
            raise Trouble("only the three programs can be killed here")
        self.stage.programs[name].kill()

    def do_wait(self, seconds):
        self.stage.pass_time(int(seconds))

    # --- how it stands ---

    def state(self):
        sim = {} if self.stage.real_devices else self._sim()
        if sim and sim["reader"]["card"] == "empty":
            self.card = None
        return {
            "people": [{"id": n, "name": p.name, "number": p.fields["number"],
                        "to": p.fields.get("valid_to", "")} for n, p in self.people.items()],
            "card": self.card,
            "devices": {d: bool(sim and sim[d]["plugged"]) for d in DEVICES},
            "simulated": not self.stage.real_devices,
            "paper": bool(sim and sim["printer"]["paper"] != "out"),
            "network": self.stage.network,
            "programs": {n: {"alive": self.stage.programs[n].alive, "starts": self.stage.programs[n].starts}
                         for n in PRODUCT},
            "receipts": sim.get("receipts", 0),
            "office": self.stage.office,
        }

    def _sim(self):
        return json.loads(self.stage.sim.ask("state"))
