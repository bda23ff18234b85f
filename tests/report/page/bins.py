"""Bins of histograms and densities: equally wide, or equally wide by their logarithms."""

import math
from bisect import bisect_right

import exact


def edges(values, most, whole_numbers, logarithmic):
    """The kind of the axis and the edges; bin i is from edge i to below edge i + 1, the last with its end."""
    least, largest = float(min(values)), float(max(values))
    logarithmic = logarithmic and least > 0
    kind = "log" if logarithmic else "linear"
    if not whole_numbers:
        if least == largest:
            least, largest = (least / 2, largest * 2) if logarithmic else (least - 0.5, largest + 0.5)
        if logarithmic:
            inner = [least * (largest / least) ** (i / most) for i in range(most)]
        else:
            inner = [least + (largest - least) * (i / most) for i in range(most)]
        return kind, inner + [largest]
    found = [least]
    if logarithmic:
        ratio = ((largest + 1) / least) ** (1 / most)
        while found[-1] <= largest:
            found.append(max(found[-1] + 1, math.floor(found[-1] * ratio + 0.5)))
    else:
        width = max(math.ceil((largest + 1 - least) / most), 1)
        while found[-1] <= largest:
            found.append(found[-1] + width)
    return kind, found


def index(edges_, value):
    return min(max(bisect_right(edges_, float(value)) - 1, 0), len(edges_) - 2)


def text(start, end, whole_numbers):
    if not whole_numbers:
        return exact.each(lambda a, b: f"{a} to {b}", exact.mean(start, 2), exact.mean(end, 2))
    if end - start <= 1:
        return exact.count(int(start))
    return f"{int(start):,} to {int(end) - 1:,}"
