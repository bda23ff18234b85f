#!/usr/bin/env python3
"""Compares the rows that rfmseg reads from each file in tests/csv/nasty with those that Python's csv
module and Miller read.

    differential.py PRINT_ROWS FOLDER

A file must read the same everywhere, header included, unless EXCEPTIONS says how another tool
differs and why. What it says has to be right to the last field, too, and one that is not needed is
an error.
"""

import copy
import csv
import io
import json
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77  # for ctest

# What a file is separated by and written in, where that is not a comma and UTF-8. rfmseg has to find
# it out; the others are told.
DELIMITERS = {"semicolons": ";", "commas_and_semicolons": ";", "tabs": "\t", "bars": "|"}
ENCODINGS = {"windows_1252": "Windows-1252", "utf16le": "UTF-16LE"}

# ---- How tools differ by design: whether `theirs` differs from `ours` just so. A row of ours that
# ---- is refused is None; rows of theirs are None when the tool refuses the file. ------------------


def blank_line_is_a_row_without_fields(theirs, ours):
    return [row for row in theirs if row] == ours


def blank_line_is_an_empty_field(theirs, ours):
    """As is a line of `""`, which we take for one, too."""
    return [row for row in theirs if row != [""]] == [row for row in ours if row != [""]]


def line_of_spaces_is_a_row(theirs, ours):
    return [row for row in theirs if len(row) > 1] == ours


def short_rows_are_filled_up(theirs, ours):
    """Blank lines among them; we pass over those and refuse the others."""
    return [row for row in theirs if row[-1] != ""] == [row for row in ours if row is not None]


def ragged_rows_are_rows(theirs, ours):
    return [row if len(row) == len(theirs[0]) else None for row in theirs] == ours


def names_are_not_trimmed(theirs, ours):
    return [[name.strip() for name in theirs[0]]] + theirs[1:] == ours


def control_bytes_are_text(theirs, ours):
    def refused(row):
        return any(c in field for field in row for c in "\0\x1f")

    return [None if refused(row) else row for row in theirs] == ours


def undecodable_bytes_are_text(theirs, ours):
    def refused(row):
        return any("\udc80" <= c <= "\udcff" for field in row for c in field)

    return [None if refused(row) else row for row in theirs] == ours


def open_quote_takes_in_the_rest(theirs, ours):
    """For us it is stray: its line is refused, and the lines after it are rows."""
    _, *after = theirs[-1][-1].splitlines()
    return theirs[:-1] + [None] + [line.split(",") for line in after] == ours


def backslash_escapes_a_quote(theirs, ours):
    """Where that gives more rows of the right width, as in files of MySQL."""
    return theirs == [["a", "b"], ['x\\",y\n1,2\n']] and ours == [["a", "b"], ['x"', "y"], ["1", "2"]]


def crlf_in_a_field_becomes_lf(theirs, ours):
    return theirs == [[field.replace("\r\n", "\n") for field in row] for row in ours]


def field_with_a_quote_after_blanks_is_lost(theirs, ours):
    return theirs == [["" if field == '  "4"' else field for field in row] for row in ours]


def file_is_refused(theirs, ours):
    return theirs is None


EXCEPTIONS = {
    "python": {
        "blank_lines": blank_line_is_a_row_without_fields,
        "blank_lines_crlf": blank_line_is_a_row_without_fields,
        "blank_lines_first": blank_line_is_a_row_without_fields,
        "lines_of_spaces": line_of_spaces_is_a_row,
        "single_column_blanks": blank_line_is_a_row_without_fields,
        "short_rows": ragged_rows_are_rows,
        "long_rows": ragged_rows_are_rows,
        "spaces_around_names": names_are_not_trimmed,
        "nul_bytes": control_bytes_are_text,
        "control_bytes": control_bytes_are_text,
        "bytes_of_no_encoding": undecodable_bytes_are_text,
        "unclosed_quote": open_quote_takes_in_the_rest,
        "escaped_looking_quotes": backslash_escapes_a_quote,
    },
    "miller": {
        "blank_lines": short_rows_are_filled_up,
        "blank_lines_crlf": short_rows_are_filled_up,
        "blank_lines_first": blank_line_is_an_empty_field,
        "lines_of_spaces": short_rows_are_filled_up,
        "single_column_blanks": blank_line_is_an_empty_field,
        "short_rows": short_rows_are_filled_up,
        "long_rows": ragged_rows_are_rows,
        "spaces_around_names": names_are_not_trimmed,
        "nul_bytes": control_bytes_are_text,
        "control_bytes": control_bytes_are_text,
        "bytes_of_no_encoding": undecodable_bytes_are_text,
        "crlf_in_fields": crlf_in_a_field_becomes_lf,
        "utf16le": crlf_in_a_field_becomes_lf,
        # Text and quotes next to each other, which Python reads as we do.
        "spaces_around": field_with_a_quote_after_blanks_is_lost,
        "quotes_in_unquoted_fields": file_is_refused,
        "text_after_closing_quote": file_is_refused,
        # A quote that is never closed, which for us costs its line only.
        "unclosed_quote": file_is_refused,
        "escaped_looking_quotes": file_is_refused,
    },
}

# ---- The three readers. --------------------------------------------------------------------------


def read_with_rfmseg(print_rows, path):
    run = subprocess.run([print_rows, path], capture_output=True, check=True)
    return json.loads(run.stdout)


def text_of(path):
    encoding = ENCODINGS.get(path.stem, "UTF-8")
    return path.read_bytes().decode(encoding, "surrogateescape").removeprefix("\ufeff")


def read_with_python(path, delimiter):
    return list(csv.reader(io.StringIO(text_of(path), newline=""), delimiter=delimiter))


def read_with_miller(path, delimiter):
    # The first line as an ordinary row: Miller renames columns of the same name.
    command = ["mlr", "--icsv", "--ifs", delimiter, "--ojson", "--infer-none"]
    command += ["--implicit-csv-header", "--allow-ragged-csv-input", "cat"]
    text = text_of(path).encode(errors="surrogateescape")
    run = subprocess.run(command, input=text, capture_output=True)
    if run.returncode != 0:
        return None
    records = json.loads(run.stdout.decode(errors="surrogateescape"), strict=False)
    return [list(record.values()) for record in records]


# ---- Comparing. ----------------------------------------------------------------------------------


def damaged(rows):
    """The rows with one field changed, to see that this would be noticed."""
    rows = copy.deepcopy(rows)
    [row for row in rows if row][-1][-1] += "!"
    return rows


def problems_of(path, said, readers):
    """What is wrong with what rfmseg said of the file: a list of messages."""
    name = path.stem
    problems = []
    delimiter = DELIMITERS.get(name, ",")
    expected = {"delimiter": delimiter, "encoding": ENCODINGS.get(name, "UTF-8")}
    for key, value in expected.items():
        if said.get(key) != value:
            problems.append(f"{key} is {said.get(key)!r}, not {value!r}")
    if "error" in said:
        problems.append(f"error: {said['error']}")

    ours = [None if isinstance(row, str) else row for row in said["rows"]]
    for tool, read in readers.items():
        theirs = read(path, delimiter)
        exception = EXCEPTIONS[tool].get(name)
        agree = exception or (lambda a, b: a == b)
        if exception and theirs == ours:
            problems.append(f"{tool} needs no exception: {exception.__name__}")
        elif not agree(theirs, ours):
            but_for = f" (but for: {exception.__name__})" if exception else ""
            problems.append(f"{tool} reads otherwise{but_for}:\n    {theirs}\n    {ours} is ours")
        elif theirs is not None and agree(theirs, damaged(ours)):
            problems.append(f"{tool}: a wrong field would not be noticed")
    return problems


def main(print_rows, folder):
    files = sorted(pathlib.Path(folder).glob("*.csv"))
    readers = {"python": read_with_python}
    if shutil.which("mlr"):
        readers["miller"] = read_with_miller

    names = {path.stem for path in files}
    named = set(DELIMITERS) | set(ENCODINGS)
    for exceptions in EXCEPTIONS.values():
        named |= set(exceptions)
    failures = [f"{name}: there is no such file" for name in sorted(named - names)]
    for path in files:
        said = read_with_rfmseg(print_rows, path)
        failures += [f"{path.name}: {problem}" for problem in problems_of(path, said, readers)]

    for failure in failures:
        print(failure)
    exceptions = ", ".join(f"{len(EXCEPTIONS[tool])} exceptions for {tool}" for tool in readers)
    print(f"{len(files)} files compared, {len(failures)} problems, {exceptions}")
    if failures or not files:
        return 1
    if "miller" not in readers:
        print("skipped: mlr is not installed (scripts/setup.sh); only Python was compared with")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
