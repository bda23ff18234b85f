#!/usr/bin/env python3
"""Damages a store at random: every command reports an error or its result, and never crashes or runs on.

  tests/store/flips.py RFMSEG [STORES]

Each store has some bits flipped, bytes replaced, pages exchanged or its end cut off.
"""

import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = 20111209
SECONDS = 20
ORDERS = 400


def make_store(rfmseg: str, folder: Path) -> bytes:
    """A store of two files that overlap, with two runs."""
    draw = random.Random(SEED)
    rows = []
    for order in range(ORDERS):
        day = f"2024-{1 + order // 100:02}-{1 + order % 28:02}"
        for line in range(draw.randint(1, 4)):
            rows.append(f"{order},c{draw.randint(1, 90)},{day},s{line},{draw.randint(-1, 5)},{draw.randint(1, 999) / 100},France")
    header = "order,customer,date,stock_code,quantity,price,country"
    half = len(rows) // 2
    for name, part in (("1.csv", rows[: half + 50]), ("2.csv", rows[half:])):
        (folder / name).write_text("\n".join([header, *part]) + "\n")
        subprocess.run([rfmseg, "ingest", "-q", "--store", "whole.db", name], cwd=folder, check=True)
        subprocess.run(
            [rfmseg, "segment", "-q", "--store", "whole.db", "--save-run", "-o", "out.csv"], cwd=folder, check=True
        )
    return (folder / "whole.db").read_bytes()


def damage(whole: bytes, draw: random.Random) -> bytes:
    store = bytearray(whole)
    page = 4096
    kind = draw.randrange(5)
    if kind == 0:
        for _ in range(draw.choice([1, 3, 30, 300])):
            store[draw.randrange(len(store))] ^= 1 << draw.randrange(8)
    elif kind == 1:  # where pages have their structure
        for _ in range(draw.choice([1, 2, 5])):
            store[draw.randrange(len(store) // page) * page + draw.randrange(16)] = draw.randrange(256)
    elif kind == 2:
        a, b = (draw.randrange(1, len(store) // page) * page for _ in range(2))
        store[a : a + page], store[b : b + page] = store[b : b + page], store[a : a + page]
    elif kind == 3:
        del store[draw.randrange(len(store)) :]
    else:
        at = draw.randrange(100)
        store[at] = draw.randrange(256)
    return bytes(store)


# What adds up in SQLite's eyes, but not as a store.
EDITS = [
    "UPDATE file_ledger SET rows = 7 WHERE fate = 'all'",
    "UPDATE file_ledger SET rows = -1",
    "UPDATE file_ledger SET amount = 'x'",
    "DELETE FROM file_ledger",
    "DELETE FROM file",
    "UPDATE purchase SET lines = 0",
    "UPDATE purchase SET lines = 9000000000000000000",
    "UPDATE purchase SET lines = lines + 1 WHERE id = 5",
    "UPDATE purchase SET amount = '1' WHERE id = 5",
    "UPDATE purchase SET time = 'today'",
    "UPDATE purchase SET mark = 77",
    "DELETE FROM purchase WHERE id = 9",
    "UPDATE file SET decimal_reason = 99",
    "ALTER TABLE purchase ADD COLUMN more TEXT",
    "ALTER TABLE line RENAME TO lines",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON line BEGIN UPDATE purchase SET amount = '0'; END",
    "PRAGMA user_version = 99",
    "PRAGMA application_id = 1",
]
# These concern single rows only.
LINE_EDITS = [
    "UPDATE line SET copies = 9000000000000000000",
    "UPDATE line SET copies = 0",
    "UPDATE line SET amount = amount || '1'",
    "DELETE FROM line WHERE purchase = 7",
]


def run(rfmseg: str, words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [rfmseg, *words.split()], cwd=folder, capture_output=True, text=True, errors="replace", timeout=SECONDS
    )


def main() -> None:
    rfmseg, stores = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 25
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        whole = make_store(rfmseg, folder)
        (folder / "new.csv").write_text("order,customer,date,amount\n9999,new,2024-04-29,5\n")
        store = folder / "shop.db"
        commands = [
            "rfm --store shop.db -o out.csv",
            "segment --store shop.db --returns net -o out.csv",
            "runs --store shop.db -o out.csv",
            "history --store shop.db --customer c1 -o out.csv",
            "diff --store shop.db -o out.txt",
            "ingest --store shop.db new.csv",
            "runs --store shop.db --prune 1 -o out.csv",
        ]

        def fresh() -> None:
            for path in folder.glob("shop.db*"):
                path.unlink()

        refused = 0
        for number in range(stores):
            fresh()
            store.write_bytes(damage(whole, draw))
            for words in commands:
                result = run(rfmseg, words, folder)
                assert result.returncode in (0, 1, 2, 3), f"store {number}: {words}: {result}"
                refused += result.returncode != 0
        for edits, words in ((EDITS, commands[0]), (EDITS, commands[1]), (LINE_EDITS, commands[1])):
            for edit in edits:
                fresh()
                shutil.copyfile(folder / "whole.db", store)
                with sqlite3.connect(store) as database:
                    database.execute(edit)
                database.close()
                if edits is EDITS and words == commands[1] and "purchase SET" in edit:
                    continue  # this command reads the lines, not their sums
                result = run(rfmseg, words, folder)
                assert result.returncode == 1 and re.search("shop.db|store", result.stderr), f"{edit}: {words}: {result}"
    print(f"{stores} damaged stores: {refused} of {stores * len(commands)} commands were refused, none crashed")


if __name__ == "__main__":
    main()
