"""Weeks, months, quarters and years of the calendar."""

import datetime
import itertools

from shop import DAY

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def start(unit, time):
    """The first moment of the period that contains `time`."""
    day = datetime.datetime(time.year, time.month, time.day)
    if unit == "week":
        return day - day.weekday() * DAY
    return day.replace(month=(day.month - 1) // MONTHS[unit] * MONTHS[unit] + 1, day=1)


def following(unit, begin):
    """The start of the next period."""
    # No period is shorter than a week, and none longer by half.
    days = 7 if unit == "week" else 31 * MONTHS[unit] + 3
    return start(unit, begin + days * DAY)


def lacks_beginning(unit, first):
    """Whether data that begin with a purchase at that time have a part of its period only."""
    begin = start(unit, first)
    return (first - begin) * 4 > following(unit, begin) - begin


def name(unit, begin):
    if unit == "week":
        year, week, _ = begin.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "quarter":
        return f"{begin.year:04}-Q{(begin.month + 2) // 3}"
    return f"{begin.year:04}" if unit == "year" else f"{begin.year:04}-{begin.month:02}"


def since(unit, begin):
    """That period and those after it."""
    return itertools.accumulate(itertools.repeat(begin), lambda at, _: following(unit, at))
