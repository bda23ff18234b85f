"""Cases of `rfmseg sql --incremental`: what a table has on one night after another.

After each night the customers must be those of rfmseg, which reads all rows of that night. The table often
has the rows only that the query may read, so that a query that reads earlier days is noticed.
"""

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from cases import REPO, SALES_TYPES, Case, Night, fit, is_time, readable_rows, real_file, whole_rows, write

HEADER = ["order", "customer", "date", "quantity", "price", "country"]
TYPES = {
    "duckdb": {"date": "TIMESTAMP", "quantity": "DECIMAL(12, 3)", "price": "DECIMAL(12, 3)"},
    "postgres": {"date": "timestamp", "quantity": "numeric(12, 3)", "price": "numeric(12, 3)"},
    "spark": {"date": "TIMESTAMP_NTZ", "quantity": "DECIMAL(12, 3)", "price": "DECIMAL(12, 3)"},
}
ZONED = {"duckdb": "TIMESTAMPTZ", "postgres": "timestamptz", "spark": "TIMESTAMP"}
LATE_DAYS = 3
Row = list[str]


def invented_rows(skipped_times: bool) -> list[Row]:
    """Orders of thirteen days: a third of them has rows on several days, and some have returns on a later one."""
    draw = random.Random(28)
    times = ["00:00:00", "09:15:30", "12:00:00", "23:59:59", *(["02:30:00"] if skipped_times else [])]
    rows = []
    for number in range(220):
        order = str(5000 + number) if number % 11 else ""
        customer = str(draw.randint(1, 45)) if number % 13 else ""
        country = "Germany" if customer and int(customer) % 5 == 0 else "France"
        day = draw.randint(1, 13)

        def add(row_day: int, quantity: str, price: str, order=order, customer=customer, country=country):
            time = f"2024-03-{min(row_day, 13):02} {draw.choice(times)}"
            rows.append([order, customer, time, quantity, price, country])

        for _ in range(draw.randint(1, 3)):
            add(day, draw.choice(["1", "2", "0.5"]), draw.choice(["4.99", "10", "0.125", "7"]))
        if number % 3 == 0:
            add(day + draw.randint(1, 3), "1", "3.5")
        if number % 7 == 0:
            add(day + 1, "-1", draw.choice(["4.99", "10"]))
        if number % 19 == 0:  # returned completely
            add(day + 1, "-100", "10")
    rows += [["6001", "3", "2024-02-30 10:00:00", "1", "1", "France"]] * (1 if skipped_times else 0)
    # Sales to another country after all others.
    rows += [["6002", "", "2024-03-13 23:59:59", "1", "1", "France"], ["6003", "1", "2024-03-12 18:00:00", "1", "2", "France"]]  # fmt: skip
    draw.shuffle(rows)
    return rows


def day_of(row: Row) -> int:
    return int(row[2][8:10])


def three_nights(rows: list[Row]) -> list[list[Row]]:
    """Up to the 10th, the 12th and the 13th. On the second night the rows of the 8th are gone, and two of the 9th are
    new, one of them of an order that has rows on the 7th."""
    known = next(row for row in rows if day_of(row) == 7 and row[0] and row[1] and not row[3].startswith("-"))
    late = [["6101", "7", "2024-03-09 11:00:00", "3", "9.99", "France"],
            [known[0], known[1], "2024-03-09 12:00:00", "2", "1.25", known[5]]]  # fmt: skip
    remaining = [row for row in rows if day_of(row) != 8] + late
    return [
        [row for row in rows if day_of(row) <= 10],
        [row for row in remaining if day_of(row) <= 12],
        remaining,
    ]


class Files:
    """Writes what the tables have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def night(self, name: str, rows: list[Row], first_day: int = 0, given: Sequence[str] = ()) -> Night:
        """The table has the rows from a day on only."""
        path = write(self.folder / f"{name}.csv", HEADER, rows)
        if not first_day:
            return Night(path, path, given)
        part = [row for row in rows if day_of(row) >= first_day]
        return Night(path, write(self.folder / f"{name}_table.csv", HEADER, part), given)


def invented_cases(folder: Path) -> list[Case]:
    files = Files(folder)
    nights = three_nights(invented_rows(skipped_times=True))
    typed_nights = three_nights(
        [row for row in invented_rows(skipped_times=True) if is_time(row[2])]
    )
    zoned_nights = three_nights(invented_rows(skipped_times=False))

    def parts(name: str, rows: list[list[Row]]) -> list[Night]:
        """The first day to read is three days before the last one."""
        return [files.night(f"{name}_1", rows[0]), files.night(f"{name}_2", rows[1], 10 - LATE_DAYS),
                files.night(f"{name}_3", rows[2], 12 - LATE_DAYS)]  # fmt: skip

    def case(name: str, nights: list[Night], *given: str, scheme: str = "classic", late_days: int = LATE_DAYS,
             types: Mapping[str, Mapping[str, str]] | None = None, stage: str = "segments") -> Case:  # fmt: skip
        return Case(f"nights, {name}", nights[0].shop, given, scheme, stages=(stage,), types=types or {}, nights=nights,
                    late_days=late_days)  # fmt: skip

    text = parts("nights", nights)
    typed = parts("typed_nights", typed_nights)
    zoned = parts("zoned_nights", zoned_nights)
    whole = [files.night(f"whole_nights_{i}", rows) for i, rows in enumerate(nights)]
    zones = {dialect: TYPES[dialect] | {"date": zone} for dialect, zone in ZONED.items()}
    future = ["7001", "1", "2099-05-05 10:00:00", "1", "1", "France"]
    doubled = nights[1] + [row for row in nights[1] if day_of(row) in (5, 10)]
    return [
        case("text", text),
        case("returns net, types", typed, "--returns", "net", scheme="r-rfm", types=TYPES),
        case("times with a zone", zoned, types=zones),
        case("days", text, scheme="pymc"),
        case("days, returns net", text, "--returns", "net", scheme="pymc"),
        # Also for Spark, where it has to be cheap.
        case("one country", typed[:2], "--country", "Germany", "--returns", "net", types=TYPES, stage="rfm"),
        case("duplicates", [files.night("doubled_1", nights[0] + nights[0][:80]), files.night("doubled_2", doubled)],
             "--duplicates", "drop", late_days=9),
        case("dates", [night_with(whole[0], "--from", "2024-03-02"),
                       night_with(whole[1], "--from", "2024-03-04", "--to", "2024-03-11"),
                       night_with(whole[2], "--from", "2024-03-01T12:00:00")]),
        case("as of", [night_with(whole[0], "--as-of", "2024-03-09T12:00:00"), night_with(whole[1], "--as-of", "2024-03-05"),
                       whole[1], night_with(whole[2], "--as-of", "2024-03-13")], "--returns", "net"),
        case("other rules", [whole[0], night_with(whole[1], "--returns", "net"), whole[2]]),
        case("a date in the future", [files.night("future_1", [*nights[0], future]), files.night("future_2", [*nights[1], future]),
                                      files.night("future_3", nights[2])]),
    ]  # fmt: skip


def night_with(night: Night, *given: str) -> Night:
    return Night(night.shop, night.table, given)


def between(path: Path, target: Path, first: str, last: str) -> Path:
    """The rows of these days, and those without a date."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        kept = [
            list(row.values()) for row in rows
            if not is_time(row["InvoiceDate"]) or first <= row["InvoiceDate"][:10] <= last
        ]  # fmt: skip
        return write(target, list(rows.fieldnames or []), kept)


def shop_nights(path: Path, folder: Path, days: Sequence[str]) -> list[Night]:
    """Each night has the rows up to one of the days, or all on the last one; the table those from the day before."""
    nights = []
    for number, (before, last) in enumerate(zip(["", *days], [*days, "9999"], strict=True)):
        shop = between(path, folder / f"{path.stem}_{number}.csv", "", last)
        table = between(path, folder / f"{path.stem}_{number}_table.csv", before, last)
        nights.append(Night(shop, table))
    return nights


def make_nights(folder: Path, program: Path, real: Path | None, quick: bool) -> list[Case]:
    cases = invented_cases(folder)
    shop = whole_rows(REPO / "data/sample_retail.csv", folder / "night_shop.csv")
    model = fit(program, shop, folder / "night_shop.json")
    typed = readable_rows(shop, folder / "night_readable.csv")
    days = ["2011-10-14", "2011-12-01"]
    cases.append(
        Case("nights of the shop, model", shop, ("--returns", "net"), model=model, stages=("clusters",),
             nights=shop_nights(shop, folder, days))
    )  # fmt: skip
    cases.append(
        Case("nights of the shop, types", typed, types=SALES_TYPES, nights=shop_nights(typed, folder, days))
    )
    # The table is replaced, also where no statement does that.
    cases.append(
        Case("nights without --incremental", typed, types=SALES_TYPES, stages=("rfm",), incremental=False,
             nights=[Night(night.shop, night.shop) for night in cases[-1].nights[:2]])
    )  # fmt: skip
    path = None if quick else real_file(real, folder)
    if path is not None:
        cases.append(
            Case("nights of Online Retail", path, ("--returns", "net"),
                 nights=shop_nights(path, folder, ["2011-11-30"]), again=False)
        )  # fmt: skip
    return cases
