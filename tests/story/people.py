# SPDX-License-Identifier: Apache-2.0
"""Invented people: what their cards say, and where a trace of one could be left."""
import os

from stage.waiting import Trouble

CARDS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "data", "cards")
ENCODINGS = ("utf-8", "gb18030", "utf-16-le")


class Person:
    def __init__(self, card):
        self.card = card
        usual, edge = (os.path.realpath(os.path.join(CARDS, folder, card + ".card")) for folder in ("", "edge"))
        self.path = edge if os.path.exists(edge) else usual
        try:
            with open(self.path, encoding="utf-8") as f:
                self.fields = dict(line.rstrip("\n").split("=", 1) for line in f if "=" in line)
        except FileNotFoundError:
            raise Trouble(f"no card “{card}” in tests/data/cards") from None
        self.name = self.fields.get("name") or self.fields["name_latin"]
        self.words = [self.fields[k] for k in ("number", "address", "name", "name_latin") if self.fields.get(k)]

    def seen_in(self, data):
        """The first of this person's words that the bytes hold, in any encoding; None when none."""
        return next((w for w in self.words for e in ENCODINGS if w.encode(e) in data), None)


def everybody():
    cards = sorted(name[:-5] for name in os.listdir(CARDS) if name.endswith(".card"))
    return [Person(card) for card in cards]


def memory_of(pid):
    """Every readable, writable piece of a process (not the shadow that a sanitizer keeps)."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
        for line in maps:
            where, rights, *rest = line.split()
            if not rights.startswith("rw") or line.rstrip().endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(n, 16) for n in where.split("-"))
            if end - start > 1 << 30:
                continue
            memory.seek(start)
            try:
                yield memory.read(end - start)
            except OSError:
                continue
