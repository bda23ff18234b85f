#!/usr/bin/env python3
"""Runs the dbt project of docs/dbt in DuckDB.

    tests/sql/dbt.py PROGRAM [--write]

The model and its tests are built on the sample shop; the rows must be those of `rfmseg segment`, and the
tests must fail when a customer has two rows. The model in docs/dbt must be the one that the program
writes; --write writes it there. The task for Airflow is only compiled.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cases import REPO, whole_rows
from compare import DECIMALS, difference, plain
from engines import CACHE, make_virtual_environment

PROJECT = REPO / "docs/dbt"
MODEL = PROJECT / "models/rfm_segments.sql"
AIRFLOW = REPO / "docs/airflow/rfm_segments.py"


def run_dbt(python: Path, project: Path, database: Path, *command: str) -> subprocess.CompletedProcess:
    where = ["--project-dir", project, "--profiles-dir", project]
    settings = {"RFMSEG_DATABASE": str(database), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "NO_COLOR": "1"}
    return subprocess.run(
        [python.parent / "dbt", "--no-version-check", "--no-use-colors", *command, *where],
        cwd=project, env=os.environ | settings, capture_output=True, text=True,
    )  # fmt: skip


def in_database(python: Path, database: Path, statement: str) -> str:
    """Its rows as CSV. dbt's environment has DuckDB; this one need not."""
    code = (
        "import csv, duckdb, sys\n"
        "result = duckdb.connect(sys.argv[1]).execute(sys.argv[2])\n"
        "writer = csv.writer(sys.stdout, lineterminator='\\n')\n"
        "writer.writerow([column[0] for column in result.description or []])\n"
        "writer.writerows([[getattr(cell, 'isoformat', lambda: cell)() for cell in row] for row in result.fetchall()])\n"
    )
    done = subprocess.run(
        [python, "-c", code, database, statement], check=True, capture_output=True, text=True
    )
    return done.stdout


def main() -> int:
    program = Path(sys.argv[1]).resolve()
    compile(AIRFLOW.read_text(), AIRFLOW, "exec")
    model = subprocess.run(
        [program, "sql", "data/sample_retail.csv", "-q", "--dialect", "duckdb", "--table", "shop.orders", "--text",
         "--dbt"], cwd=REPO, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    if "--write" in sys.argv[2:]:
        MODEL.write_text(model)
    if MODEL.read_text() != model:
        print(f"wrong: {MODEL} is not what rfmseg sql --dbt writes (hint: tests/sql/dbt.py PROGRAM --write)")
        return 1
    python = make_virtual_environment(CACHE / "dbt", ("dbt",))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rfmseg-dbt-") as name:
        folder = Path(name)
        shop = whole_rows(REPO / "data/sample_retail.csv", folder / "shop.csv")
        database = folder / "shop.duckdb"
        project = shutil.copytree(PROJECT, folder / "dbt")
        in_database(python, database,
                    f"CREATE TABLE orders AS SELECT * FROM read_csv('{shop}', header = true, all_varchar = true)")  # fmt: skip
        built = run_dbt(python, project, database, "build")
        if built.returncode != 0:
            print(built.stdout + built.stderr)
            return 1
        print(built.stdout.strip().splitlines()[-1])
        have = list(csv.reader(io.StringIO(in_database(python, database, "SELECT * FROM rfm_segments"))))
        places = [DECIMALS.get(column) for column in have[0]]
        rows = [
            tuple(
                cell if place is None else plain(cell, place) for cell, place in zip(row, places, strict=True)
            )
            for row in have[1:]
        ]
        segments = subprocess.run(
            [program, "segment", shop, "-q"], check=True, capture_output=True, text=True
        )
        want = list(csv.reader(io.StringIO(segments.stdout)))
        fault = difference((want[0], [tuple(row) for row in want[1:]]), (have[0], rows), set())
        if fault:
            print(f"wrong: the model of dbt: {fault}")
            return 1
        in_database(python, database, "INSERT INTO rfm_segments SELECT * FROM rfm_segments LIMIT 1")
        if run_dbt(python, project, database, "test").returncode == 0:
            print("wrong: dbt's tests pass although a customer has two rows")
            return 1
    print(f"right: the model of dbt, {len(rows)} rows ({time.monotonic() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
