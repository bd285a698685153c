# SPDX-License-Identifier: Apache-2.0
"""What a citizen does at each class of device. Each has a card, a code or a slip that nobody else has,
so that every byte of it can be told from everybody else's."""
import json
import os
import random

ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
NAMES = "龘靐齉爩鱻麤灪籱厵纞虋驫讟钃鸜鹳麷韊"


class Citizen:
    verb = done = ""
    ordered = False
    count = 0

    def __init__(self, cabinet, row):
        Citizen.count += 1
        self.cabinet, self.row, self.token = cabinet, row, Citizen.count
        self.secret = f"{random.Random(self.token).getrandbits(60):015X}"

    def order(self):
        self.ordered = True
        self.cabinet.visitor.say(f"{self.verb} {self.token}{self.arguments()}")

    def arguments(self):
        return ""

    def cancel(self):
        self.cabinet.visitor.say(f"cancel {self.token}")

    def ends(self, mark=0):
        """Every end that the order was given; there must be one."""
        return [w[2:] for w in self.cabinet.visitor.since(mark) if w[0] in (self.done, "refused") and w[1] == str(self.token)]

    def wait_end(self, seconds):
        return self.cabinet.visitor.wait(seconds, lambda: any(
            w[0] in (self.done, "refused") and w[1] == str(self.token) for _, w in self.cabinet.visitor.events))

    def hinted(self, hint, seconds):
        return self.cabinet.visitor.wait(seconds, lambda: any(
            w == ["hint", str(self.token), hint] for _, w in self.cabinet.visitor.events))

    def give(self, device):
        """What the order waits for, at this device."""

    def leave(self):
        """Takes along what was given."""

    def got(self, end):
        """The end is this citizen's own whole result."""
        return end[0] == "ok" and end[1] == self.result()

    def result(self):
        return ""

    def words(self):
        return [self.secret]

    def needles(self):
        return sorted({w.encode(code) for w in self.words() for code in ENCODINGS})


class Cardholder(Citizen):
    verb, done = "identify", "identified"

    def __init__(self, cabinet, row):
        super().__init__(cabinet, row)
        rng = random.Random(self.token)
        front = f"140802{1950 + rng.randrange(50)}{1 + rng.randrange(12):02}{1 + rng.randrange(28):02}{rng.randrange(1000):03}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        self.number = front + "10X98765432"[sum(int(d) * w for d, w in zip(front, weights)) % 11]
        self.name = "".join(rng.sample(NAMES, 3))
        self.address = f"留痕村{self.secret}号"
        self.card = cabinet.path(f"{self.token}.card")
        with open(self.card, "w", encoding="utf-8") as f:
            f.write(f"kind=citizen\nname={self.name}\nsex=1\nnation=01\nbirth={front[6:14]}\naddress={self.address}\n"
                    f"number={self.number}\nissuer=盐湖分局\nvalid_from=20180613\nvalid_to=20380613\n")

    def give(self, device):
        self.cabinet.sim.ask(f"use {device}")
        self.cabinet.sim.ask(f"card present {self.card}")

    def leave(self):
        self.cabinet.sim.ask("card lift")

    def result(self):
        return self.number

    def words(self):
        return [self.number, self.name, self.secret]


class Codeholder(Citizen):
    verb, done = "scan", "scanned"

    @property
    def code(self):
        return f"CODE {self.secret} " * 5  # several reports long

    def give(self, device):
        self.cabinet.sim.ask(f"use {device}")
        self.cabinet.sim.ask("scan text " + self.code)

    def result(self):
        return self.code.encode().hex()


class Customer(Citizen):
    verb, done = "print", "printed"

    def arguments(self):
        return f" SLIP{self.secret}"

    def got(self, end):
        return end == self.row.printed.split()

    def leave(self):
        self.cabinet.sim.ask("paper take")


def pieces(cabinet):
    """The text of every piece of paper so far: {name: text}."""
    folder = cabinet.path("receipts")
    found = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as f:
                found[name] = f.read()
    return found


def uncut(cabinet):
    return json.loads(cabinet.sim.ask("state"))["printer"]["uncut"]


KINDS = {"idcard": Cardholder, "scanner": Codeholder, "receipt": Customer}
