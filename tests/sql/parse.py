#!/usr/bin/env python3
"""Checks that sqlglot reads every query of `rfmseg sql` as SQL of its database.

    tests/sql/parse.py PROGRAM [--case REGEX]

All stages of the cases of compare.py are parsed, for all five databases; BigQuery and Snowflake are checked by
this only. A query must be one statement, mean the same to sqlglot after it is written and read again, and
have only columns that the step before has. Then mistakes are planted in queries, which must be noticed.
sqlglot is installed from PyPI into ~/.cache/rfmseg-sql.
"""

import argparse
import logging
import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import engines
from cases import Case, make_cases
from compare import DAYS, run, short
from nights import make_nights

DIALECTS = ("duckdb", "postgres", "spark", "bigquery", "snowflake")
# Snowflake cannot compute these exactly, so that rfmseg refuses them.
NO_MEANS = "cannot divide amounts exactly"
# Of a query, and what is planted in it.
MISTAKES = (
    ("a parenthesis less", r"\)\n,?", "\n"),
    ("a parenthesis too many", r"\)\nSELECT", "))\nSELECT"),
    ("a comma too many", r",\n", ",,\n"),
    ("a comma at the end", r"\n  FROM ", ",\n  FROM "),
    ("a comma less", r",\n", "\n"),
    ("CASE without END", r"\bEND\b", ""),
    ("a text without its end", r"'([^'\n]*)'\)", r"'\1)"),
    ("a name without its end", r'FROM (["`])([^"`\n]*)["`]', r"FROM \1\2"),
    ("a keyword without its expression", r"THEN [^ \n]+", "THEN"),
    ("a second statement", r";\n$", "; DROP TABLE orders;\n"),
    ("an unknown step", r"FROM parsed\b", "FROM parsd"),
    ("an unknown column", r"\bquantity \* price\b", "quantity * prise"),
)


# What statements may read besides the table, and what is not a column of a step.
KEPT = {DAYS, "rfmseg_watermark"}
# Cases whose statements differ from those of the others.
NIGHTS = "text|types|one country|as of|model|without"
VARIABLES = {"rfmseg_first_day", "first_day"}
# Statements that sqlglot does not know, in scripts. It warns of each.
UNKNOWN = ("LOCK TABLE ",)
logging.getLogger("sqlglot").setLevel(logging.ERROR)


def fault_of(sql: str, dialect: str, *, script: bool = False) -> str:
    """What is wrong with a query, or with the statements of a script, or nothing."""
    import sqlglot
    from sqlglot import ErrorLevel, exp

    try:
        statements = [one for one in sqlglot.parse(sql, read=dialect, error_level=ErrorLevel.RAISE) if one is not None]
        if len(statements) != 1 and not script:
            return f"{len(statements)} statements"
        if fault := misplaced_token(sqlglot.tokenize(sql, read=dialect)):
            return fault
        queries = 0
        for tree in statements:
            if unknown := list(tree.find_all(exp.Command)):
                text = unknown[0].sql()
                if script and text.startswith(UNKNOWN):
                    continue
                return f"a statement that sqlglot does not know: {text[:80]}"
            # Without comments, of which sqlglot loses some.
            again = tree.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE, comments=False)
            tree_again = sqlglot.parse_one(again, read=dialect, error_level=ErrorLevel.RAISE)
            if tree_again.sql(dialect=dialect, comments=False) != again:
                return "not the same after it is written and read again"
            query = tree.expression if isinstance(tree, exp.Create | exp.Insert) else tree
            if not isinstance(query, exp.Query):
                continue
            queries += 1
            if fault := fault_of_query(query, script=script):
                return fault
    except sqlglot.errors.SqlglotError as error:
        return short(error)
    return "" if queries else "no query"


def fault_of_query(query, *, script: bool) -> str:
    from sqlglot import exp
    from sqlglot.optimizer.scope import traverse_scope

    steps = {step.alias for step in query.find_all(exp.CTE)}
    tables = [table for table in query.find_all(exp.Table) if table.name not in steps]
    if len({table.name for table in tables} - KEPT) > 1 or (len(tables) != 1 and not script):
        return f"{len(tables)} tables are read, not one: {', '.join(sorted(table.sql() for table in tables))}"
    for scope in traverse_scope(query):
        if fault := unknown_column(scope, VARIABLES if script else set()):
            return fault
    return ""


def misplaced_token(tokens: list) -> str:
    """What sqlglot forgives: a comma without a value, a parenthesis that is not closed."""
    depth = 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        depth += {"L_PAREN": 1, "R_PAREN": -1}.get(token.token_type.name, 0)
        if token.token_type.name == "COMMA" and (
            following is None or following.token_type.name in ("COMMA", "R_PAREN", "FROM")
        ):
            return f"a comma too many in line {token.line}"
    return "" if depth == 0 else f"{abs(depth)} parentheses do not match"


def outputs(scope) -> set[str] | None:
    """The columns of a step; None if they are not known, as those of a table."""
    names: set[str] = set()
    for column in scope.expression.selects:
        if not column.is_star:
            names.add(column.alias_or_name)
            continue
        sources = [column.table] if getattr(column, "table", "") else list(scope.sources)
        for name in sources:
            source = scope.sources[name]
            more = outputs(source) if hasattr(source, "expression") and hasattr(source, "sources") else None
            if more is None:
                return None
            names |= more
    return names


def unknown_column(scope, variables: set[str]) -> str:
    # ORDER BY has the columns of the query itself.
    known: set[str] = variables | {column.alias_or_name for column in scope.expression.selects}
    for source in scope.selected_sources.values():
        columns = outputs(source[1]) if hasattr(source[1], "sources") else None
        if columns is None:
            return ""
        known |= columns
    for column in scope.columns:
        if column.name not in known:
            return f"no step has a column {column.name}"
    return ""


def planted(sql: str, pattern: str, text: str) -> str:
    """The query with a mistake where the pattern first matches after the comments at its beginning."""
    begin = sql.index("WITH\n")
    return sql[:begin] + re.sub(pattern, text, sql[begin:], count=1)


def check_mistakes(queries: dict[str, str]) -> int:
    """Plants each mistake in a query of each dialect."""
    missed = 0
    for dialect, sql in queries.items():
        for what, pattern, text in MISTAKES:
            wrong = planted(sql, pattern, text)
            if wrong == sql:
                print(f"wrong: {dialect}: no place for {what}")
            elif not fault_of(wrong, dialect):
                print(f"wrong: {dialect}: {what} is not noticed")
            else:
                continue
            missed += 1
    return missed


def check(program: Path, case: Case, stage: str, dialect: str) -> tuple[str, str]:
    """What is wrong, and the query."""
    typed = [] if case.types else ["--text"]
    more = ["--create-table", "shop.new table"] if stage == "ledger" else []
    try:
        sql = run(program, "sql", case.path, "-q", "--dialect", dialect, "--table", "shop.the orders", "--stage",
                  stage, *typed, *more, *case.options("sql"))  # fmt: skip
    except RuntimeError as error:
        text = " ".join(str(error).split())
        expected = case.refused or (NO_MEANS if dialect == "snowflake" and case.scheme == "pymc" else "")
        return ("" if expected and expected in text else text), ""
    return fault_of(sql, dialect, script=bool(more or case.nights)), sql


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/sql/parse.py", description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="the built rfmseg")
    parser.add_argument("--case", default="", help="only cases whose name has a match of this expression")
    parser.add_argument(
        "--cache", type=Path, default=engines.CACHE, help="where packages are kept [%(default)s]"
    )
    parsed = parser.parse_args()
    parsed.program = parsed.program.resolve()
    return parsed


def main() -> int:
    parsed = options()
    if not os.environ.get("RFMSEG_SQL_ENVIRONMENT"):
        python = engines.make_virtual_environment(parsed.cache, ["sqlglot"])
        os.environ["RFMSEG_SQL_ENVIRONMENT"] = str(python)
        os.execv(python, [str(python), *sys.argv])
    began = time.monotonic()
    right = wrong = refused = 0
    kept: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="rfmseg-sql-") as folder:
        cases = make_cases(Path(folder), parsed.program, None, quick=True)
        nights = make_nights(Path(folder), parsed.program, None, quick=True)
        cases += [case for case in nights if re.search(NIGHTS, case.name)]
        cases = [case for case in cases if re.search(parsed.case, case.name)]
        tasks = [(case, stage, dialect) for case in cases for stage in case.stages for dialect in DIALECTS]
        with ProcessPoolExecutor() as pool:
            results = list(pool.map(check, repeat(parsed.program), *zip(*tasks, strict=True), chunksize=4))
    for (case, stage, dialect), (fault, sql) in zip(tasks, results, strict=True):
        if fault:
            wrong += 1
            print(f"wrong: {dialect}: {case.name}: {stage}: {fault}", flush=True)
        elif not sql:
            refused += 1
        else:
            right += 1
            if case.scheme == "classic" and stage == "segments" and not case.nights:
                kept.setdefault(dialect, sql)
    missed = check_mistakes(kept)
    planted_ones = len(kept) * len(MISTAKES)
    print(
        f"sql: sqlglot reads {right} queries, {refused} are refused as expected, {wrong} wrong; {planted_ones - missed} "
        f"of {planted_ones} planted mistakes noticed ({time.monotonic() - began:.0f} s)"
    )
    return 1 if wrong or missed or not right else 0


if __name__ == "__main__":
    sys.exit(main())
