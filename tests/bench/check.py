"""Compares a peer's customers with rfmseg's, customer by customer, and prints the first difference.

    check.py OURS.csv THEIRS.csv

Money is compared to the cent, as some peers sum in floating point; all else exactly. Numbers may be
written in different ways (12.5 and 12.50).
"""

import csv
import sys
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path

CENT = Decimal("0.01")
OURS_ALONE = ["segment_key"]  # what peers do not write


class Disagreement(Exception):
    """What the two files say, and where."""


def same(column: str, ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    try:
        difference = abs(Decimal(ours) - Decimal(theirs))
    except InvalidOperation:
        return False
    return difference < CENT if column == "monetary" else difference == 0


def compared(rows: csv.DictReader) -> list[str]:
    """The columns of a file that every tool writes."""
    return [column for column in rows.fieldnames or [] if column not in OURS_ALONE]


def compare(ours: Path, theirs: Path) -> int:
    """The number of customers, when both files say the same of all of them."""
    customers = 0
    with ours.open(newline="") as our_file, theirs.open(newline="") as their_file:
        our_rows, their_rows = csv.DictReader(our_file), csv.DictReader(their_file)
        shared = compared(our_rows)
        if compared(their_rows) != shared:
            raise Disagreement(f"{theirs}: columns are {compared(their_rows)}, not {shared}")
        for our_row, their_row in zip_longest(our_rows, their_rows):
            if our_row is None or their_row is None:
                longer = theirs if our_row is None else ours
                raise Disagreement(f"{longer} goes on after {customers:,} customers, the other ends")
            for column in shared:
                value = our_row[column]
                if not same(column, value, their_row[column]):
                    raise Disagreement(
                        f"{theirs}: customer {our_row['customer_id']}: {column} is "
                        f"'{their_row[column]}', rfmseg says '{value}'"
                    )
            customers += 1
    if customers == 0:
        raise Disagreement(f"{ours}: no customers")
    return customers


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py OURS.csv THEIRS.csv")
    try:
        print(f"{compare(Path(sys.argv[1]), Path(sys.argv[2])):,} customers agree")
    except Disagreement as difference:
        sys.exit(f"check: {difference}")
