# SPDX-License-Identifier: Apache-2.0
"""A slip set by PyPI's python-escpos: all that it can say to a printer. Bytes on standard output."""
import contextlib
import sys

from escpos.printer import Dummy
from PIL import Image, ImageDraw

CODES = (("EAN13", "4006381333931", "A"), ("CODE39", "ABC-123", "B"), ("CODE128", "{BABC123", "B"), ("UPC-A", "01234567890", "B"),
         ("EAN8", "9638507", "B"), ("ITF", "12345678", "B"), ("NW7", "A1234B", "B"), ("CODE93", "TEST93", "B"))


def oval():
    image = Image.new("1", (200, 60), 1)
    ImageDraw.Draw(image).ellipse((4, 4, 195, 55), outline=0, width=4)
    ImageDraw.Draw(image).line((0, 0, 199, 59), fill=0)
    return image


def fill(printer):
    printer.set(align="center", bold=True, double_width=True, double_height=True)
    printer.text("Receipt\n")
    printer.set(align="left", normal_textsize=True, bold=False, underline=1)
    printer.text("Café naïve €5 ñ Ω Ж 25°\n")
    printer.set(font="b", underline=0)
    printer.text("small letters 0123456789\n")
    printer.set(font="a", invert=True)
    printer.text("white on black\n")
    printer.set(invert=False, flip=True)
    printer.text("upside down\n")
    printer.set(flip=False, smooth=True, density=3)
    for way in ("bitImageRaster", "graphics", "bitImageColumn"):
        printer.image(oval(), impl=way)
    printer.qr("https://example.invalid/x?y=1", native=True, size=4, ec=1)
    printer.ln(2)
    printer.qr("https://example.invalid/drawn", native=False, size=4)
    for kind, data, function in CODES:
        printer.ln(1)
        printer.barcode(data, kind, 64, 2, "BELOW", "A", align_ct=False, force_software=False, function_type=function)
    printer.cut()


def main():
    printer = Dummy()
    with contextlib.redirect_stdout(sys.stderr):  # the library talks
        fill(printer)
    sys.stdout.buffer.write(printer.output)


main()
