"""The page of `rfmseg diff --report`: who went from which segment to which."""

from collections import defaultdict
from decimal import Decimal

import exact
import flows
from page import Page
from picture import Picture
from sections_clusters import color_of

NEW, GONE = "(new)", "(gone)"
MOST = 10


def signed(value, text):
    return ("+" if value > 0 else "") + text(value)


class Movement:
    """`before` and `after` are customers by id: (segment, monetary), in the order of ids."""

    def __init__(self, before, after, order):
        self.before, self.after = before, after
        worth = defaultdict(lambda: [Decimal(0), Decimal(0)])
        self.size = defaultdict(lambda: [0, 0])
        for i, people in enumerate((before, after)):
            for segment, monetary in people.values():
                worth[segment][1 - i] += monetary
                self.size[segment][i] += 1
        self.segments = sorted(sorted(worth, key=str.encode), key=lambda name: worth[name], reverse=True)
        self.worth = worth
        self.moves = defaultdict(list)
        changes = []
        for one in order:
            old, now = before.get(one), after.get(one)
            move = (old[0] if old else NEW, now[0] if now else GONE)
            self.moves[move].append(one)
            changes.append((one, *move, old and old[1], now and now[1],
                            (now[1] if now else 0) - (old[1] if old else 0)))
        self.gains = sorted((c for c in changes if c[5] > 0), key=lambda c: -c[5])[:MOST]
        self.losses = sorted((c for c in changes if c[5] < 0), key=lambda c: c[5])[:MOST]
        self.order = sorted(self.moves, key=lambda move: (self.place(move[0]), self.place(move[1])))

    def place(self, name):
        return self.segments.index(name) if name in self.segments else len(self.segments)

    def count(self, which):
        return sum(len(people) for move, people in self.moves.items() if which(*move))

    def value(self, move):
        """What customers are worth now; who is gone, then."""
        people = self.before if move[1] == GONE else self.after
        return sum((people[one][1] for one in self.moves[move]), Decimal(0))


def check(text, movement, names, command, failures):
    page = Page(text, failures)
    stayed = movement.count(lambda a, b: a == b)
    came, gone = movement.count(lambda a, b: a == NEW), movement.count(lambda a, b: b == GONE)
    moved = movement.count(lambda a, b: a != b) - came - gone
    page.headed("Customer movement", names["source"],
                [("Stayed", exact.count(stayed)), ("Moved", exact.count(moved)), ("New", exact.count(came)),
                 ("Gone", exact.count(gone))],
                ["From segment to segment", "Segments and customers", "How it was computed"])
    charts, tables, computed = page.sections
    verb = lambda n: "is" if n == 1 else "are"
    sentence = ("Of {} before, {} stayed in their segment, {} moved to another and {} {} gone; {} {} new.",
                exact.counted(len(movement.before), "customer"), exact.count(stayed), exact.count(moved),
                exact.count(gone), verb(gone), exact.count(came), verb(came))
    charts.consists_of(["Customers", "What they are worth"], [])
    sides = ("Left: {}. Right: {}.", names["before"], names["after"])
    flow_figure(charts.figures[0], movement, [sentence, sides], lambda move: len(movement.moves[move]), exact.count,
                exact.count)
    worth = ("The monetary value of the same customers: as it is now, and of who is gone as it was.",)
    flow_figure(charts.figures[1], movement, [worth, sides], movement.value, exact.short, exact.money)
    changes = [("Largest gains", movement.gains), ("Largest losses", movement.losses)]
    changes = [(title, rows) for title, rows in changes if rows]
    tables.consists_of([], ["Segments before and after", *(title for title, _ in changes)])
    sizes(tables.tables[0], movement)
    for table, (title, rows) in zip(tables.tables[1:], changes):
        movers(table, title, rows)
    computed.consists_of([], [""])
    computed.says(computed.tables[0].reading, command)
    page.leaves_nothing_unchecked()


def check_json(seen, movement, failures):
    """The same figures as `--format json` gives them."""
    def sizes_of(entry):
        return [Decimal(entry[f"{what}_{when}"]) for what in ("customers", "monetary") for when in ("before", "after")]

    for entry, name in zip(seen["segments"], movement.segments, strict=True):
        wanted = [*movement.size[name], *reversed(movement.worth[name])]
        failures.expect(entry["segment"] == name and sizes_of(entry) == wanted, f"JSON, {name}",
                        f"{entry} instead of {wanted}")
    total = [sum(column) for column in zip(*(sizes_of(entry) for entry in seen["segments"]))]
    failures.expect(sizes_of(seen["total"]) == total, "JSON, total", f"{seen['total']} instead of {total}")
    for entry, (old, now) in zip(seen["transitions"], movement.order, strict=True):
        people = movement.moves[old, now]
        wanted = [None if old == NEW else old, None if now == GONE else now, len(people),
                  *(sum(side[one][1] for one in people if one in side) for side in (movement.before, movement.after))]
        found = [entry["from"], entry["to"], entry["customers"], *(Decimal(entry[f"monetary_{when}"])
                                                                   for when in ("before", "after"))]
        failures.expect(found == wanted, "JSON, transitions", f"{found} instead of {wanted}")


def flow_figure(figure, movement, sentences, value, short, full):
    figure.reads(figure.reading, *sentences)
    figure.captioned("")
    names = movement.segments
    columns = [str(i + 1) for i in range(len(names))] + [GONE] * any(b == GONE for _, b in movement.moves)
    rows = []
    for i, name in enumerate(names + [NEW] * any(a == NEW for a, _ in movement.moves)):
        cells = [full(value((name, to))) if (name, to) in movement.order else ""
                 for to in names + [GONE] * (GONE in columns)]
        rows.append([name if name == NEW else f"{i + 1} {name}", *cells])
    figure.table.holds(figure.title.text, ["From \\ to", *columns], rows)
    shown = [move for move in movement.order if value(move) > 0]
    sides = []
    for end in (0, 1):
        ends = sorted({move[end] for move in shown}, key=movement.place)
        nodes = []
        for name in ends:
            sum_ = sum(value(move) for move in shown if move[end] == name)
            place = movement.place(name)
            nodes.append((name, color_of(place) if place < len(names) else "#bbbbbb", sum_, short(sum_)))
        sides.append((ends, nodes))
    (from_names, left), (to_names, right) = sides
    wanted = [(from_names.index(a), to_names.index(b), value((a, b)), f"{a} to {b}: {full(value((a, b)))}")
              for a, b in shown]
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    flows.flow_chart(picture, left, right, wanted)


def sizes(table, movement):
    def row(name, before, after, worth_before, worth_after):
        change = exact.percent(after - before, before) if before else ""
        change = exact.each(lambda text: text if text.startswith("-") else "+" + text, change) if before else ""
        return [name, exact.count(before), exact.count(after), signed(after - before, exact.count), change,
                exact.money(worth_before), exact.money(worth_after)]

    rows = [row(name, *movement.size[name], *reversed(movement.worth[name])) for name in movement.segments]
    sums = [sum(movement.worth[name][i] for name in movement.segments) for i in (1, 0)]
    rows.append(row("Total", len(movement.before), len(movement.after), *sums))
    table.table.holds(table.title, ["Segment", "Before", "After", "Change", "%", "Monetary before", "Monetary after"],
                      rows, totals=[-1])


def movers(table, title, rows):
    money = lambda value: "" if value is None else exact.money(value)
    table.table.holds(title, ["Customer", "From", "To", "Before", "After", "Change"],
                      [[one, a, b, money(old), money(now), signed(change, exact.money)]
                       for one, a, b, old, now, change in rows])
