"""Pictures whose figures are areas and shades: heat maps, densities."""

import math

import exact
from picture import Axis, is_cut, near

GAP = 2  # between the cells of heat maps


def shade(part):
    """From pale to dark."""
    pale, dark = (0xe3, 0xee, 0xf9), (0x08, 0x3d, 0x7a)
    return [p + (d - p) * part for p, d in zip(pale, dark)]


def channels(color):
    return [int(color[i:i + 2], 16) for i in (1, 3, 5)]


def heat_map(picture, row_name, column_name, rows, columns, cells, all_spoken=False):
    """`cells` are by (row, column): (value, text, tip); a cell without customers is not there. `all_spoken`: each has
    its text, however narrow."""
    rects = picture.left("rect")
    picture.expect(len(rects) == len(cells), f"{len(rects)} cells, not {len(cells)}")
    top, left = min(rect.y for rect in rects), min(rect.x for rect in rects)
    width, height = (picture.size[2] - left) / len(columns), (picture.size[3] - top) / len(rows)
    picture.take_text(column_name, "name of the columns", lambda t: t.y == 12)
    picture.take_text(row_name, "name of the rows", lambda t: near(t.y, top - 8) and t.node["text-anchor"] == "end")
    heads = [t for t in picture.texts if near(t.y, top - 8) and not t.taken]
    named = [round((t.x - left) / width - 0.5) for t in heads]
    every = max(named[1], 1) if len(named) > 1 else 1
    picture.expect(named == list(range(0, len(columns), every)), f"columns {named} have a name")
    for text, i in zip(heads, named):
        text.node.claim()
        picture.expect(is_cut(text.node.text, columns[i]), f"column '{text.node.text}' instead of '{columns[i]}'")
        picture.at(text.x, left + width * (i + 0.5), f"the name of column {columns[i]}")
    sides = sorted((t for t in picture.texts if not t.taken and t.node["text-anchor"] == "end"), key=lambda t: t.y)
    picture.expect(len(sides) == len(rows), f"{len(sides)} rows, not {len(rows)}")
    for i, (text, name) in enumerate(zip(sides, rows)):
        text.node.claim()
        picture.expect(is_cut(text.node.text, name), f"row '{text.node.text}' instead of '{name}'")
        picture.at(text.y, top + height * i + height / 2 + 3, f"the name of row {name}")
    most = max(value for value, _, _ in cells.values())
    spoken = 0
    for rect in rects:
        row, column = round((rect.y - top) / height), round((rect.x - left) / width)
        where = f"cell {row},{column}"
        inside = row < len(rows) and column < len(columns) and (rows[row], columns[column]) in cells
        picture.expect(inside, f"{where} is there")
        if not inside:
            continue
        value, text, tip = cells[rows[row], columns[column]]
        picture.at(rect.x, left + width * column, where)
        picture.at(rect.y, top + height * row, where)
        picture.at(rect.width, width - GAP, f"the width of {where}")
        picture.at(rect.height, height - GAP, f"the height of {where}")
        picture.tipped(rect, tip)
        wanted = shade(float(value / most) if most else 0)
        picture.expect(all(abs(a - b) <= 0.51 for a, b in zip(channels(rect.color), wanted)),
                       f"{where} is {rect.color}, not {[round(c) for c in wanted]}")
        middle_x, middle_y = rect.x + rect.width / 2, rect.y + rect.height / 2
        for t in picture.texts:
            upright = t.node["transform"] is not None
            there = near(t.x, middle_x + 4, 0.6) and near(t.y, middle_y) if upright else \
                near(t.x, middle_x, 0.6) and abs(t.y - middle_y) < 8
            if t.taken or not there:
                continue
            if upright:
                picture.same(t.node["transform"], "rotate(-90 {} {})".format(t.node["x"], t.node["y"]), where)
            picture.says(t.node, text, where)
            spoken += 1
    enough = spoken == len(rects) or (not all_spoken and not spoken and width < 42)
    picture.expect(enough, f"{spoken} of {len(rects)} cells have a text")


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
