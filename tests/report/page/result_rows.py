"""Rows of results, in CSV and in JSON, against what they should hold.

A wanted row is a dictionary: text (or several of which each is right), whole numbers and truth values as they are, money as Decimal. What
rfmseg divides is a Share or a Mean.
"""

import csv
import math
from decimal import Decimal
from fractions import Fraction

import exact


class Share(Fraction):
    decimals = 6


class Mean(Fraction):
    decimals = 4


def csv_text(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, exact.OneOf):
        return value
    if isinstance(value, (Share, Mean)):
        return exact.each(lambda text: text.replace(",", ""), exact.mean(value, value.decimals))
    return exact.exact_money(value).replace(",", "") if isinstance(value, Decimal) else str(value)


def is_json(seen, value):
    if isinstance(value, (Share, Mean)):
        return math.isclose(float(seen), float(value), rel_tol=1e-12)
    if isinstance(value, Decimal):
        return Decimal(seen) == value
    return type(seen) is type(value) and seen == value


def check_csv(path, wanted, failures):
    with open(path, newline="") as file:
        seen = list(csv.DictReader(file))
    failures.expect(len(seen) == len(wanted), path.name, f"{len(seen)} rows, not {len(wanted)}")
    for row, values in zip(seen, wanted):
        where = f"{path.name}, {' '.join(list(row.values())[:3])}"
        failures.expect(list(row) == list(values), where, f"columns {list(row)}, not {list(values)}")
        for key, value in values.items():
            failures.same(row.get(key), csv_text(value), f"{where}, {key}")


def check_objects(seen, wanted, where, failures):
    failures.expect(len(seen) == len(wanted), where, f"{len(seen)} objects, not {len(wanted)}")
    for one, values in zip(seen, wanted):
        check_object(one, values, where, failures)


def check_object(seen, values, where, failures):
    failures.expect(list(seen) == list(values), where, f"keys {list(seen)}, not {list(values)}")
    for key, value in values.items():
        failures.expect(is_json(seen.get(key), value), where, f"{key} is {seen.get(key)}, not {value}")


def without(row, *keys):
    return {key: value for key, value in row.items() if key not in keys}
