# SPDX-License-Identifier: Apache-2.0
"""What is said to the devices, in the order in which it is played. A dialogue returns a note for the table, or nothing;
what goes otherwise than it should is a Trouble."""
import collections

from stage.waiting import Trouble

Dialogue = collections.namedtuple("Dialogue", "name tell")
DIALOGUES = []


def dialogue(name):
    def add(tell):
        DIALOGUES.append(Dialogue(name, tell))
        return tell
    return add


def check(good, otherwise):
    if not good:
        raise Trouble(otherwise)


# pylint: disable=wrong-import-position,cyclic-import
from system.dialogues import readers, paper_and_codes, camera, plugs, kernel  # noqa: E402,F401
