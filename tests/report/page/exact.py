"""Numbers as people read them, from exact ones.

What rfmseg computes exactly (money, counts, quartiles) has one right text. A mean or a share is a double
there: near the border between two texts both are right, and exactly on it the one away from zero.
"""

import re
from fractions import Fraction

HAIR = Fraction(1, 10**11)  # far above a double's error, far below a decimal that is shown


class OneOf(frozenset):
    """Texts of which each is right."""

    def __str__(self):
        return " or ".join(sorted(self))


def is_right(seen, wanted):
    return seen in wanted if isinstance(wanted, OneOf) else seen == wanted


DATE = re.compile(r"(?<![\w./\\:@=-])(\d{4})-(?:(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d):\d\d)?)?|(Q\d)|(W\d\d))(?![\w/\\@=-]|[.:]\w)")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def people_dates(text):
    """With the dates of ISO 8601 as people write them."""
    def written(match):
        year, month, day, time, quarter, week = match.groups()
        if quarter or week:
            return f"{quarter or week} {year}"
        day = f"{int(day)} " if day else ""
        return f"{day}{MONTHS[int(month) - 1]} {year}" + (f", {time}" if time and time != "00:00" else "")

    return DATE.sub(written, text)


def texts_of(wanted):
    return sorted(wanted) if isinstance(wanted, OneOf) else [wanted]


def each(make, *wanted):
    """The texts that `make` makes of right texts."""
    made = [()]
    for one in wanted:
        made = [before + (text,) for before in made for text in texts_of(one)]
    return OneOf(make(*texts) for texts in made)


def rounded(value, decimals, group=True):
    """Half away from zero, thousands apart."""
    value = Fraction(value)
    digits = int(abs(value) * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(digits, 10**decimals)
    text = f"{whole:,}" if group else str(whole)
    if decimals:
        text += f".{rest:0{decimals}}"
    return "-" + text if value < 0 and digits else text


def count(number):
    return f"{number:,}"


def counted(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def money(value):
    return rounded(value, 2)


def number(value):
    """At most two decimals."""
    text = rounded(value, 2)
    return text.rstrip("0").rstrip(".")


def exact_money(value):
    """Every digit, at least two decimals."""
    decimals = 2
    while (Fraction(value) * 10**decimals).denominator != 1:
        decimals += 1
    return rounded(value, decimals)


def mean(value, decimals):
    value = Fraction(value)
    near = abs(value) * HAIR + HAIR * HAIR
    texts = {rounded(value - near, decimals), rounded(value + near, decimals)}
    if (2 * value * 10**decimals).denominator == 1:
        texts = {rounded(value, decimals)}  # at a half, too
    if value < 0:
        texts |= {"-" + text for text in texts if float(text.replace(",", "")) == 0}
    return OneOf(texts)


def percent(part, whole):
    share = 100 * Fraction(part) / Fraction(whole) if whole else Fraction(0)
    return OneOf(text + "%" for text in mean(share, 1) for text in [text.replace(",", "")])


def is_half(value, decimals):
    """Whether it is exactly between two texts."""
    doubled = 2 * value * 10**decimals
    return doubled.denominator == 1 and doubled.numerator % 2 == 1


def short(value):
    """Three digits or so, and k, M, bn or tn for the thousands."""
    value = Fraction(value)
    texts = set()
    for near in (value * (1 - HAIR), value * (1 + HAIR), value):
        units = ["", "k", "M", "bn", "tn"]
        while abs(near) >= Fraction(1999, 2) and len(units) > 1:
            near /= 1000
            units.pop(0)
        decimals = 0 if abs(near) >= 100 else 1 if abs(near) >= 10 else 2
        text = rounded(near, decimals, group=False)
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if is_half(near, decimals):
            return OneOf([text + units[0]])
        texts.add(text + units[0])
    return OneOf(texts)


def value_of(text):
    """What a label of an axis says: `1.5k`, `20%`, `-3`."""
    text = text.rstrip("%").replace(",", "")
    for unit, factor in (("k", 10**3), ("M", 10**6), ("bn", 10**9), ("tn", 10**12)):
        if text.endswith(unit):
            return float(text[:-len(unit)]) * factor
    return float(text)


def quantile(ordered, part):
    """Type 7: by linear interpolation between the values at both sides."""
    at = (len(ordered) - 1) * Fraction(part)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    below = Fraction(ordered[low])
    return below + (at - low) * (Fraction(ordered[high]) - below)


def five_numbers(values):
    ordered = sorted(values)
    return [quantile(ordered, Fraction(i, 4)) for i in range(5)]


def enumerated(things):
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]])) if things else ""
