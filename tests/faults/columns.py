# SPDX-License-Identifier: Apache-2.0
"""The columns of the table: what goes wrong, and when."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    fault: str
    moment: str
    words: str = ""    # the simulator's, "" where the cell's own steps are the fault
    hits: str = "talk"  # "talk": it begins in the middle of what is said; "word": before it

    @property
    def name(self):
        return f"{self.fault}@{self.moment}" if self.moment else self.fault


def of(fault, words, moments, hits="talk"):
    return tuple(Column(fault, moment, words, hits) for moment in moments.split())


COLUMNS = (
    Column("absent", ""),
    *of("mute", "mute", "idle open before during"),
    *of("stall", "stall", "idle open before during"),
    *of("short", "short", "idle open before during", "word"),
    *of("long", "long", "idle open before during", "word"),
    *of("garbage", "garbage", "idle open before during", "word"),
    *of("babble", "babble", "idle before during", "word"),
    *of("slow", "late 40", "before"),
    *of("late", "late 1500", "idle before during", "word"),
    *of("unplug", "", "before during after"),
    *of("replug", "", "idle during"),
    *of("resets", "resets 5", "idle during"),
    Column("hub", "", "resets 3"),
    Column("two", ""),
    Column("both", "", "stall"),
    Column("wrong", ""),
)

# A few that together touch every class, every moment and most faults: what runs by default.
SHORT = ("reader-a/mute@idle", "reader-b/unplug@during", "reader-hid/wrong", "reader-line/garbage@during",
         "printer/stall@during", "printer/replug@during", "scanner-hid/wrong", "scanner-cdc/long@before",
         "scanner-newland/hub", "scanner-wedge/absent", "scanner-hid/two")
