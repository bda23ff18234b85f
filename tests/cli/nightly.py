#!/usr/bin/env python3
"""Runs the script of docs/nightly.md in a folder, night by night, with what goes wrong at 3 a.m.

  tests/cli/nightly.py RFMSEG SOURCE_FOLDER

tests/package/nightly.sh runs the same under cron and systemd.
"""

import datetime
import fcntl
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path


def blocks(source: Path) -> dict[str, str]:
    """The files on the page, by their names."""
    page = (source / "docs/nightly.md").read_text()
    found = {}
    for block in re.findall(r"^```\w+\n(.*?)^```", page, re.M | re.S):
        if name := re.search(r"\A(?:#!.*\n)?# (/\S+)\n", block):
            found[name[1]] = block
    return found


class Shop:
    def __init__(self, folder: Path, rfmseg: Path, source: Path) -> None:
        self.folder = folder / "shop"
        programs = folder / "bin"
        for each in (self.folder / "orders", self.folder / "archive", programs):
            each.mkdir(parents=True)
        (programs / "rfmseg").symlink_to(rfmseg)
        files = blocks(source)
        (self.folder / "nightly.toml").write_text(files["/var/lib/rfmseg/nightly.toml"])
        self.scripts = {}
        for name in ("rfmseg-nightly", "rfmseg-alert"):
            self.scripts[name] = programs / name
            self.scripts[name].write_text(files[f"/usr/local/bin/{name}"])
            self.scripts[name].chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        words = [str(self.scripts[script]), str(self.folder)]
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=120)

    def night(self, files: dict[str, str]) -> tuple[int, str]:
        """The exit code with these new orders, and what the alert has."""
        if (store := self.folder / "shop.db").exists():
            with sqlite3.connect(store) as database:  # a day passes
                database.execute("UPDATE file SET ingested = strftime('%Y-%m-%dT%H:%M:%SZ', ingested, '-1 day')")
            database.close()
        for name, text in files.items():
            (self.folder / "orders" / name).write_text(text)
        code = self.run("rfmseg-nightly").returncode
        return code, self.run("rfmseg-alert").stdout

    def names(self, folder: str) -> list[str]:
        return sorted(path.name for path in (self.folder / folder).iterdir())

    def revenue(self) -> str:
        """Of all customers."""
        words = ["rfmseg", "rfm", "--store", "shop.db", "-q"]
        rows = subprocess.run(words, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=True)
        return f"{sum(float(row.split(',')[5]) for row in rows.stdout.splitlines()[1:]):.2f}"


HEADER = "order,customer,date,amount\n"


def orders(day: int, customers: range) -> str:
    date = datetime.date(2024, 5, 1) + datetime.timedelta(days=day)
    return HEADER + "".join(f"{day}-{c},c{c},{date},{c}.50\n" for c in customers)


def expect(what: str, seen: object, expected: object) -> None:
    assert seen == expected, f"{what}: {seen!r} instead of {expected!r}"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        shop = Shop(Path(scratch), Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
        code, alert = shop.night({"1.csv": orders(0, range(1, 21))})
        expect("the first night", (code, "error" in alert), (0, False))
        expect("published", shop.names("published"), ["2024-05-02"])
        revenue = shop.revenue()

        # No file came.
        code, alert = shop.night({})
        expect("no file", code, 3)
        assert "'rows<1': 0 rows added in the last 20 hours" in alert, alert

        # An upload that is empty stays where it is; the other is imported, and the failure is not lost.
        code, alert = shop.night({"2.csv": "", "3.csv": orders(2, range(1, 21))})
        expect("an empty file", code, 1)
        assert "2.csv: is empty" in alert, alert
        expect("an empty file stays", shop.names("orders"), ["2.csv"])
        expect("the other is imported", shop.names("archive"), ["1.csv", "3.csv"])
        (shop.folder / "orders/2.csv").unlink()

        # A file without rows.
        code, alert = shop.night({"4.csv": HEADER})
        assert code in (0, 3), code
        assert "4.csv: has no transactions" in alert, alert

        # A wrong date.
        before = shop.revenue()
        code, alert = shop.night({"5.csv": HEADER + "9,c1,2025-05-04,5\n"})
        expect("a wrong date", (code, shop.revenue()), (1, before))
        assert "5.csv:2: date 2025-05-04 is 366 days after" in alert, alert
        (shop.folder / "orders/5.csv").unlink()

        # An upload that was cut off, and replaced the next day: each order counts once.
        whole = orders(5, range(1, 21))
        shop.night({"6.csv": whole[: whole.index("5-15,")]})
        assert shop.revenue() != before
        shop.night({"6.csv": whole})
        expect("cut off and replaced", shop.names("archive")[-2:], ["6.csv", "6.csv.~1~"])
        expect("each order once", shop.revenue(), f"{float(revenue) * 3:.2f}")

        # A second start at the same time does nothing, and is an error.
        with (shop.folder / "nightly.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            code, alert = shop.night({"7.csv": orders(6, range(1, 21))})
            expect("a second start", (code, shop.names("orders")), (1, ["7.csv"]))
            assert "rfmseg-nightly is still running" in alert, alert
        code, _ = shop.night({})
        expect("the next start", shop.names("orders"), [])

        # A failed import is an error, also if a condition is met.
        toml = shop.folder / "nightly.toml"
        toml.write_text(re.sub(r"fail-if = .*", 'fail-if = ["(all)>0"]', toml.read_text()))
        expect("a condition", shop.night({"8.csv": orders(7, range(1, 21))})[0], 3)
        code, alert = shop.night({"9.csv": "", "10.csv": orders(8, range(1, 21))})
        expect("both", code, 1)
        assert "9.csv: is empty" in alert and "(all)>0" in alert, alert
    print("nightly: what goes wrong is reported, and nothing is lost or counted twice")


if __name__ == "__main__":
    main()
