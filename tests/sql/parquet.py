#!/usr/bin/env python3
"""Segments of Parquet files in DuckDB, by the command of the README, must be those of `rfmseg segment`.

    tests/sql/parquet.py PROGRAM

The sample shop is written to three Parquet files with types; the program sees its first 200 rows as CSV.
"""

import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

import engines
from cases import REPO, SALES_TYPES, Case, readable_rows, whole_rows
from compare import difference, given, run, wanted


def readme_command() -> list[str]:
    """The words of `rfmseg sql` in the README's command for duckdb."""
    found = re.search(r'duckdb -c "\$\(rfmseg (sql [^)]*)\)"', (REPO / "README.md").read_text(encoding="utf-8"))
    if found is None:
        sys.exit("wrong: the README has no command for duckdb")
    return shlex.split(found[1])


def main() -> int:
    program = Path(sys.argv[1]).resolve()
    if not os.environ.get("RFMSEG_SQL_ENVIRONMENT"):
        python = engines.make_virtual_environment(engines.CACHE, ["duckdb"])
        os.environ["RFMSEG_SQL_ENVIRONMENT"] = str(python)
        os.execv(python, [str(python), *sys.argv])
    with tempfile.TemporaryDirectory(prefix="rfmseg-sql-") as name:
        folder = Path(name)
        shop = readable_rows(whole_rows(REPO / "data/sample_retail.csv", folder / "all.csv"), folder / "shop.csv")
        rows = shop.read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "some_orders.csv").write_text("".join(rows[:201]), encoding="utf-8")
        (folder / "sales").mkdir()
        os.chdir(folder)
        with engines.DuckDB() as engine:
            engine.load("shop", shop, types=SALES_TYPES["duckdb"])
            for part in range(3):
                engine.execute(
                    f"COPY (SELECT * FROM shop WHERE hash(InvoiceNo) % 3 = {part}) TO 'sales/{part}.parquet' (FORMAT parquet)"
                )
            want = wanted(program, Case("Parquet", shop), "segments")
            fault = difference(want, given(engine, run(program, *readme_command())), set())
    print(f"wrong: Parquet files in DuckDB: {fault}" if fault else f"right: Parquet files in DuckDB, {len(want[1])} rows")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
