# SPDX-License-Identifier: Apache-2.0
"""What drivers add to the wire, receipts in memory, codes in pictures, items by the thousand."""
import os
import re
import subprocess

from bench.topics import lines_of
from stage.stage import ROOT
from stage.waiting import Trouble

DIALOGUES = "9. drivers beside the wire, each dialogue on simulated devices"
RASTER = "10. 20 kB of raster over USB"
RECEIPT = "11. a receipt of 40 lines to bytes, CPU"
CATALOGUE = "13. 5,000 items: one key, the load, the memory"
CODES = "12. codes in the pictures of tests/data/qr"
ENGINES = ("ZBar plain", "ZXing plain", "ours")
NEEDED = ("catalogue", "dialogues", "receipt_bytes", "scanner-rates")


def measure_dialogues(build, figures, rounds):
    env = dict(os.environ, KIOSK_SIM=os.path.join(build, "bin", "kiosk-sim"))
    rows = lines_of([os.path.join(build, "bench", "dialogues"), str(rounds)], env)
    for name, what, value in (row for row in rows if len(row) == 3):  # the simulator says where it is, too
        if name == "20 kB of raster":
            figures.add(RASTER, what, float(value), "ms", "plain libusb" if what == "our wire" else None)
        else:
            unit = "" if what == "wire calls" else "ms"
            figures.add(DIALOGUES, f"{name}: {what}", float(value), unit, f"{name}: in the wire" if "beside" in what else None)


def measure_receipt(build, figures, rounds):
    env = dict(os.environ, BUDAYANG_ASSETS=os.path.join(ROOT, "assets"))
    for what, value, size in lines_of([os.path.join(build, "bench", "receipt_bytes"), str(rounds)], env):
        figures.add(RECEIPT, f"{what} ({size} bytes)", float(value))


def measure_codes(build, figures, rounds):
    for _ in range(rounds):
        ran = subprocess.run([os.path.join(build, "bin", "scanner-rates"), "--scenes", "0", "--only", "data/qr"],
                             capture_output=True, text=True, check=False)
        row = re.search(r"^data/qr +(\d+) \|(.*)$", ran.stdout, re.M)
        if ran.returncode or not row:
            raise Trouble(f"scanner-rates failed: {ran.stderr.strip()}")
        for engine, told in zip(ENGINES, row[2].split("|")):
            right, read, wrong, middle, late = told.split()
            for what, value, unit in (("right", right, "of 107"), ("any", read, f"of {row[1]}"), ("wrong", wrong, ""),
                                      ("median", middle, "ms CPU"), ("p95", late, "ms CPU")):
                against = f"ZBar plain: {what}" if unit == "ms CPU" and engine != "ZBar plain" else None
                figures.add(CODES, f"{engine}: {what}", float(value), unit, against)


def measure_catalogue(build, figures, rounds):
    for _ in range(rounds):
        for what, value, unit in lines_of([os.path.join(build, "bench", "catalogue"), "5000"]):
            figures.add(CATALOGUE, what, float(value), unit)


TOPICS = ((DIALOGUES, measure_dialogues), (RECEIPT, measure_receipt), (CODES, measure_codes), (CATALOGUE, measure_catalogue))
