"""Charts of pairs of bars: before, pale, above after."""

from picture import is_cut, near


def paired_bars(picture, rows):
    """`rows` are (label, colour, before, after, their texts, their tips)."""
    zero = picture.take(max(picture.left("line", lambda m: m.x1 == m.x2), key=lambda m: m.y2 - m.y1)).x1
    bars = picture.left("rect")
    picture.expect(len(bars) == 2 * len(rows), f"{len(bars)} bars for {len(rows)} rows")
    longest = max(abs(float(value)) for row in rows for value in row[2:4])
    widest = max((bar.width for bar in bars), default=0)
    for i, (label, color, before, after, before_text, after_text, before_tip, after_tip) in enumerate(rows):
        both = bars[2 * i:2 * i + 2]
        if len(both) < 2:
            return
        for bar, value, text, tip, opacity in ((both[0], before, before_text, before_tip, "0.45"),
                                               (both[1], after, after_text, after_tip, None)):
            width = max(widest * abs(float(value)) / longest if longest else 0, 1)
            picture.tipped(bar, tip)
            picture.expect(bar.color == color and bar.node["fill-opacity"] == opacity, f"{tip}: looks like {bar.color}")
            picture.at(bar.width, width, f"the width of '{tip}'")
            picture.at(bar.x, zero if value >= 0 else zero - width, f"the bar '{tip}'")
            picture.take_text(text, tip, lambda t, bar=bar, width=width:
                              near(t.x, bar.x + width + 6) and near(t.y, bar.y + bar.height - 1))
        picture.expect(near(both[1].y, both[0].y + both[0].height + 2), f"the bars of {label} are not together")
        name = next((t for t in picture.texts if t.node["text-anchor"] == "end" and abs(t.y - both[1].y) < 12), None)
        picture.expect(name is not None, f"{label} has no name")
        if name:
            name.node.claim()
            picture.expect(is_cut(name.node.text, label), f"'{name.node.text}' is the name of {label}")
