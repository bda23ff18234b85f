#!/usr/bin/env python3
"""Runs the dbt project of docs/dbt in DuckDB.

    tests/sql/dbt.py PROGRAM [--write]

The models and their tests are built on the sample shop, those of --incremental again with more days; the rows
must be those of `rfmseg segment`, and the tests must fail when a row is there twice. The models in docs/dbt
must be those that the program writes; --write writes them there. The task for Airflow is only compiled.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cases import REPO, whole_rows
from compare import DECIMALS, difference, plain
from engines import CACHE, make_virtual_environment
from nights import shop_nights

PROJECT = REPO / "docs/dbt"
NIGHTLY = ("--incremental", "--create-table", "rfm_nightly")
MODELS = {"rfm_segments": (), "rfm_nightly": NIGHTLY, "rfm_nightly_days": (*NIGHTLY, "--stage", "days")}
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


def write_model(program: Path, *more: str) -> str:
    return subprocess.run(
        [program, "sql", "data/sample_retail.csv", "-q", "--dialect", "duckdb", "--table", "shop.orders", "--text",
         "--dbt", *more], cwd=REPO, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def fault_of_model(program: Path, python: Path, database: Path, model: str, shop: Path, *given: str) -> str:
    """What is wrong with the rows of the model, which must be those of the program for the shop."""
    have = list(csv.reader(io.StringIO(in_database(python, database, f"SELECT * FROM {model}"))))
    places = [DECIMALS.get(column) for column in have[0]]
    rows = [
        tuple(cell if place is None else plain(cell, place) for cell, place in zip(row, places, strict=True))
        for row in have[1:]
    ]
    segments = subprocess.run(
        [program, "segment", shop, "-q", *given], check=True, capture_output=True, text=True
    )
    want = list(csv.reader(io.StringIO(segments.stdout)))
    fault = difference((want[0], [tuple(row) for row in want[1:]]), (have[0], rows), set())
    return f"the model {model} of dbt: {fault}" if fault else ""


def fault_of_project(program: Path, python: Path, folder: Path) -> str:
    whole = whole_rows(REPO / "data/sample_retail.csv", folder / "shop.csv")
    # An order has rows on both sides of the first night.
    first, second = shop_nights(whole, folder, ["2011-10-14"])
    database = folder / "shop.duckdb"
    project = shutil.copytree(PROJECT, folder / "dbt")

    def load(table: Path) -> None:
        in_database(python, database, "CREATE OR REPLACE TABLE orders AS SELECT * FROM "
                    f"read_csv('{table}', header = true, all_varchar = true)")  # fmt: skip

    load(first.table)
    if (built := run_dbt(python, project, database, "build")).returncode != 0:
        return built.stdout + built.stderr
    print(built.stdout.strip().splitlines()[-1])
    for model in ("rfm_segments", "rfm_nightly"):
        if fault := fault_of_model(program, python, database, model, first.shop):
            return fault
    # The table has the new days only, so that a model that reads all rows is noticed.
    load(second.table)
    if (built := run_dbt(python, project, database, "build", "--select", "rfm_nightly_days+")).returncode != 0:
        return built.stdout + built.stderr
    if fault := fault_of_model(program, python, database, "rfm_nightly", second.shop):
        return fault
    for table, rows in (("rfm_segments", "SELECT * FROM rfm_segments LIMIT 1"),
                        ("rfm_nightly_days", "SELECT * FROM rfm_nightly_days WHERE lines > 0 LIMIT 1")):  # fmt: skip
        in_database(python, database, f"INSERT INTO {table} {rows}")
    tested = run_dbt(python, project, database, "test").stdout
    for test in ("unique_rfm_segments_customer_id", "rfm_nightly_days_once"):
        if not re.search(rf"FAIL .* {test} ", tested):
            return f"dbt's test {test} passes although a row is there twice\n{tested}"
    return ""


def main() -> int:
    program = Path(sys.argv[1]).resolve()
    compile(AIRFLOW.read_text(), AIRFLOW, "exec")
    for name, more in MODELS.items():
        path = PROJECT / f"models/{name}.sql"
        model = write_model(program, *more)
        if "--write" in sys.argv[2:]:
            path.write_text(model)
        if not path.exists() or path.read_text() != model:
            print(f"wrong: {path} is not what rfmseg sql --dbt writes (hint: tests/sql/dbt.py PROGRAM --write)")
            return 1
    python = make_virtual_environment(CACHE / "dbt", ("dbt",))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rfmseg-dbt-") as name:
        if fault := fault_of_project(program, python, Path(name)):
            print(f"wrong: {fault}")
            return 1
    print(f"right: the models of dbt ({time.monotonic() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
