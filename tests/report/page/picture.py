"""Reads the marks of a picture of SVG, and its axes."""

import math

import exact
from page import Part

PIXEL = 0.03  # coordinates have two decimals; a mark that is farther off shows another figure


def near(a, b, tolerance=PIXEL):
    return abs(a - b) <= tolerance


class Mark:
    def __init__(self, node):
        self.node = node
        for name in ("x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy"):
            if node[name] is not None:
                setattr(self, name, float(node[name]))
        self.color = node["fill"] if node["fill"] not in (None, "none") else node["stroke"]
        self.tip = node.child("title")
        self.look = node["class"]

    @property
    def taken(self):
        return self.node.claimed

    def points(self):
        """Of a path of straight lines."""
        pairs = self.node["d"].rstrip("Z").lstrip("M").split("L")
        return [tuple(map(float, pair.split())) for pair in pairs]


class Axis:
    """Where values are: a scale through two of them."""

    def __init__(self, kind, least, at_least, most, at_most):
        if not least < most:
            least, most = (least / 2, most * 2) if kind == "log" else (least - 0.5, most + 0.5)
        self.through = math.log if kind == "log" else float
        self.least, self.most, self.from_, self.to = least, most, at_least, at_most

    def __call__(self, value):
        low, high = self.through(self.least), self.through(self.most)
        return self.from_ + (self.through(value) - low) / (high - low) * (self.to - self.from_)


class Picture(Part):
    def __init__(self, node, failures, where):
        super().__init__(failures, where)
        self.node = node
        self.marks = {tag: [Mark(one) for one in node.all(tag)] for tag in ("rect", "line", "path", "circle")}
        self.texts = [Mark(one) for one in node.all("text")]
        self.size = [float(edge) for edge in node["viewbox"].split()]

    def titled(self, title, description):
        self.same(self.node["aria-label"], title, "label")
        self.node.label_claimed = True
        self.says(self.node.child("desc"), description, "description")

    def take(self, mark):
        mark.node.claim()
        return mark

    def left(self, tag, which=lambda mark: True):
        """The marks of that kind that nobody has taken yet."""
        return [mark for mark in self.marks[tag] if not mark.taken and which(mark)]

    def tipped(self, mark, wanted):
        """The mark says so when pointed at."""
        self.take(mark)
        self.says(mark.tip, wanted, "tip")

    def at(self, seen, wanted, what):
        self.expect(near(seen, wanted), f"{what} is at {seen:.2f}, not at {wanted:.2f}")

    def take_text(self, wanted, what, which):
        """The one text of that place."""
        found = [text for text in self.texts if not text.taken and which(text)]
        if len(found) != 1:
            return self.expect(False, f"{len(found)} texts for {what}")
        self.says(found[0].node, wanted, what)
        return found[0]

    # --- axes ----------------------------------------------------------------------------------

    def base_line(self):
        """From the left to the right of what is plotted, under it."""
        lines = self.left("line", lambda m: m.look == "line" and m.y1 == m.y2)
        return self.take(max(lines, key=lambda m: (m.y1, m.x2 - m.x1)))

    def y_axis(self, name, kind="linear", ends=None):
        """The vertical axis: by its ticks, or from the ends that it is known to have."""
        ticks = []
        for line in self.left("line", lambda m: m.look == "grid" and m.y1 == m.y2):
            labels = [t for t in self.texts if near(t.y, line.y1 + 4) and t.node["text-anchor"] == "end"]
            if self.expect(len(labels) == 1, f"the line at {line.y1} has {len(labels)} labels") or not labels:
                continue
            labels[0].node.claim()
            self.take(line)
            ticks.append((exact.value_of(labels[0].node.text), line.y1))
        self.take_text(name, "name of the vertical axis", lambda t: t.x == 0 and t.node["text-anchor"] is None)
        if ends:
            axis = Axis(kind, *ends)
        else:
            self.expect(len(ticks) > 1, "the vertical axis has no two ticks")
            axis = Axis(kind, *ticks[0], *ticks[-1])
        for value, at in ticks:
            self.at(at, axis(value), f"the tick {value:g} of the vertical axis")
        return axis

    def x_axis(self, name, axis, base):
        """Ticks under the base line; as many as fit have a label."""
        spoken = 0
        for line in self.left("line", lambda m: m.x1 == m.x2 and m.y1 == base.y1):
            self.take(line)
            labels = [t for t in self.texts if t.x == line.x1 and near(t.y, base.y1 + 18)]
            for label in labels:
                label.node.claim()
                self.at(line.x1, axis(exact.value_of(label.node.text)), f"the tick {label.node.text}")
                spoken += 1
        self.take_text(name, "name of the horizontal axis", lambda t: near(t.y, base.y1 + 34))
        return spoken

    # --- legends -------------------------------------------------------------------------------

    def legend(self):
        """What colours mean: the text behind each little square, cut where it is long."""
        entries = []
        for square in self.left("rect", lambda m: m.width == 10 and m.height == 10 and not m.tip):
            text = next((t for t in self.texts if near(t.x, square.x + 15) and near(t.y, square.y + 9)), None)
            if text is None:
                continue
            self.take(square)
            text.node.claim()
            entries.append((square.color, text.node.text))
        return entries

    def legend_is(self, wanted):
        seen = self.legend()
        self.expect(len(seen) == len(wanted), f"{len(seen)} entries in the legend, not {len(wanted)}")
        for (color, text), (wanted_color, wanted_text) in zip(seen, wanted):
            self.expect(color == wanted_color, f"'{text}' is {color} in the legend, not {wanted_color}")
            self.expect(is_cut(text, wanted_text), f"the legend says '{text}', not '{wanted_text}'")


def is_cut(seen, wanted):
    """The text, or the beginning of it that has room."""
    return any(seen == text or (seen.endswith("…") and text.startswith(seen[:-1]) and len(seen) > 1)
               for text in exact.texts_of(exact.each(exact.people_dates, wanted)))
