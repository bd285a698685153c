# SPDX-License-Identifier: Apache-2.0
"""The rows of the table: one line for each kind of device in the cabinet."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    name: str        # in the table, and for --only
    kind: str        # "idcard", "receipt", "scanner": the class, and what its citizen does
    device: str      # as the simulator calls it
    mate: str        # another of the class, for two at once; "" when there is none
    impostor: str    # carries its id and is something else
    suspect: str     # the state that an impostor is given
    talk: int        # bytes until the middle of what A's card, code or slip is worth
    word: int        # bytes until just before the answer that holds it
    printed: str = "done ok"  # how a slip ends that is whole on paper

    @property
    def id(self):
        """What kiosk-devices calls it: each row begins with one of its class."""
        return self.kind + "0"


ROWS = (
    Row("reader-a", "idcard", "reader", "reader-b", "reader-modem", "suspect", 700, 60),
    Row("reader-b", "idcard", "reader-b", "reader", "reader-keyboard", "suspect", 700, 60),
    Row("reader-hid", "idcard", "reader-hid", "reader", "reader-hid-stick", "suspect", 900, 250),
    Row("reader-line", "idcard", "reader-line", "reader", "reader-line-modem", "suspect", 700, 60),
    Row("printer", "receipt", "printer", "", "printer-page", "suspect", 500, 300),
    Row("presenter", "receipt", "printer-presenter", "", "", "", 500, 300),
    Row("printer-jam", "receipt", "printer-jam-bit", "", "printer-page", "suspect", 500, 300),
    Row("printer-one-way", "receipt", "printer-one-way", "", "printer-page", "suspect", 500, 300, "unknown unknown-outcome"),
    Row("scanner-hid", "scanner", "scanner", "scanner-cdc", "scanner-keyboard", "suspect", 90, 64),
    Row("scanner-newland", "scanner", "scanner-newland", "scanner-cdc", "", "", 90, 64),
    Row("scanner-cdc", "scanner", "scanner-cdc", "scanner", "scanner-cdc-network", "suspect", 40, 1),
    Row("scanner-wedge", "scanner", "scanner-wedge", "scanner", "", "", 90, 40),
)
USUAL = {"idcard": "reader", "receipt": "printer", "scanner": "scanner"}  # plugged in at the start
