"""Pictures whose figures are areas and shades: treemaps, heat maps, densities."""

import math

import exact
from picture import Axis, is_cut, near

GAP = 2  # between the rectangles of treemaps and heat maps


def treemap(picture, items):
    """`items` are (name, value, text, colour, tip); of those above 0 each has a rectangle."""
    wanted = sorted((item for item in items if item[1] > 0), key=lambda item: -item[1])
    rects = picture.left("rect", lambda m: m.tip)
    picture.expect(len(rects) == len(wanted), f"{len(rects)} rectangles, not {len(wanted)}")
    width, height = picture.size[2] + GAP, max(r.y + r.height for r in rects) + GAP
    whole = float(sum(item[1] for item in wanted))
    named = set()
    for rect, (name, value, text, color, tip) in zip(rects, wanted):
        picture.tipped(rect, tip)
        picture.expect(rect.color == color, f"'{name}' is {rect.color}, not {color}")
        area, share = (rect.width + GAP) * (rect.height + GAP), float(value) / whole
        slack = 0.02 * (rect.width + rect.height + 2 * GAP)
        if min(rect.width, rect.height) > 0.5:  # what is thinner is drawn so that it can be seen
            picture.expect(near(area / (width * height), share, slack / (width * height)),
                           f"'{name}' has {100 * area / (width * height):.3f}% of the area, not {100 * share:.3f}%")
        inside = [t for t in picture.texts if rect.x <= t.x < rect.x + rect.width
                  and rect.y < t.y <= rect.y + rect.height + 0.01 and not t.taken]
        bold = [t.node.claim().text for t in inside if t.node["font-weight"]]
        if bold:
            picture.expect(is_cut(" ".join(bold), name), f"'{' '.join(bold)}' stands in the rectangle of '{name}'")
            if " ".join(bold) == name:
                named.add(name)
        for t in inside:
            if not t.node["font-weight"]:
                picture.says(t.node, text, f"share of '{name}'")
    for i, one in enumerate(rects):
        for other in rects[i + 1:]:
            apart = (one.x + one.width <= other.x + 0.5 or other.x + other.width <= one.x + 0.5
                     or one.y + one.height <= other.y + 0.5 or other.y + other.height <= one.y + 0.5)
            picture.expect(apart, f"rectangles overlap at {other.x},{other.y}")
    picture.legend_is([(color, exact.each(lambda share, name=name: f"{name} {share}", text))
                       for name, _, text, color, _ in wanted if name not in named])


def shade(part):
    """From pale to dark."""
    pale, dark = (0xe3, 0xee, 0xf9), (0x08, 0x3d, 0x7a)
    return [p + (d - p) * part for p, d in zip(pale, dark)]


def channels(color):
    return [int(color[i:i + 2], 16) for i in (1, 3, 5)]


def heat_map(picture, row_name, column_name, rows, columns, cells):
    """`cells` are by (row, column): (value, text, tip); a cell without customers is not there."""
    top = min(rect.y for rect in picture.marks["rect"])
    heads = sorted((t for t in picture.texts if near(t.y, top - 8) and t.node["text-anchor"] == "middle"),
                   key=lambda t: t.x)
    seen = [t.node.claim().text for t in heads]
    picture.expect(len(seen) == len(columns) and all(map(is_cut, seen, columns)), f"columns {seen}, not {columns}")
    picture.take_text(column_name, "name of the columns", lambda t: t.y == 12)
    picture.take_text(row_name, "name of the rows", lambda t: near(t.y, top - 8))
    sides = sorted((t for t in picture.texts if not t.taken and t.node["text-anchor"] == "end"), key=lambda t: t.y)
    picture.expect(len(sides) == len(rows), f"{len(sides)} rows, not {len(rows)}")
    for text, name in zip(sides, rows):
        text.node.claim()
        picture.expect(is_cut(text.node.text, name), f"row '{text.node.text}' instead of '{name}'")
    most = max(value for value, _, _ in cells.values())
    rects = picture.left("rect")
    picture.expect(len(rects) == len(cells), f"{len(rects)} cells, not {len(cells)}")
    for rect in rects:
        middle_x, middle_y = rect.x + rect.width / 2, rect.y + rect.height / 2
        column = min(range(len(heads)), key=lambda i: abs(heads[i].x - middle_x))
        row = min(range(len(sides)), key=lambda i: abs(sides[i].y - middle_y))
        where = f"cell {rows[row]}, {columns[column]}"
        if (rows[row], columns[column]) not in cells:
            picture.expect(False, f"{where} is there")
            continue
        value, text, tip = cells[rows[row], columns[column]]
        picture.tipped(rect, tip)
        wanted = shade(float(value / most) if most else 0)
        picture.expect(all(abs(a - b) <= 0.51 for a, b in zip(channels(rect.color), wanted)),
                       f"{where} is {rect.color}, not {[round(c) for c in wanted]}")
        inside = [t for t in picture.texts if not t.taken and near(t.x, middle_x, 0.6) and abs(t.y - middle_y) < 8]
        picture.expect(len(inside) == 1 or rect.width < 40, f"{where} has no text")
        for t in inside:
            picture.says(t.node, text, where)


def density(picture, x_name, y_name, x_bins, y_bins, cells, legend):
    """`cells` are by (column, row): (customers, colour, tip); bins are (kind, edges)."""
    most = max(customers for customers, _, _ in cells.values())
    base = picture.base_line()
    top = min(line.y1 for line in picture.marks["line"])
    kind, edges = y_bins
    # The plot is 250 high; its ticks have to agree.
    y = picture.y_axis(y_name, kind, (edges[0], base.y1, edges[-1], base.y1 - 250))
    picture.expect(top >= base.y1 - 250 - 0.01, "ticks above the plot")
    kind, edges = x_bins
    x = Axis(kind, edges[0], base.x1, edges[-1], base.x2)
    picture.x_axis(x_name, x, base)
    picture.legend_is(legend)
    rects = picture.left("rect")
    picture.expect(len(rects) == len(cells), f"{len(rects)} cells, not {len(cells)}")
    for rect, (column, row) in zip(rects, sorted(cells)):
        customers, color, tip = cells[column, row]
        picture.tipped(rect, tip)
        start, end = x(x_bins[1][column]), x(x_bins[1][column + 1])
        low, high = y(y_bins[1][row]), y(y_bins[1][row + 1])
        picture.at(rect.x, start, f"cell {column},{row}")
        picture.at(rect.x + rect.width, start + max(end - start - 0.5, 0.5), f"the right of cell {column},{row}")
        picture.at(rect.y, high, f"the top of cell {column},{row}")
        picture.at(rect.y + rect.height, high + max(low - high - 0.5, 0.5), f"the foot of cell {column},{row}")
        picture.expect(rect.color in color, f"cell {column},{row} is {rect.color}, not {color}")
        strength = 1 if most == 1 else math.log(customers) / math.log(most)
        opacity = float(rect.node["fill-opacity"] or 1)
        picture.expect(near(opacity, 0.25 + 0.75 * strength, 0.0051), f"cell {column},{row} has opacity {opacity}")
