"""Pictures whose figures are lengths: histograms, columns, waterfalls, box plots."""

from picture import Axis, near, is_cut


def histogram(picture, name, kind, bins, cuts):
    """`bins` are (from, to, customers, tip), `cuts` are (value, tip)."""
    y = picture.y_axis("customers")
    base = picture.base_line()
    x = Axis(kind, bins[0][0], base.x1, bins[-1][1], base.x2)
    picture.expect(near(base.y1, y(0)), "the columns do not begin at 0")
    picture.x_axis(name, x, base)
    filled = [one for one in bins if one[2] > 0]
    columns = picture.left("rect")
    picture.expect(len(columns) == len(filled), f"{len(columns)} columns for {len(filled)} bins")
    for column, (start, end, customers, tip) in zip(columns, filled):
        picture.tipped(column, tip)
        picture.at(column.x, x(start), f"column {tip}")
        picture.at(column.x + column.width, max(x(end) - 1, x(start) + 0.5), f"the end of column {tip}")
        picture.at(column.y, y(customers), f"the top of column {tip}")
        picture.at(column.y + column.height, base.y1, f"the foot of column {tip}")
    shown = [(at, tip) for at, tip in cuts if bins[0][0] <= at <= bins[-1][1]]
    lines = picture.left("line", lambda m: m.x1 == m.x2)
    picture.expect(len(lines) == len(shown), f"{len(lines)} lines for {len(shown)} cuts")
    for line, (at, tip) in zip(lines, shown):
        picture.tipped(line, tip)
        picture.at(line.x1, x(at), f"line '{tip}'")
        picture.at(line.y2, base.y1, f"the foot of line '{tip}'")


def columns(picture, name, wanted):
    """`wanted` are (label, value, tip)."""
    y = picture.y_axis(name)
    base = picture.base_line()
    width = (base.x2 - base.x1) / len(wanted)
    bars = picture.left("rect")
    picture.expect(len(bars) == len(wanted), f"{len(bars)} columns, not {len(wanted)}")
    for i, (bar, (label, value, tip)) in enumerate(zip(bars, wanted)):
        picture.tipped(bar, tip)
        picture.at(bar.x + bar.width / 2, base.x1 + width * (i + 0.5), f"the middle of column {label}")
        picture.at(bar.y, min(y(value), y(0)), f"the top of column {label}")
        picture.at(bar.height, max(abs(y(value) - y(0)), 0.5), f"the height of column {label}")
    for text in [text for text in picture.texts if not text.taken]:
        i = int((text.x - base.x1) / width)
        picture.says(text.node, wanted[i][0], "label")
        picture.at(text.x, base.x1 + width * (i + 0.5), f"label {wanted[i][0]}")


def waterfall(picture, steps):
    """`steps` are (label, value, is it a total, text, tip): from one to the next, totals from 0."""
    bars = picture.left("rect")
    picture.expect(len(bars) == len(steps), f"{len(bars)} bars, not {len(steps)}")
    zero = picture.take(max(picture.left("line", lambda m: m.x1 == m.x2), key=lambda m: m.y2 - m.y1)).x1
    spans, level = [], 0
    for _, value, is_total, _, _ in steps:
        start = 0 if is_total else level
        level = value if is_total else level + value
        spans.append((start, level))
    # The longest bar measures the others.
    scale = max((bar.width / float(abs(end - start)) for bar, (start, end) in zip(bars, spans)
                 if abs(end - start) == max(abs(e - s) for s, e in spans)), default=0)
    totals = {bar.color for bar, step in zip(bars, steps) if step[2]}
    picture.expect(len(totals) == 1, f"totals are {totals}")
    for bar, (label, value, is_total, text, tip), (start, end) in zip(bars, steps, spans):
        picture.tipped(bar, tip)
        middle = bar.y + bar.height / 2
        picture.at(bar.x, zero + scale * float(min(start, end)), f"bar '{label}'")
        picture.at(bar.width, max(scale * float(abs(end - start)), 1), f"the width of bar '{label}'")
        wanted = totals if is_total else {"#d55e00"} if end < start else {"#009e73"}
        picture.expect(bar.color in wanted, f"bar '{label}' is {bar.color}")
        row = [t for t in picture.texts if near(t.y, middle + 4)]
        name = next((t for t in row if t.x < bar.x), None)
        if name:
            name.node.claim()
            picture.expect(is_cut(name.node.text, label), f"'{name.node.text}' is bar '{label}'")
        picture.take_text(text, f"text of '{label}'", lambda t: near(t.y, middle + 4) and t.x == picture.size[2])
    for bar, below, (_, end) in zip(bars, bars[1:], spans):
        for line in picture.left("line", lambda m: near(m.y1, bar.y + bar.height)):
            picture.take(line)
            picture.at(line.x1, zero + scale * float(end), "the line to the next bar")
            picture.at(line.x2, line.x1, "the foot of the line to the next bar")
            picture.at(line.y2, below.y, "the end of the line to the next bar")


def boxes(picture, name, kind, groups):
    """`groups` are (label, colour, five numbers, tip)."""
    base = picture.base_line()
    least = min(float(five[0]) for _, _, five, _ in groups)
    most = max(float(five[4]) for _, _, five, _ in groups)
    x = Axis(kind, least, base.x1, most, base.x2)
    picture.x_axis(name, x, base)
    ticks = {line.x1 for line in picture.marks["line"] if line.taken}
    for line in picture.left("line", lambda m: m.look == "grid"):
        picture.take(line)
        picture.expect(line.x1 == line.x2 and line.x1 in ticks, f"a line without a tick at {line.x1}")
    rects = picture.left("rect")
    picture.expect(len(rects) == len(groups), f"{len(rects)} boxes, not {len(groups)}")
    for rect, (label, color, five, tip) in zip(rects, groups):
        picture.tipped(rect, tip)
        picture.expect(rect.color == color, f"box '{label}' is {rect.color}, not {color}")
        at = [x(float(number)) for number in five]
        picture.at(rect.x, at[1], f"the lower quartile of '{label}'")
        picture.at(rect.x + rect.width, max(at[3], at[1] + 1), f"the upper quartile of '{label}'")
        middle = rect.y + rect.height / 2
        row = picture.left("line", lambda m: near((m.y1 + m.y2) / 2, middle))
        spans = sorted((line.x1, line.x2) for line in row)
        wanted = sorted([(at[0], at[1]), (at[3], at[4]), (at[0], at[0]), (at[4], at[4]), (at[2], at[2])])
        same = len(spans) == 5 and all(near(a, c) and near(b, d) for (a, b), (c, d) in zip(spans, wanted))
        picture.expect(same, f"'{label}' has lines at {spans}, not at {wanted}")
        for line in row:
            picture.take(line)
            if line.color == "#000000":
                picture.at(line.x1, at[2], f"the median of '{label}'")
        picture.expect(any(line.color == "#000000" for line in row), f"'{label}' has no median")
        text = next((t for t in picture.texts if t.x == 0 and 0 < rect.y - t.y < 20), None)
        if picture.expect(text, f"box '{label}' has no label") or text:
            text.node.claim()
            picture.expect(is_cut(text.node.text, label), f"'{text.node.text}' is box '{label}'")
