"""Columns of parts on top of each other."""


def stacked_columns(picture, name, series, columns):
    """`series` are (name, colour) from the bottom up, `columns` (label, [(value, tip)]) with a part for each."""
    picture.legend_is([(color, label) for label, color in series])
    y = picture.y_axis(name)
    base = picture.base_line()
    width = (base.x2 - base.x1) / len(columns)
    rects = picture.left("rect")
    drawn = sum(value != 0 for _, parts in columns for value, _ in parts)
    picture.expect(len(rects) == drawn, f"{len(rects)} parts, not {drawn}")
    rest = iter(rects)
    for i, (label, parts) in enumerate(columns):
        up = down = 0
        for (value, tip), (_, color) in zip(parts, series, strict=True):
            if value == 0:
                continue
            begin = up if value > 0 else down
            end = begin + value
            up, down = (end, down) if value > 0 else (up, end)
            rect = next(rest, None)
            if rect is None:
                return
            what = f"part '{tip}'"
            picture.tipped(rect, tip)
            picture.expect(rect.color == color, f"{what} is {rect.color}, not {color}")
            picture.at(rect.x + rect.width / 2, base.x1 + width * (i + 0.5), f"the middle of {what}")
            picture.at(rect.y, y(float(max(begin, end))), f"the top of {what}")
            picture.at(rect.y + rect.height, y(float(min(begin, end))), f"the foot of {what}")
    labels = [text for text in picture.texts if not text.taken]
    picture.expect(labels, "no column has a label")
    for text in labels:
        i = int((text.x - base.x1) / width)
        picture.says(text.node, columns[i][0], "label")
        picture.at(text.x, base.x1 + width * (i + 0.5), f"label {columns[i][0]}")
