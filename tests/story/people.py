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
