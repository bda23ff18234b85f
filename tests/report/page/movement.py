"""The page of `rfmseg diff --report`: who slipped, who rose, who went from which segment to which."""

from collections import defaultdict, namedtuple
from decimal import Decimal
from fractions import Fraction

import exact
import flows
import pairs
from opening import GROUPS
from page import Page
from picture import Picture

NEW, GONE = "(new)", "(gone)"
MOST = 10
MOST_NAMED = 10
HEALTHY = "keep", "grow"

Standing = namedtuple("Standing", "segment monetary orders recency")  # a customer at one time


def signed(value, text):
    return ("+" if value > 0 else "") + text(value)


class Movement:
    """`before` and `after` are standings by id, in the order of ids."""

    def __init__(self, before, after, order, scheme, currency=""):
        self.before, self.after, self.scheme, self.currency = before, after, scheme, currency
        self.unit = f" {currency}" if currency else ""
        worth = defaultdict(lambda: [Decimal(0), Decimal(0)])
        self.size = defaultdict(lambda: [0, 0])
        for i, people in enumerate((before, after)):
            for segment, monetary, _, _ in people.values():
                worth[segment][1 - i] += monetary
                self.size[segment][i] += 1
        self.segments = sorted(sorted(worth, key=str.encode), key=lambda name: worth[name], reverse=True)
        self.worth, self.ids = worth, order
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

    # --- what the change of a customer means -----------------------------------------------------

    def group(self, segment):
        return self.scheme.rules[segment].get("group")

    def kind(self, old, now):
        """`old` and `now` are segments, or NEW and GONE."""
        if NEW == old:
            return "came"
        if GONE == now:
            return "went"
        healthy = [self.group(one) in HEALTHY for one in (old, now)]
        if healthy == [True, False]:
            return "slipped"
        if healthy == [False, True]:
            return "back"
        return "up" if (self.group(old), self.group(now)) == ("grow", "keep") else None

    def of(self, kind):
        """Ids, highest spend first, then in the order of ids."""
        found = [one for move in self.order if self.kind(*move) == kind for one in self.moves[move]]
        rank = {one: i for i, one in enumerate(self.ids)}
        return sorted(found, key=lambda one: (-self.last(one).monetary, rank[one]))

    def last(self, one):
        return self.after.get(one) or self.before[one]

    def spend(self, ids, people=None):
        return sum(((people[one] if people is not None else self.last(one)).monetary for one in ids), Decimal(0))

    def money(self, value):
        return exact.each(lambda text: text + self.unit, exact.short(value))

    def by_group(self):
        found = [(title, [name for name in self.segments if self.group(name) == key]) for key, title in GROUPS.items()]
        return [(title, names) for title, names in found if names]

    def in_charts(self):
        return [name for _, names in self.by_group() for name in names]


def sentence_of(movement):
    stayed = movement.count(lambda a, b: a == b)
    came, gone = movement.count(lambda a, b: a == NEW), movement.count(lambda a, b: b == GONE)
    moved = movement.count(lambda a, b: a != b) - came - gone
    verb = lambda n: "is" if n == 1 else "are"
    return ("Of {} before, {} stayed in their segment, {} moved to another and {} {} gone; {} {} new.",
            exact.counted(len(movement.before), "customer"), exact.count(stayed), exact.count(moved),
            exact.count(gone), verb(gone), exact.count(came), verb(came))


def header(page, movement, names):
    wanted = [(names["source"], None)] if names["source"] else []
    total = [sum((one.monetary for one in people.values()), Decimal(0)) for people in (movement.after, movement.before)]
    texts = [exact.exact_money(value) + movement.unit for value in total]
    wanted += [(f"{names['before']} to {names['after']}", None),
               (f"{exact.counted(len(movement.after), 'customer')}, {exact.count(len(movement.before))} before", None),
               (exact.each(lambda now, old: f"{now} spent, {old} before", *map(movement.money, total)),
                f"{texts[0]}, {texts[1]} before")]
    items = page.header.child("ul").children
    page.expect(len(items) == len(wanted), f"{len(items)} facts, not {len(wanted)}")
    for item, (text, more) in zip(items, wanted):
        node = item.child("span") or item
        page.says(node, text, "fact")
        page.expect(node["title"] == more, f"'{text}' is exactly '{node['title']}', not {more}")
    slipped, back, up = map(movement.of, ("slipped", "back", "up"))
    who = lambda ids: (exact.counted(len(ids), "customer"), movement.money(movement.spend(ids)))
    sentences = [("{} who spent {} slipped away.", *who(slipped)) if slipped else ("No customer slipped away.",)]
    if back and up:
        sentences.append(("{} who spent {} rose: {} came back and {} moved up.", exact.count(len(back + up)),
                          movement.money(movement.spend(back + up)), exact.count(len(back)), exact.count(len(up))))
    elif back:
        sentences.append(("{} who spent {} came back.", *who(back)))
    elif up:
        sentences.append(("{} who spent {} moved up.", *who(up)))
    else:
        sentences.append(("None rose." if slipped else "No customer rose.",))
    page.reads(page.heading, *sentences)


def cards(page, movement):
    """One for each kind of change that any customer has."""
    looks = {"slipped": "slipped", "back": "won-back", "up": "moved-up", "came": "came", "went": "went"}
    kinds = [kind for kind in looks if movement.of(kind)]
    box = next((node for node in page.opening.children if node["class"] == "actions"), None)
    seen = box.children if box else []
    page.expect(len(seen) == len(kinds), f"{len(seen)} cards for {kinds}")
    for card, kind in zip(seen, kinds):
        ids = movement.of(kind)
        page.same(card["class"], looks[kind])
        ending = {"slipped": "slipped away", "back": "came back", "up": "moved up",
                  "came": "is new" if len(ids) == 1 else "are new", "went": "is gone" if len(ids) == 1 else "are gone"}
        page.says(card.child("h3"), f"{exact.count(len(ids))} {ending[kind]}")
        first, second = [node for node in card.children if node.tag == "p"]
        spent = movement.money(movement.spend(ids))
        days = exact.quantile(sorted(movement.last(one).recency for one in ids), Fraction(1, 2))
        last = exact.number(days) + (" day" if days == 1 else " days")
        median = " (median)" * (len(ids) > 1)
        if kind in ("back", "up"):
            more = movement.money(movement.spend(ids) - movement.spend(ids, movement.before))
            path = {"back": "From Win back or Low cost to Keep or Grow", "up": "From Grow to Keep"}[kind]
            page.reads(first, (path + ": {} spent, {} of it since.", spent, more))
        elif kind == "slipped":
            page.reads(first, ("From Keep or Grow to Win back or Low cost: {} spent, last order {} ago" + median + ".",
                               spent, last))
        elif kind == "came":
            page.reads(first, ("{} spent, last order {} ago" + median + ".", spent, last))
        else:
            page.reads(first, ("Not among the customers any more: {} spent before.", spent))
        page.reads(second, ("Top: {}.", exact.each(
            lambda *money: ", ".join(f"{one} ({text})" for one, text in zip(ids, money)),
            *(exact.short(movement.last(one).monetary) for one in ids[:3]))))


def whole_change(before, after):
    """In percent, signed."""
    if not before:
        return ""
    texts = exact.mean(Fraction(100 * (after - before), before), 0)
    signs = {text if text.startswith("-") else "+" + text for text in texts}
    return exact.OneOf(("<1%" if after != before else "0%") if sign in ("+0", "-0") else sign + "%" for sign in signs)


def segments(page, movement):
    region = next(node for node in page.opening.children if node["class"] == "table")
    page.same(region["aria-label"], "Table: Segments before and after")
    region.label_claimed = True
    table = region.child("table")
    heads = [cell for row in table.child("thead").children for cell in row.children]
    columns = ["Before", "After", "Change in %", "Before", "After"]
    wanted = ["Segment", "Change in customers", "Customers", "Spend", *columns]
    page.expect(len(heads) == len(wanted), f"{len(heads)} heads, not {len(wanted)}")
    for cell, text in zip(heads, wanted):
        page.says(cell, text, "head")
    *bodies, total = [node for node in table.children if node.tag == "tbody"]
    groups = movement.by_group()
    page.expect(len(bodies) == len(groups), f"{len(bodies)} groups, not {len(groups)}")
    largest = max(abs(after - before) for before, after in movement.size.values())

    def cells(row, name, before, after, old, now):
        title, change, *others = row.children
        page.says(title, name)
        page.same(change["data-title"], "Change")
        number, *bars = change.children
        page.says(number, signed(after - before, exact.count), f"{name}, change")
        texts = [exact.count(before), exact.count(after), whole_change(before, after), exact.short(old), exact.short(now)]
        mores = [None, None, None, *(exact.exact_money(value) + movement.unit for value in (old, now))]
        heads = columns[:3] + ["Spend " + head.lower() for head in columns[3:]]
        for cell, text, more, head in zip(others, texts, mores, heads, strict=True):
            page.says(cell, text, f"{name}, {head}")
            page.expect((cell["title"], cell["data-title"]) == (more, head), f"{name}, {head}: {cell.attributes}")
        return bars

    for body, (group, names) in zip(bodies, groups):
        rows = list(body.children)
        page.says(rows.pop(0).child("th").child("span"), group)
        page.expect(len(rows) == len(names), f"{len(rows)} segments, not {len(names)}")
        for row, name in zip(rows, names):
            before, after = movement.size[name]
            bars = cells(row, name, before, after, *reversed(movement.worth[name]))
            page.expect(len(bars) == 1, f"{name}: {len(bars)} bars")
            *bar, middle = bars[0].children
            middle.claim()
            page.expect((middle["x"], middle["width"]) == ("99.5", "1"), f"{name}: the middle is at {middle['x']}")
            page.expect(len(bar) == (after != before), f"{name}: {len(bar)} bars")
            for rect in bar:
                width = max(abs(after - before) * 100 / largest, 1)
                rect.claim()
                page.expect(abs(float(rect["width"]) - width) < 0.0051
                            and abs(float(rect["x"]) - (100 - width if after < before else 100)) < 0.0051,
                            f"{name}: the bar is {rect['x']} + {rect['width']}")
                page.expect(rect["fill"] == movement.scheme.rules[name]["color"], f"{name}: the bar is {rect['fill']}")
    worth = [sum((one.monetary for one in people.values()), Decimal(0)) for people in (movement.before, movement.after)]
    bars = cells(total.child("tr"), "Total", len(movement.before), len(movement.after), *worth)
    page.expect(not bars, "the total has a bar")


def short_change(old, now):
    texts = exact.short(now)
    return texts if old == now else exact.each(lambda a, b: f"{a} → {b}", exact.short(old), texts)


def named(section, movement):
    """The lists of customers."""
    lists = [(title, movement.of(kind))
             for title, kind in (("Slipped away", "slipped"), ("Came back", "back"), ("Moved up", "up"))]
    lists = [(title, ids) for title, ids in lists if ids]
    section.says(section.headline, "What changed, from before to after. Highest spend first.")
    section.consists_of([], [title for title, _ in lists])
    change = lambda old, now, text: text(now) if old == now else f"{text(old)} → {text(now)}"
    for table, (title, ids) in zip(section.tables, lists):
        shown = ids[:MOST_NAMED]
        if len(ids) > len(shown):
            table.reads(table.reading, ("{} of {} customers.", str(len(shown)), exact.count(len(ids))))
        rows = []
        for one in shown:
            old, now = movement.before[one], movement.after[one]
            rows.append([one, old.segment, now.segment, change(old.orders, now.orders, exact.count),
                         short_change(old.monetary, now.monetary),
                         change(old.recency, now.recency, exact.count)])
        spend = f"Spend, {movement.currency}" if movement.currency else "Spend"
        table.table.holds(title, ["Customer", "From", "To", "Orders", spend, "Days since last order"], rows)


def check(text, movement, names, command, failures):
    page = Page(text, failures)
    page.says(page.title, "Customer movement")
    header(page, movement, names)
    titles = [node.claim().text for node in page.opening.children if node.tag == "h2"]
    page.expect(titles == ["What changed", "Segments before and after"], f"titles {titles}")
    cards(page, movement)
    segments(page, movement)
    people, charts, details, computed = page.sections
    page.navigates("Customer movement", [("Summary", page.header), ("Customers", people), ("Moves", charts),
                                         ("Details", details), ("Command", computed)])
    named(people, movement)
    charts.consists_of(["Customers", "Spend"], [])
    flow_figure(charts.figures[0], movement, names)
    spend_figure(charts.figures[1], movement, names)
    page.expect(details.closed is not None, "the details are open")
    changes = [("Largest gains", movement.gains), ("Largest losses", movement.losses)]
    changes = [(title, rows) for title, rows in changes if rows]
    details.consists_of([], ["Exact figures of the segments", "Spend of the customers of each move",
                             *(title for title, _ in changes)])
    sizes(details.tables[0], movement)
    worth = details.tables[1]
    worth.reads(worth.reading, ("As of {}; of customers that are gone, as of {}.", names["after"], names["before"]))
    matrix(worth.table, worth.title, movement, lambda move: exact.money(movement.value(move)))
    for table, (title, rows) in zip(details.tables[2:], changes):
        movers(table, title, rows)
    computed.consists_of([], [""])
    computed.command_is(command)
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


def matrix(table, title, movement, cell):
    names = movement.segments
    columns = [str(i + 1) for i in range(len(names))] + [GONE] * any(b == GONE for _, b in movement.moves)
    rows = []
    for i, name in enumerate(names + [NEW] * any(a == NEW for a, _ in movement.moves)):
        cells = [cell((name, to)) if (name, to) in movement.order else "" for to in names + [GONE] * (GONE in columns)]
        rows.append([name if name == NEW else f"{i + 1} {name}", *cells])
    table.holds(title, ["Before \\ after", *columns], rows)


def flow_figure(figure, movement, names):
    size = lambda move: len(movement.moves[move])
    everybody = sum(map(size, movement.order))
    shown = [move for move in movement.order if move[0] == move[1] or 100 * size(move) > everybody]
    rest = [move for move in movement.order if move not in shown]
    sentences = [sentence_of(movement), ("Left: {}. Right: {}. Pale: customers that stayed.", names["before"],
                                         names["after"])]
    if rest:
        sentences.append(("Not drawn: {} of at most 1% of the customers each, {} in all.",
                          exact.counted(len(rest), "move"), exact.counted(sum(map(size, rest)), "customer")))
    figure.reads(figure.reading, *sentences)
    matrix(figure.table, figure.title.text, movement, lambda move: exact.count(size(move)))
    sides = []
    for end, other in ((0, NEW), (1, GONE)):
        nodes = [(name, movement.scheme.rules[name]["color"], movement.size[name][end]) for name in movement.in_charts()]
        nodes.append((other, "#999999", sum(size(move) for move in movement.order if move[end] == other)))
        sides.append([(name, color, number, exact.count(number), f"{name}: {exact.counted(number, 'customer')}")
                      for name, color, number in nodes if number])
    left, right = ([node[0] for node in side] for side in sides)
    wanted = [(left.index(a), right.index(b), size((a, b)),
               f"{a}: {exact.count(size((a, b)))} stayed" if a == b else
               f"{a} to {b}: {exact.counted(size((a, b)), 'customer')}", 0.16 if a == b else 0.55) for a, b in shown]
    figure.captioned("")
    for node, height in ((figure.pictures[0], 400), (figure.narrow[0], 280)):
        picture = Picture(node, figure.failures, figure.where)
        picture.titled(figure.title.text, figure.reading.text)
        flows.flow_chart(picture, *sides, sorted(wanted), height)


def spend_figure(figure, movement, names):
    unit = f", in {movement.currency}" if movement.currency else ""
    figure.reads(figure.reading, ("What the customers of a segment have spent so far{} Pale: {}. Full: {}.", unit + ".",
                                  names["before"], names["after"]))
    rows = [(name, movement.scheme.rules[name]["color"], *reversed(movement.worth[name])) for name in movement.in_charts()]
    figure.table.holds(figure.title.text, ["Segment", "Before", "After"],
                       [[name, exact.exact_money(old), exact.exact_money(now)] for name, _, old, now in rows])
    figure.captioned("")
    for node in (figure.pictures[0], figure.narrow[0]):
        picture = Picture(node, figure.failures, figure.where)
        picture.titled(figure.title.text, figure.reading.text)
        pairs.paired_bars(picture, [(name, color, old, now, exact.short(old), exact.short(now),
                                     f"{name}, before: {exact.exact_money(old)}",
                                     f"{name}, after: {exact.exact_money(now)}") for name, color, old, now in rows])


def sizes(table, movement):
    def row(name, before, after, worth_before, worth_after):
        change = exact.percent(after - before, before) if before else ""
        change = exact.each(lambda text: text if text.startswith("-") or before == after else "+" + text, change) if before else ""
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
