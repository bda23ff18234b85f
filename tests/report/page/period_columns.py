"""Two kinds of columns by period, one above the other."""

import re

import exact
from picture import Axis, near


def two_kinds(picture, upper_name, lower_name, upper, lower):
    """`upper` and `lower` are (label, value, tip, is it hatched), by period."""
    bases = sorted(picture.left("line", lambda m: m.look == "line" and m.y1 == m.y2), key=lambda m: m.y1)
    picture.expect(len(bases) == 2, f"{len(bases)} base lines")
    if len(bases) != 2:
        return
    picture.expect(near(bases[0].x1, bases[1].x1) and near(bases[0].x2, bases[1].x2), "the axes of time differ")
    top = 0
    for base, name, columns in zip(bases, (upper_name, lower_name), (upper, lower)):
        picture.take(base)
        panel(picture, name, columns, base, top)
        top = base.y1
    width = (bases[1].x2 - bases[1].x1) / len(lower)
    for text in [text for text in picture.texts if not text.taken]:
        i = int((text.x - bases[1].x1) / width)
        picture.says(text.node, lower[i][0], "label")
        picture.at(text.x, bases[1].x1 + width * (i + 0.5), f"label {lower[i][0]}")


def panel(picture, name, columns, base, top):
    """What is between `top` and the base line."""
    ticks = []
    for line in picture.left("line", lambda m: m.look == "grid" and top < m.y1 < base.y1 + 0.1):
        label = next((t for t in picture.texts if near(t.y, line.y1 + 4) and t.node["text-anchor"] == "end"), None)
        picture.take(line)
        if label:
            label.node.claim()
            ticks.append((exact.value_of(label.node.text), line.y1))
    picture.take_text(name, f"name of '{name}'", lambda t: t.x == 0 and top < t.y < base.y1)
    picture.expect(len(ticks) > 1, f"'{name}' has {len(ticks)} ticks")
    if len(ticks) < 2:
        return
    y = Axis("linear", *ticks[0], *ticks[-1])
    bars = picture.left("rect", lambda m: top < m.y < base.y1 + 0.1)
    picture.expect(len(bars) == len(columns), f"{len(bars)} columns of '{name}', not {len(columns)}")
    width = (base.x2 - base.x1) / len(columns)
    for i, (bar, (_, value, tip, hatched)) in enumerate(zip(bars, columns)):
        picture.tipped(bar, tip)
        picture.at(bar.x + bar.width / 2, base.x1 + width * (i + 0.5), f"the middle of '{tip}'")
        picture.at(bar.y, min(y(value), y(0)), f"the top of '{tip}'")
        picture.at(bar.height, max(abs(y(value) - y(0)), 0.5), f"the height of '{tip}'")
        strokes = [m for m in picture.left("path", lambda m: m.look == "hatch") if is_in(m.node["d"], bar)]
        picture.expect(bool(strokes) == hatched, f"'{tip}' has {len(strokes)} hatchings")
        picture.expect((bar.node["fill-opacity"] == "0.15") == hatched, f"'{tip}' looks {'full' if hatched else 'pale'}")
        for stroke in strokes:
            picture.take(stroke)


def is_in(path, bar):
    points = [tuple(map(float, pair.split())) for pair in re.split("[ML]", path) if pair]
    return all(bar.x - 0.02 <= x <= bar.x + bar.width + 0.02 and bar.y - 0.02 <= y <= bar.y + bar.height + 0.02
               for x, y in points) and bool(points)
