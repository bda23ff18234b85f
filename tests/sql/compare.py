#!/usr/bin/env python3
"""Checks that the queries of `rfmseg sql` give in a database what rfmseg gives itself, to the last digit.

    tests/sql/compare.py PROGRAM [--engines duckdb,postgres,spark] [--quick] [--case REGEX]

Each case is a file and options. The file is loaded into each database as text; the rows of the query and
those of the program must be the same, in every column. DuckDB and Spark are installed from PyPI into
~/.cache/rfmseg-sql; PostgreSQL is Debian's, started here in a temporary folder and stopped.
"""

import argparse
import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import engines
from cases import WRITTEN, Case, make_cases
from nights import make_nights

TABLE = 'shop\'s "orders" `2011`'  # a hostile name; Spark's tables are views here, which may have it
DAYS = WRITTEN + "_days"  # written by incremental queries
DAY_COLUMNS = "customer_id, order_id, first_sale, last_sale, last_return, lines, return_lines, items, revenue, rules, day"
# Databases give decimals with all zeros of their type; rfmseg writes money with at least two decimals.
DECIMALS = {"monetary": 2, "items": 0, "amount": 2}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/sql/compare.py", description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="the built rfmseg")
    parser.add_argument(
        "--engines", default="duckdb,postgres", help="of duckdb,postgres,spark,spark-ansi [%(default)s]"
    )
    parser.add_argument("--quick", action="store_true", help="only the small files")
    parser.add_argument("--last-stage", action="store_true", help="only the last stage of each case")
    parser.add_argument("--case", default="", help="only cases whose name has a match of this expression")
    parser.add_argument(
        "--real", type=Path, help="the UCI Online Retail CSV, also .gz [next to the checkout]"
    )
    parser.add_argument(
        "--cache", type=Path, default=engines.CACHE, help="where packages are kept [%(default)s]"
    )
    parser.add_argument("--queries", type=Path, metavar="DIR",
                        help="take DIR/STAGE_DIALECT.sql instead of the program's query, to test this script")  # fmt: skip
    parser.add_argument(
        "--without", default="", metavar="COLUMN,...", help="columns that the queries need not have"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write every query to this folder")
    parsed = parser.parse_args()
    parsed.engines = parsed.engines.split(",")
    for name in parsed.engines:
        if name not in ("duckdb", "postgres", "spark", "spark-ansi"):
            parser.error(f"--engines: '{name}' is not one of duckdb, postgres, spark, spark-ansi")
    parsed.program = parsed.program.resolve()
    return parsed


def in_environment(parsed: argparse.Namespace) -> None:
    """Runs this script again with the packages of the engines."""
    wanted = [name.split("-")[0] for name in parsed.engines]
    if not any(name in engines.PACKAGES for name in wanted) or os.environ.get("RFMSEG_SQL_ENVIRONMENT"):
        return
    python = engines.make_virtual_environment(parsed.cache, wanted)
    os.environ["RFMSEG_SQL_ENVIRONMENT"] = str(python)
    os.execv(python, [str(python), *sys.argv])


def run(*command: object, stdin: str = "") -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, input=stdin, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(words)}\n{done.stderr.strip()}")
    return done.stdout


def plain(text: str, decimals: int) -> str:
    """A decimal without zeros at its end, except for as many decimals."""
    if "." in text:
        whole, _, part = text.partition(".")
        part = part.rstrip("0").ljust(decimals, "0")
        return f"{whole}.{part}" if part else whole
    return f"{text}.{'0' * decimals}" if decimals and text else text


LEDGER = ["reason", "number_of_rows", "amount"]
Table = tuple[list[str], list[engines.Row]]


def wanted(program: Path, case: Case, stage: str) -> Table:
    """What the program itself gives."""
    if stage == "ledger":
        ledger = json.loads(
            run(program, "analyze", case.path, "--format", "json", "-q", *case.options("analyze")),
            parse_float=str, parse_int=str,
        )["ledger"]  # fmt: skip
        entries = {name: ledger[name] for name in ("kept", "subtracted", "refunded")} | ledger["dropped"]
        rows = [
            (name, entry["rows"], entry["amount"]) for name, entry in entries.items() if entry["rows"] != "0"
        ]
        return LEDGER, [(n, r, plain(a, 2)) for n, r, a in sorted(rows)]
    command = "rfm" if stage == "rfm" else "segment"
    text = run(program, command, case.path, "--format", "csv", "-q", *case.options(command))
    if stage == "clusters":  # adds to the segments
        text = run(program, "cluster", "--model", case.model, "-q", stdin=text)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return header, [tuple(row) for row in rows]


# analyze gives both as one.
ONE_REASON = {"subtracted_cancellation": "subtracted", "subtracted_return": "subtracted",
              "refunded_order": "refunded"}  # fmt: skip


def by_reason(rows: Iterable[engines.Row]) -> list[engines.Row]:
    sums: dict[str, tuple[int, Decimal]] = {}
    for reason, count, amount in rows:
        name = ONE_REASON.get(reason, reason)
        known = sums.get(name, (0, Decimal(0)))
        sums[name] = (known[0] + int(count), known[1] + Decimal(amount))
    return [(name, str(count), plain(f"{amount:f}", 2)) for name, (count, amount) in sums.items()]


def given(engine, sql: str) -> Table:
    """What the database gives, ordered by the first column as the program does: a table has no order."""
    header, rows = engine.run(sql)
    if header == LEDGER:
        return header, by_reason(rows)
    places = [DECIMALS.get(name) for name in header]
    return header, [
        tuple(cell if place is None else plain(cell, place) for cell, place in zip(row, places, strict=True))
        for row in rows
    ]


def by_first(rows: Iterable[engines.Row]) -> dict[str, engines.Row]:
    return {row[0]: row for row in rows}


def difference(want: Table, have: Table, without: set[str]) -> str:
    """The first difference, or nothing."""
    columns = [name for name in want[0] if name not in without or name in have[0]]
    if have[0] != columns:
        return f"columns {','.join(have[0])} instead of {','.join(columns)}"
    kept = [want[0].index(name) for name in columns]
    right = by_first(tuple(row[i] for i in kept) for row in want[1])
    found = by_first(have[1])
    if len(found) != len(have[1]):
        return f"{len(have[1])} rows, but only {len(found)} different {have[0][0]}"
    for key, row in right.items():
        if key not in found:
            return f"no row {key} ({len(found)} rows instead of {len(right)})"
        for name, a, b in zip(columns, found[key], row, strict=True):
            if a != b:
                others = sum(found.get(other) != line for other, line in right.items())
                return f"{name} of {key} is '{a}' instead of '{b}' ({others} rows differ)"
    for key in found:
        if key not in right:
            return f"a row {key} that should not be there ({len(found)} rows instead of {len(right)})"
    return ""


def start(name: str):
    if name == "spark-ansi":
        return engines.Spark(ansi=True)
    return engines.ENGINES[name]()


def query(parsed: argparse.Namespace, case: Case, dialect: str, stage: str) -> str:
    if parsed.queries:
        return (parsed.queries / f"{stage}_{dialect}.sql").read_text(encoding="utf-8")
    typed = [] if case.types else ["--text"]
    return run(parsed.program, "sql", case.path, "-q", "--dialect", dialect, "--table", TABLE,
               "--stage", stage, *typed, *case.options("sql"))  # fmt: skip


def short(error: Exception) -> str:
    """The beginning of an error in one line, without the stack of Java and the query that Spark repeats."""
    lines = []
    for line in str(error).splitlines():
        if line.lstrip().startswith(("at ", "JVM stacktrace", "== SQL")):
            break
        lines.append(line)
    return " ".join(" ".join(lines).split())[:400] or type(error).__name__


def refusal(parsed: argparse.Namespace, case: Case, dialect: str, stage: str) -> str:
    """What is wrong unless the program refuses to write the query, with the error of the case."""
    try:
        query(parsed, case, dialect, stage)
    except RuntimeError as error:
        text = " ".join(str(error).split())
        return "" if case.refused in text else f"another error: {text}"
    return f"a query instead of the error '{case.refused}'"


def fault_of(parsed: argparse.Namespace, case: Case, engine, stage: str) -> tuple[str, int]:
    """What is wrong, or nothing, and how many rows are right."""
    if case.nights:
        return fault_of_nights(parsed, case, engine, stage)
    sql = query(parsed, case, engine.dialect, stage)
    if parsed.keep:
        parsed.keep.mkdir(parents=True, exist_ok=True)
        path = parsed.keep / f"{case.slug}_{stage}_{engine.dialect}.sql"
        path.write_text(sql, encoding="utf-8")
    want = wanted(parsed.program, case, stage)
    if not want[1]:
        raise RuntimeError("the program gives no rows: nothing is compared")
    return difference(want, given(engine, sql), set(parsed.without.split(","))), len(want[1])


def fault_of_nights(parsed: argparse.Namespace, case: Case, engine, stage: str) -> tuple[str, int]:
    """Runs the query after each night, and usually again after the last one."""
    for table in (WRITTEN, DAYS):
        engine.execute(f"DROP TABLE IF EXISTS {table}")
    all_rows = 0
    kept: list[engines.Row] = []
    for number, night in enumerate([*case.nights, *[case.nights[-1]] * case.again]):
        now = replace(case, given=[*case.given, *night.given])
        script = query(parsed, now, engine.dialect, stage)
        if parsed.keep:
            parsed.keep.mkdir(parents=True, exist_ok=True)
            path = parsed.keep / f"{case.slug}_{number + 1}_{engine.dialect}.sql"
            path.write_text(script, encoding="utf-8")
        engine.load(TABLE, night.table, types=case.types.get(engine.dialect) if case.types else None,
                    empty_is_null=case.empty_is_null)  # fmt: skip
        engine.execute_script(script)
        want = wanted(parsed.program, replace(now, path=night.shop), stage)
        if not want[1]:
            raise RuntimeError("the program gives no rows: nothing is compared")
        fault = difference(want, given(engine, f"SELECT * FROM {WRITTEN}"), set())
        if fault:
            return f"night {number + 1}: {fault}", 0
        all_rows += len(want[1])
        if not case.incremental:
            continue
        days = sorted(engine.query(f"SELECT {DAY_COLUMNS} FROM {DAYS} WHERE lines > 0 OR return_lines > 0"))
        if number == len(case.nights) and days != kept:
            return f"another run changes the table of days ({len(days)} rows instead of {len(kept)})", 0
        kept = days
    return "", all_rows


def check(parsed: argparse.Namespace, cases: list[Case], name: str) -> tuple[int, int]:
    began = time.monotonic()
    engine = start(name)
    print(f"sql: {engine.version} started in {time.monotonic() - began:.1f} s", flush=True)
    running.append(engine)
    right = wrong = 0
    loaded = None
    try:
        for case in cases:
            for stage in case.stages:
                if parsed.queries and not (parsed.queries / f"{stage}_{engine.dialect}.sql").exists():
                    continue
                began = time.monotonic()
                rows = 0
                try:
                    if case.refused:
                        fault = refusal(parsed, case, engine.dialect, stage)
                    else:
                        table = (case.path, case.types, case.empty_is_null)
                        if case.nights:
                            loaded = None
                        elif table != loaded:
                            engine.load(TABLE, case.path, types=case.types.get(engine.dialect) if case.types else None,
                                        empty_is_null=case.empty_is_null)  # fmt: skip
                            loaded = table
                        fault, rows = fault_of(parsed, case, engine, stage)
                except Exception as error:  # one bad query must not hide the others
                    fault = short(error)
                seconds = time.monotonic() - began
                what = f"{rows} rows" if rows else "refused"
                print(f"{'wrong' if fault else 'right'}: {name}: {case.name}: {stage} ({seconds:.1f} s"
                      + (f"): {fault}" if fault else f", {what})"), flush=True)  # fmt: skip
                right, wrong = (right, wrong + 1) if fault else (right + 1, wrong)
                if fault and not engine.is_alive():
                    print(f"wrong: {name} has ended, so that the other cases are not compared", flush=True)
                    return right, wrong
    finally:
        running.remove(engine)
        engine.close()
    return right, wrong


# What remains when the test is killed.
running: list[engines.Engine] = []
folders: list[str] = []


def stop(*_: object) -> None:
    """Not by an exception, which Spark's library may swallow, and without waiting for any lock."""
    for engine in running:
        if isinstance(engine, engines.PostgreSQL):
            os.kill(engine.server.pid, signal.SIGQUIT)
            time.sleep(1)
    # Spark itself ends with this process.
    for folder in [*folders, *(engine.folder for engine in running if hasattr(engine, "folder"))]:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(143)


def main() -> int:
    parsed = options()
    in_environment(parsed)
    signal.signal(signal.SIGTERM, stop)
    with tempfile.TemporaryDirectory(prefix="rfmseg-sql-") as folder:
        folders.append(folder)
        given = (Path(folder), parsed.program, parsed.real, parsed.quick)
        cases = [*make_cases(*given), *make_nights(*given)]
        cases = [case for case in cases if re.search(parsed.case, case.name)]
        if parsed.last_stage:
            cases = [replace(case, stages=case.stages[-1:]) for case in cases]
        if not cases:
            sys.exit(f"sql: no case has a match of '{parsed.case}' in its name")
        results = [check(parsed, cases, name) for name in parsed.engines]
    right, wrong = (sum(column) for column in zip(*results, strict=True))
    print(f"sql: {right} right, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
