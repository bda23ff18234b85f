"""Charts of flows: bars at both sides, bands from one to the other."""

import re

from picture import is_cut, near


def ends(path):
    """Of a band: x, top and foot at the left, the same at the right."""
    x0, y0, _, _, _, _, x1, y1, low1, _, _, _, low0, _, _ = map(float, re.findall(r"-?\d+(?:\.\d+)?", path))
    return x0, y0, low0, x1, y1, low1


def two_lines(picture, rect, level):
    """The lines of a name, in order."""
    lines = [[t for t in picture.texts if near(t.y, level + apart) and not t.taken and abs(t.x - rect.x) < 20]
             for apart in (-6.5, 6.5)]
    return [line[0] for line in lines if line]


def nodes(picture, rects, wanted, left):
    """`wanted` are (label, colour, value, text, tip): bars in this order, as high as their values."""
    picture.expect(len(rects) == len(wanted), f"{len(rects)} bars at one side, not {len(wanted)}")
    for rect, (label, color, _, text, tip) in zip(rects, wanted):
        picture.tipped(rect, tip)
        picture.expect(rect.color == color, f"bar '{label}' is {rect.color}, not {color}")
        side = lambda t, outside: (t.x < rect.x) == (left == outside)
        level = rect.y + rect.height / 2 + 4
        row = [t for t in picture.texts if near(t.y, level) and not t.taken and abs(t.x - rect.x) < 20]
        names = [t for t in row if side(t, True)] or two_lines(picture, rect, level)
        for t in names:
            t.node.claim()
        name = " ".join(t.node.text for t in names)
        picture.expect(is_cut(name, label), f"'{name}' is bar '{label}'")
        picture.expect(len(names) == 1 or name == label, f"'{name}' is cut")
        values = [t for t in row if side(t, False)]
        picture.expect(len(values) == (rect.height >= 12), f"bar '{label}' has {len(values)} values")
        for t in values:
            picture.says(t.node, text, f"value of bar '{label}'")


def flow_chart(picture, left, right, flows, high):
    """`flows` are (from, to, value, tip, opacity), by the places of bars, in order; all of a side is `high`."""
    rects = picture.left("rect")
    middle = picture.size[2] / 2
    sides = [r for r in rects if r.x < middle], [r for r in rects if r.x > middle]
    whole = float(max(sum(node[2] for node in left), sum(node[2] for node in right)))
    for side, wanted, is_left in zip(sides, (left, right), (True, False)):
        nodes(picture, side, wanted, is_left)
        for rect, (label, _, value, _, _) in zip(side, wanted):
            picture.at(rect.height, max(high * float(value) / whole, 0.5), f"the height of bar '{label}'")
    bands = picture.left("path")
    picture.expect(len(bands) == len(flows), f"{len(bands)} bands, not {len(flows)}")
    if (len(sides[0]), len(sides[1])) != (len(left), len(right)):
        return
    reached = {}
    for band, (start, end, value, tip, opacity) in zip(bands, flows):
        picture.tipped(band, tip)
        picture.expect(band.color == left[start][1], f"band '{tip}' is {band.color}")
        picture.expect(float(band.node["fill-opacity"]) == opacity, f"band '{tip}' is not as pale as it should be")
        seen_ends = ends(band.node["d"])
        from_y = reached.setdefault(("left", start), sides[0][start].y)
        to_y = reached.setdefault(("right", end), sides[1][end].y)
        height = high * float(value) / whole
        wanted = (sides[0][start].x + sides[0][start].width, from_y, from_y + height, sides[1][end].x, to_y,
                  to_y + height)
        for seen, at, what in zip(seen_ends, wanted, ("left", "upper left", "lower left", "right", "upper right",
                                                      "lower right")):
            picture.at(seen, at, f"the {what} end of band '{tip}'")
        reached["left", start] += height
        reached["right", end] += height
