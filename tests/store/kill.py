#!/usr/bin/env python3
"""Kills rfmseg ingest at random moments: the store opens again, and holds each file wholly or not at all.

  tests/store/kill.py RFMSEG [KILLS]

Files are read and counted here, and the store is looked at with Python's own SQLite, so that rfmseg's idea
of either does not count.
"""

import csv
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

FILES = 40
ROWS = 400
SEED = 20111209


def make_files(folder: Path) -> dict[str, tuple[int, Decimal]]:
    """A file per day, each with other orders; the rows of each and their amount."""
    draw = random.Random(SEED)
    held = {}
    for number in range(FILES):
        path = folder / f"day-{number:02}.csv"
        amount = Decimal(0)
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["order", "customer", "date", "stock_code", "quantity", "price"])
            for row in range(ROWS):
                quantity, price = draw.randint(-2, 9), Decimal(draw.randint(1, 9999)) / 100
                day = f"2011-{1 + number // 28:02}-{1 + number % 28:02}"
                rows.writerow([f"{number}-{row // 7}", draw.randint(1, 300), f"{day} 10:00:00", row, quantity, price])
                amount += quantity * price
        held[str(path)] = (ROWS, amount)
    return held


def in_store(store: Path) -> tuple[list[str], int, Decimal]:
    """The names of the files, and rows and amount of all purchases and, once more, of all lines."""
    with sqlite3.connect(store) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if database.execute("PRAGMA user_version").fetchone() == (0,):
            assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,), "half a schema"
            return [], 0, Decimal(0)
        names = [name for (name,) in database.execute("SELECT name FROM file ORDER BY id")]
        purchases = list(database.execute("SELECT lines, amount FROM purchase"))
        lines = list(database.execute("SELECT copies, amount FROM line"))
    rows, amount = sum(count for count, _ in purchases), sum((Decimal(each) for _, each in purchases), Decimal(0))
    assert rows == sum(copies for copies, _ in lines), "lines and purchases differ in rows"
    assert amount == sum((copies * Decimal(each) for copies, each in lines), Decimal(0)), "and in money"
    return names, rows, amount


def check(store: Path, held: dict[str, tuple[int, Decimal]]) -> int:
    """How many files the store holds; fails when one of them is not whole, or more is there."""
    names, rows, amount = in_store(store)
    assert names == sorted(held)[: len(names)], f"not the first files: {names}"
    assert rows == sum(held[name][0] for name in names), f"{rows} rows of {len(names)} files"
    assert amount == sum((held[name][1] for name in names), Decimal(0)), f"{amount} of {len(names)} files"
    return len(names)


def main() -> None:
    rfmseg, kills = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 25
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        held = make_files(Path(scratch))
        store = Path(scratch) / "shop.db"
        command = [rfmseg, "ingest", "-q", "--store", str(store), *sorted(held)]
        begin = time.monotonic()
        subprocess.run(command, check=True)
        whole = time.monotonic() - begin
        assert check(store, held) == FILES
        killed = 0
        while killed < kills:
            for path in Path(scratch).glob("shop.db*"):
                path.unlink()
            # Until the store is complete, each run goes on where the one before was killed.
            before = 0
            while before < FILES:
                run = subprocess.Popen(command)
                time.sleep(draw.uniform(0, whole / 4))
                run.send_signal(signal.SIGKILL)
                killed += run.wait() == -signal.SIGKILL
                if store.exists() and store.stat().st_size > 0:
                    now = check(store, held)
                    assert now >= before, f"{before} files before, {now} now"
                    before = now
        # What is there already changes nothing.
        subprocess.run(command, check=True)
        assert check(store, held) == FILES
    print(f"killed {killed} times: nothing lost, nothing twice")


if __name__ == "__main__":
    main()
