"""Line charts."""

from picture import Axis, near


def line_chart(picture, y_name, series, x_name=None, categories=(), filled=False, marked=True, highlighted=None):
    """`series` are (name, colour, [(x, y, tip)]); over categories x is their number."""
    y = picture.y_axis(y_name)
    base = picture.base_line()
    paths = picture.left("path", lambda m: m.node["fill"] == "none")
    picture.expect(len(paths) == len(series), f"{len(paths)} lines, not {len(series)}")
    if categories:
        for category in categories:
            picture.take_text(category, "category", lambda t: t.node.text == category)
        places = [t.x for t in picture.texts if t.node.text in categories and t.node["text-anchor"] != "end"]
        for line in picture.left("line", lambda m: m.look == "grid"):
            picture.take(line)
            picture.expect(line.x1 == line.x2 and line.x1 in places, f"a line without a category at {line.x1}")
        if x_name:
            picture.take_text(x_name, "name of the horizontal axis", lambda t: t.node.text == x_name)
        x = lambda value: places[round(value)]
    else:
        # The ends of the longest line say where its ends are; the ticks must agree.
        longest = max(range(len(series)), key=lambda i: series[i][2][-1][0] - series[i][2][0][0])
        first, last = series[longest][2][0][0], series[longest][2][-1][0]
        points = paths[longest].points()
        x = Axis("linear", float(first), points[0][0], float(last), points[-1][0])
        picture.expect(base.x1 <= points[0][0] and points[-1][0] <= base.x2, "the line leaves its area")
        picture.expect(picture.x_axis(x_name, x, base) > (last > first), "the horizontal axis has no two labels")
    if highlighted is not None:
        found = picture.left("line", lambda m: m.x1 == m.x2 and m.look == "line")
        picture.expect(len(found) == 1, f"{len(found)} highlighted lines")
        for line in found:
            picture.at(picture.take(line).x1, x(highlighted), f"the line at {highlighted}")
    for path, (name, color, wanted) in zip(paths, series):
        picture.tipped(path, name)
        picture.expect(path.color == color, f"line '{name}' is {path.color}, not {color}")
        points = [(x(float(at)), y(float(value))) for at, value, _ in wanted]
        follows(picture, path.points(), points, f"line '{name}'")
        if marked:
            circles = [c for c in picture.left("circle") if c.color == color][:len(wanted)]
            follows(picture, [(c.cx, c.cy) for c in circles], points, f"the marks of '{name}'")
            for circle, (_, _, tip) in zip(circles, wanted):
                picture.tipped(circle, tip)
        if filled:
            areas = picture.left("path", lambda m: m.node["fill"] == color)
            picture.expect(len(areas) == 1, f"{len(areas)} areas under line '{name}'")
            for area in areas:
                floor = [(points[-1][0], base.y1), (points[0][0], base.y1)]
                follows(picture, picture.take(area).points(), points + floor, f"the area under '{name}'")
    picture.legend_is([(color, name) for name, color, _ in series] if len(series) > 1 else [])


def follows(picture, seen, wanted, what):
    picture.expect(len(seen) == len(wanted), f"{what} has {len(seen)} points, not {len(wanted)}")
    for (x, y), (wanted_x, wanted_y) in zip(seen, wanted):
        if not (near(x, wanted_x, 0.05) and near(y, wanted_y, 0.05)):
            picture.expect(False, f"{what} is at {x},{y} and not at {wanted_x:.2f},{wanted_y:.2f}")
