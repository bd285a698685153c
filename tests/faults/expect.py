# SPDX-License-Identifier: Apache-2.0
"""What each cell must show, and how long it may take."""

# drivers/core: a check is bounded (driver.h), the pauses between the rungs are 100, 200, 300 ms
# (worker_run.c), then the device is opened anew after 200 ms, which takes at most as long as a check.
CHECK_S, PAUSES_S, REOPEN_S = 2.0, 0.1 + 0.2 + 0.3, 0.2
LADDER_S = 3 * CHECK_S + PAUSES_S + REOPEN_S + CHECK_S
# How long a command may wait for the device's word before the ladder begins: a card's record, the
# rhythm of a check, a slip (escpos_driver: confirmation, then the status is asked and all forgotten).
COMMAND_S = {"idcard": 3.0, "scanner": 1.0, "receipt": 6.0}
MACHINE_S = 2.0  # a loaded machine's part


def bound_s(what, kind, slack):
    bound = {
        "shown": COMMAND_S[kind] + LADDER_S,
        # The rest is stepped over; what was begun just before it ends first, then open and check.
        "back": LADDER_S + 2 * CHECK_S,
        "cancel": CHECK_S,
        "served": COMMAND_S[kind] + CHECK_S,
    }[what]
    return (bound + MACHINE_S) * slack


def look_up(table, row, column):
    keys = ((row.name, column.name), (row.kind, column.name), column.name, column.moment)
    return next((table[key] for key in keys if key in table), "")


def state(row, column):
    return look_up(STATES, row, column)


def end(row, column):
    return look_up(ENDS, row, column)


# (row or class, column), else the column: what the bridge shows while the fault lasts. "busy": the order waits on;
# "a|b": either, and b is waited for. A device that never proved itself since its plug and talks nonsense is suspect.
STATES = {
    "absent": "absent", "two": "absent", "both": "broken", "wrong": "suspect",
    "unplug@before": "absent", "unplug@during": "absent", "unplug@after": "absent",
    "replug@idle": "ready", "resets@idle": "ready",
    "replug@during": "busy", "resets@during": "busy",  # A is asked to place the card, hold the code again
    ("receipt", "replug@during"): "ready", ("receipt", "resets@during"): "ready",  # a slip is never begun again
    "slow@before": "ready",

    "mute@idle": "broken", "mute@open": "broken", "mute@before": "broken", "mute@during": "broken",
    "stall@idle": "broken", "stall@open": "broken", "stall@before": "broken", "stall@during": "broken",
    "short@idle": "broken", "short@open": "suspect", "short@before": "broken", "short@during": "broken",
    "long@idle": "broken", "long@open": "suspect", "long@before": "broken", "long@during": "broken",
    "garbage@idle": "broken", "garbage@open": "suspect", "garbage@before": "broken", "garbage@during": "broken",
    "babble@idle": "broken", "babble@before": "broken", "babble@during": "broken",
    "late@idle": "broken", "late@before": "broken", "late@during": "broken",

    # Half an answer is waited for: no answer in time, so it is broken rather than strange.
    ("reader-b", "short@open"): "broken", ("reader-line", "short@open"): "broken", ("receipt", "short@open"): "broken",
    ("receipt", "garbage@open"): "broken",  # its status never came; other bytes on that pipe are nothing strange
    ("reader-a", "long@open"): "broken",  # two packets where one was promised: an overflow of the line
    ("reader-hid", "mute@open"): "suspect", ("reader-hid", "stall@open"): "suspect",  # a shared id: silence proves nothing
    # A printer's further bytes are its automatic status, and skipped.
    ("receipt", "long@idle"): "ready", ("receipt", "long@open"): "ready", ("receipt", "long@before"): "ready",
    ("receipt", "long@during"): "ready",
    # One that cannot answer has only its port to ask. A stall there means that it does not know the request, and any byte
    # there is a state: the garbled one says that something is wrong.
    ("printer-one-way", "stall@idle"): "ready", ("printer-one-way", "stall@open"): "ready", ("printer-one-way", "stall@before"): "ready",
    ("printer-one-way", "both"): "ready",
    ("printer-one-way", "garbage@idle"): "needs-staff", ("printer-one-way", "garbage@open"): "needs-staff",
    ("printer-one-way", "garbage@before"): "needs-staff", ("printer-one-way", "garbage@during"): "needs-staff",
    # On a serial line late answers are taken for those of the next, equal question, until they differ.
    ("reader-line", "late@idle"): "ready|broken", ("reader-line", "late@during"): "needs-citizen|broken",
    ("reader-line", "late@before"): "busy|broken", ("reader-hid", "late@during"): "busy|broken",

    # A scanner says nothing unless a code is held before it, so nothing is noticed while it is idle …
    ("scanner", "mute@idle"): "ready", ("scanner", "short@idle"): "ready", ("scanner", "long@idle"): "ready",
    ("scanner", "garbage@idle"): "ready", ("scanner", "babble@idle"): "ready", ("scanner", "late@idle"): "ready",
    # … but by what the class must answer: line state and coding, report descriptor, protocol.
    ("scanner-cdc", "mute@idle"): "broken", ("scanner-cdc", "late@idle"): "broken",
    ("scanner-cdc", "short@open"): "ready", ("scanner-cdc", "garbage@open"): "ready", ("scanner-wedge", "short@open"): "ready",
    ("scanner-wedge", "garbage@open"): "ready", ("scanner", "long@open"): "ready",
    # One strange code or none is no reason to call it broken: the order waits for the next.
    ("scanner", "mute@before"): "busy", ("scanner", "mute@during"): "busy",
    ("scanner", "short@before"): "busy", ("scanner", "short@during"): "busy",
    ("scanner", "garbage@before"): "busy", ("scanner", "garbage@during"): "busy",
    ("scanner", "babble@before"): "busy", ("scanner", "babble@during"): "busy",
    ("scanner", "long@before"): "ready", ("scanner", "long@during"): "ready",
    ("scanner", "late@before"): "ready", ("scanner", "late@during"): "busy", ("scanner-wedge", "late@during"): "ready",
    ("scanner-cdc", "mute@before"): "busy|broken", ("scanner-cdc", "mute@during"): "ready",
    ("scanner-cdc", "late@before"): "ready|busy|broken", ("scanner-cdc", "late@during"): "ready",
    ("scanner-cdc", "short@before"): "ready", ("scanner-cdc", "short@during"): "ready",
    ("scanner-cdc", "garbage@before"): "ready", ("scanner-cdc", "garbage@during"): "ready", ("scanner-cdc", "babble@during"): "ready",
    ("scanner-wedge", "mute@during"): "ready", ("scanner-wedge", "garbage@before"): "busy|ready",
    ("scanner-wedge", "garbage@during"): "busy|ready", ("scanner-wedge", "short@during"): "busy|ready",
    ("scanner-wedge", "babble@during"): "busy|ready",
}
# How A's order may end. "cancelled": it outlives its device, and A left. Readers are polled, so where in the talk a fault
# begins varies by a look; "ok" is always A's own whole result. "other": half a code from a scanner without frames.
ENDS = {
    "idle": "-", "open": "-", "two": "ok", "absent": "cancelled", "wrong": "cancelled", "hub": "cancelled",
    "slow@before": "ok", "unplug@after": "ok",
    "before": "cancelled", "during": "cancelled|ok",
    ("receipt", "absent"): "not-begun absent", ("receipt", "wrong"): "not-begun absent", ("receipt", "hub"): "not-begun gone|unknown gone",
    ("receipt", "unplug@during"): "unknown gone", ("receipt", "replug@during"): "unknown gone",
    ("receipt", "resets@during"): "unknown gone", ("receipt", "unplug@before"): "not-begun gone|unknown gone",
    ("receipt", "unplug@after"): "done ok", ("receipt", "slow@before"): "done ok",
    ("receipt", "long@before"): "done ok", ("receipt", "long@during"): "done ok",
    ("receipt", "mute@before"): "not-begun timeout", ("receipt", "mute@during"): "unknown timeout",
    ("receipt", "stall@before"): "not-begun stall", ("receipt", "stall@during"): "unknown stall",
    ("receipt", "short@before"): "not-begun timeout", ("receipt", "short@during"): "incomplete too-short",
    ("receipt", "garbage@before"): "not-begun timeout", ("receipt", "garbage@during"): "incomplete device-fault",
    ("receipt", "babble@before"): "not-begun overflow", ("receipt", "babble@during"): "incomplete overflow",
    ("receipt", "late@before"): "not-begun timeout", ("receipt", "late@during"): "unknown timeout",
    ("printer-one-way", "unplug@after"): "unknown unknown-outcome", ("printer-one-way", "slow@before"): "unknown unknown-outcome",
    ("printer-one-way", "long@before"): "unknown unknown-outcome", ("printer-one-way", "long@during"): "unknown unknown-outcome",
    ("printer-one-way", "short@before"): "not-begun too-short", ("printer-one-way", "garbage@before"): "not-begun device-fault",
    ("scanner", "long@before"): "ok", ("scanner", "late@before"): "ok",
    ("scanner-cdc", "long@before"): "other", ("scanner-cdc", "short@before"): "other", ("scanner-cdc", "garbage@before"): "other",
    ("scanner-cdc", "late@before"): "cancelled|ok", ("scanner-cdc", "mute@during"): "other",
    ("scanner-wedge", "mute@during"): "other|cancelled",
    ("scanner-wedge", "long@before"): "encoding", ("scanner-wedge", "long@during"): "encoding|ok",  # keys that nobody typed
    ("scanner-wedge", "garbage@before"): "encoding|cancelled",
    ("scanner-wedge", "garbage@during"): "encoding|cancelled|other", ("scanner-wedge", "short@during"): "other|cancelled",
    ("scanner-wedge", "babble@during"): "other|cancelled", ("scanner-wedge", "stall@during"): "cancelled",
    ("scanner-wedge", "late@during"): "other",
}
