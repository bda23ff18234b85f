#!/usr/bin/env python3
"""Compares the rows that rfmseg reads from workbooks with those that openpyxl reads.

    workbooks.py PRINT_ROWS FILE.xlsx...

Of the files given, and of a workbook that openpyxl writes here, with cells of all kinds and random numbers, dates and
texts. Without openpyxl it says so and exits with 77.
"""

import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings
from decimal import Decimal

try:
    import openpyxl
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

warnings.simplefilter("ignore")  # of openpyxl, about dates it cannot show


def text_of(cell):
    """What a cell is read as, by docs/spreadsheets.md."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime.datetime):
        value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        whole = value.time() == datetime.time() and "h" not in cell.number_format.lower()
        return value.strftime("%Y-%m-%d" if whole else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S")
    text = "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in value)
    return text if text.strip() else ""


def rows_by_openpyxl(path):
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    rows = [[text_of(cell) for cell in row] for row in sheet.iter_rows()]
    return [row for row in rows if any(row)]


def rows_by_rfmseg(path):
    said = json.loads(subprocess.run([PRINT_ROWS, str(path)], check=True, capture_output=True).stdout)
    if "error" in said:
        sys.exit(f"FAILED: {path}: {said['error']}")
    return said["rows"]


def compare(path):
    theirs, ours = rows_by_openpyxl(path), rows_by_rfmseg(path)
    for number, (their, our) in enumerate(zip(theirs, ours), 1):
        if their != our:
            sys.exit(f"FAILED: {path}: row {number} is {our} by rfmseg, but {their} by openpyxl")
    if len(theirs) != len(ours):
        sys.exit(f"FAILED: {path}: {len(ours)} rows by rfmseg, but {len(theirs)} by openpyxl")
    print(f"{path}: {len(ours)} rows")


def write_workbook(path, epoch):
    numbers = random.Random(3)
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.active
    sheet.append(["whole", "number", "date", "time stamp", "time", "flag", "text", "error"])
    for row in range(2, 500):
        stamp = datetime.datetime(1990, 1, 1) + datetime.timedelta(seconds=numbers.randrange(1_500_000_000))
        cells = [
            numbers.randrange(-10**6, 10**14),
            numbers.choice([round(numbers.uniform(-10**6, 10**6), numbers.randrange(6)), numbers.random() / 3, 1e-7]),
            datetime.datetime(stamp.year, stamp.month, stamp.day),
            stamp,
            stamp.time(),
            numbers.random() < 0.5,
            numbers.choice(["MUG", " spaced ", 'a "quoted", b', "two\nlines", "caf\u00e9 \U0001f600", "<&>", "007"]),
            "#N/A",
        ]
        for column, value in enumerate(cells, 1):
            if numbers.random() < 0.9:
                cell = sheet.cell(row, column, value)
                if column == 3:
                    cell.number_format = "dd/mm/yyyy"
                if column == 4:
                    cell.number_format = numbers.choice(["yyyy-mm-dd h:mm", "d mmm yy h:mm:ss AM/PM"])
    book.save(path)


PRINT_ROWS, *files = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        file = pathlib.Path(folder) / "made.xlsx"
        write_workbook(file, epoch)
        compare(file)
    for file in files:
        compare(file)
