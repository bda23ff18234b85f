"""What the queries are tried on: files and options."""

import csv
import datetime
import gzip
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
REAL_PACKED = REPO / "../shared/data/online_retail.csv.gz"
EXPORTS = REPO / "tests/exports"
# Of each preset the frequency is measured or scored in another way. `tiers` needs the cuts of a model.
PRESETS = ("classic", "eleven", "klaviyo", "pymc", "r-rfm")
# Exports of platforms whose layout a query can express.
LAYOUTS = (
    "bigcommerce_orders", "klaviyo_placed_order", "lightspeed_vend_sales", "olist_joined", "stripe_balance",
    "stripe_payments", "woocommerce_webtoffee", "xero_invoices",
)  # fmt: skip
# Exports that a query cannot express, and a part of the error.
REFUSED = {
    "toast_check_details": "a query cannot parse this value",
    "woocommerce_analytics": "currencies are written with amounts, which a query cannot express",
}
WRITTEN = "written"  # the table of queries that write one
SALES_TYPES = {
    "duckdb": {"Quantity": "INTEGER", "InvoiceDate": "TIMESTAMP", "UnitPrice": "DECIMAL(12, 3)"},
    "postgres": {"Quantity": "integer", "InvoiceDate": "timestamp", "UnitPrice": "numeric(12, 3)"},
    "spark": {"Quantity": "INT", "InvoiceDate": "TIMESTAMP_NTZ", "UnitPrice": "DECIMAL(12, 3)"},
}


@dataclass(frozen=True)
class Night:
    """The rows of a shop at one time."""

    shop: Path  # all rows
    table: Path  # those that the table has
    given: Sequence[str] = ()  # more options of this night


@dataclass(frozen=True)
class Case:
    name: str
    path: Path
    given: Sequence[str] = ()  # options of every command
    scheme: str = ""
    model: Path | None = None
    stages: Sequence[str] = ("segments",)
    empty_is_null: bool = True
    types: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by dialect; none: all is text
    refused: str = ""  # a part of the error, if there must be no query
    nights: Sequence[Night] = ()  # after each the table is written
    incremental: bool = True  # by an incremental query
    late_days: int = 0
    again: bool = True  # the last night twice

    @property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "_", self.name.lower()).strip("_")

    def options(self, command: str) -> list[str]:
        more = list(self.given)
        if self.scheme and command in ("rfm", "segment", "sql"):
            more += ["--scheme", self.scheme]
        if self.model and command in ("segment", "cluster", "sql"):
            more += ["--model", str(self.model)]
        if self.nights and command == "sql":
            more += ["--create-table", WRITTEN]
            if self.incremental:
                more += ["--incremental", "--late-days", str(self.late_days)]
        return more


def whole_rows(source: Path, target: Path) -> Path:
    """The rows with as many fields as the header: a table has no others."""
    with source.open(newline="", encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file)
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(row for row in rows if len(row) == len(header))
    return target


def is_time(text: str) -> bool:
    try:
        return bool(datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def readable_rows(source: Path, target: Path) -> Path:
    """The rows whose cells are numbers and a time, as columns with types have no others."""
    with source.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        number = r"-?[0-9]*[.]?[0-9]*"
        kept = [
            row for row in rows
            if re.fullmatch(number, row["Quantity"]) and re.fullmatch(number, row["UnitPrice"])
            and is_time(row["InvoiceDate"])
        ]  # fmt: skip
    return write(target, list(kept[0]), [list(row.values()) for row in kept])


def real_file(given: Path | None, folder: Path) -> Path | None:
    path = given or REAL_PACKED
    if not path.exists():
        if given:
            sys.exit(f"sql: {given}: no such file")
        print("sql: no real file, so it is skipped (hint: --real FILE, the UCI Online Retail CSV)")
        return None
    if path.suffix != ".gz":
        return path
    target = folder / path.stem
    with gzip.open(path) as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


def fit(program: Path, path: Path, target: Path, *more: str) -> Path:
    subprocess.run([program, "fit", path, "-q", *more, "-o", target], check=True)
    return target


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def hard_rows(ids: Sequence[str], seed: int) -> list[list[str]]:
    """Sales with six decimals, many ties, times that clocks skip, orders over midnight, and rubbish."""
    draw = random.Random(seed)
    times = ["2011-03-13 02:30:00", "2011-03-12 02:45:00", "2011-11-06 01:30:00", "2011-10-16 00:00:00",
             "2011-03-14 00:00:00", "2011-02-28 23:59:59", "2011-12-31 23:59:59", "2011-12-31 00:00:00"]  # fmt: skip
    rows = []
    for number in range(1500):
        order = str(1000 + number // 3)
        customer = draw.choice(ids)
        time = (
            draw.choice(times)
            if number % 3
            else f"2011-{draw.randint(1, 12):02}-{draw.randint(1, 28):02} 0{draw.randint(0, 9)}:{draw.randint(0, 59):02}:00"
        )
        quantity = draw.choice(["1", "2", "12", "0.5", "0.000001", "-1", "0", "3.250000"])
        price = draw.choice(["1.000001", "0.1", "0.2", "99.999999", "10", "0", "1234567.891011"])
        rows.append([order, customer, time, quantity, price])
    # Unreadable values; few, as the program stops at too many.
    rows += [["9001", ids[0], "2011-02-30 10:00:00", "1", "1"], ["9002", ids[0], "2011-05-05 10:00:00", "x1", "1"],
             ["9003", ids[0], "2011-05-05 10:00:00", "1", "1-2"], ["9004", "", "2011-05-05 10:00:00", "1", "1"],
             ["9005", "guest", "2011-05-05 10:00:00", "1", "1"], ["9006", "NULL", "2011-05-05 10:00:00", "1", "1"],
             ["9007", ids[1], "2011-05-05 10:00:00", "", "1"], [" 9008 ", f" {ids[2]} ", "2011-05-05 10:00:00", " 1 ", "1"]]  # fmt: skip
    return rows


def make_cases(folder: Path, program: Path, real: Path | None, quick: bool) -> list[Case]:
    cases: list[Case] = []
    shop = whole_rows(REPO / "data/sample_retail.csv", folder / "shop.csv")
    shop_model = fit(program, shop, folder / "shop.json")
    tiers_model = fit(program, shop, folder / "tiers.json", "--scheme", "tiers")
    for returns in ("drop", "net"):
        given = ("--returns", returns)
        cases.append(Case(f"shop, ledger, returns {returns}", shop, given, stages=("ledger",)))
        for preset in PRESETS:
            cases.append(
                Case(f"shop, {preset}, returns {returns}", shop, given, preset, stages=("rfm", "segments"))
            )
        cases.append(
            Case(
                f"shop, model, returns {returns}",
                shop,
                given,
                model=shop_model,
                stages=("segments", "clusters"),
            )
        )
    cases += [
        Case("shop, tiers by a model", shop, model=tiers_model),
        Case("shop, empty cells are texts", shop, empty_is_null=False, stages=("ledger", "segments")),
        Case("shop, columns with types", readable_rows(shop, folder / "readable.csv"), types=SALES_TYPES, stages=("ledger", "segments")),
        Case("shop, window and codes", shop, ("--from", "2011-02-01", "--to", "2011-09-30", "--exclude-stock-codes", "20906,41021,POST"),
             stages=("ledger", "segments")),
        Case("shop, one country, as of a date", shop, ("--country", "United Kingdom", "--as-of", "2011-11-06"), stages=("ledger", "segments")),
        Case("shop, country decides the date", shop, ("--country", "Germany"), stages=("ledger", "rfm")),
        Case("shop, cuts", shop, ("--duplicates", "keep"), scheme="klaviyo"),
    ]  # fmt: skip
    header = ["order", "customer", "date", "quantity", "price"]
    numbers = [
        "7",
        "007",
        "-3",
        "10",
        "9",
        "100000000000000001",
        "100000000000000000",
        "12.0",
        *map(str, range(20, 90)),
    ]
    words = [
        "a",
        "B",
        "_",
        "é",
        "z",
        "10",
        "9",
        "Ä",
        "a b",
        "😀",
        "O'Brien",
        "\\",
        *(f"c{i}" for i in range(70)),
    ]
    for name, ids, seed in (("numbers", numbers, 1), ("words", words, 2)):
        path = write(folder / f"{name}.csv", header, hard_rows(ids, seed))
        for preset in ("classic", "pymc"):
            cases.append(
                Case(
                    f"hard rows, ids are {name}, {preset}",
                    path,
                    scheme=preset,
                    stages=("ledger", "rfm", "segments"),
                )
            )
        cases.append(
            Case(f"hard rows, ids are {name}, net", path, ("--returns", "net"), stages=("ledger", "segments"))
        )
    # Names that end a quoted name or a text too early, if they are not escaped.
    names = ["select", 'Customer\'s "id"', "da`te", "quan\\tity", "price; DROP TABLE x; --", "Land\nName"]
    rows = [
        [*row, draw]
        for row, draw in zip(hard_rows(numbers, 3), ["O'Brien\\", "it''s", '"x"'] * 1000, strict=False)
    ]
    path = write(folder / "names.csv", names, rows)
    columns = ",".join(f'{field}="{name.replace(chr(34), chr(34) * 2)}"' for field, name in
                       zip(("order", "customer", "date", "quantity", "price", "country"), names, strict=True))  # fmt: skip
    cases.append(Case("hostile names", path, ("--columns", columns, "--country", "O'Brien\\", "--country", "it''s"),
                      stages=("ledger", "segments")))  # fmt: skip
    for export in LAYOUTS:
        path = whole_rows(EXPORTS / f"{export}.csv", folder / f"{export}.csv")
        cases.append(Case(f"layout, {export}", path, stages=("ledger", "segments")))
    for export, error in REFUSED.items():
        path = whole_rows(EXPORTS / f"{export}.csv", folder / f"{export}.csv")
        cases.append(Case(f"layout, {export}", path, refused=error))
    if quick:
        return cases
    path = real_file(real, folder)
    if path is not None:
        model = fit(program, path, folder / "real.json")
        cases += [Case(f"Online Retail, {preset}", path, scheme=preset) for preset in PRESETS]
        cases += [
            Case("Online Retail, returns net", path, ("--returns", "net"), stages=("ledger", "segments")),
            Case("Online Retail, pymc, returns net", path, ("--returns", "net"), scheme="pymc", stages=("rfm", "segments")),
            Case("Online Retail, ledger and model", path, model=model, stages=("ledger", "clusters")),
        ]  # fmt: skip
    return cases
