"""What `rfmseg validate` says: the page, JSON and CSV.

Segments, and which measure knew, are computed anew. Who is in which cluster and value tier is not known here:
their numbers are read from the JSON, must sum to those of all, and what follows from them is computed.
"""

import math
import random
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from math import comb

import exact
import repeat_models
from lifetimes import Checker, Text, pearson, ranks
from page import Page
from picture import Axis, Picture, near
from result_rows import Share, check_csv
from sections_clusters import color_of
from shop import DAY

NORMAL = 1.959963984540054
KINDS = (("segments", "segment", "Segments", "Segment"), ("clusters", "cluster", "Clusters", "Cluster"),
         ("value_tiers", "value_tier", "Value tiers", "Value tier"))


class Group:
    def __init__(self, name, people=()):
        self.name, self.people = name, list(people)
        self.customers = len(self.people)
        self.returned = sum(1 for orders, _ in self.people if orders)
        self.orders = sum(orders for orders, _ in self.people)
        self.spend = sum((spend for _, spend in self.people), Decimal(0))

    @classmethod
    def of_json(cls, seen):
        group = cls(seen["name"])
        group.customers, group.returned, group.orders = seen["customers"], seen["came_back"], seen["orders"]
        group.spend = Decimal(str(seen["spend"]))
        return group

    @property
    def share(self):
        return Fraction(self.returned, self.customers)

    @property
    def mean(self):
        return Fraction(self.spend) / self.customers

    def wilson(self):
        n, p, z = self.customers, float(self.share), NORMAL
        # The roots of (p - q)^2 = z^2 q (1 - q) / n.
        a, b, c = 1 + z * z / n, -2 * p - z * z / n, p * p
        root = math.sqrt(max(0.0, b * b - 4 * a * c))
        return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))

    def bootstrap(self):
        chance, spends = random.Random(1), [float(spend) for _, spend in self.people]
        means = sorted(math.fsum(chance.choices(spends, k=len(spends))) / len(spends) for _ in range(1000))
        return means[25], means[974]


class Trial:
    """`known` is the shop until the split, `whole` with what came after it; `model` is MBG/NBD's, as clv has it."""

    def __init__(self, known, whole, split, rules, model, lifetimes):
        self.split, self.end = split, whole.as_of
        first, orders, spend = {}, defaultdict(set), defaultdict(Decimal)
        for row in whole.kept:
            key = row.customer, row.order
            first[key] = min(first.get(key, row.time), row.time)
            if row.time >= split:
                spend[row.customer] += row.amount
        for (customer, order), time in first.items():
            if time >= split:
                orders[customer].add(order)
        people = list(known.customers.values())
        later = [(len(orders[one.id]), spend[one.id]) for one in people]
        self.all = Group("All", later)
        values = [((known.as_of - one.last) // DAY, len(one.orders), one.revenue) for one in people]
        named = rules.apply(values)
        self.segments = [Group(name, (one for one, (_, segment) in zip(later, named) if segment == name))
                         for name in rules.rules if any(segment == name for _, segment in named)]
        self.measures = {"recency": [-value[0] for value in values], "frequency": [value[1] for value in values],
                         "monetary": [value[2] for value in values],
                         "sum of scores": [sum(map(int, scores)) for scores, _ in named]}
        if model:
            histories = [lifetimes.histories[one.id] for one in people]
            self.measures["P(alive)"] = [model.alive(history) for history in histories]
            self.measures["expected purchases"] = [model.alive(history) * model.purchases(history, 52)
                                                   for history in histories]
        self.spends = [spent for _, spent in later]

    def top_tenth(self, values):
        """Of customers with equal values at the edge their mean counts."""
        wanted, brought = Fraction(len(values), 10), Fraction(0)
        groups = defaultdict(list)
        for value, spent in zip(values, self.spends):
            groups[value].append(Fraction(spent))
        for value in sorted(groups, reverse=True):
            part = min(Fraction(1), wanted / len(groups[value]))
            brought += part * sum(groups[value])
            wanted -= part * len(groups[value])
        return brought / Fraction(sum(self.spends))


def check_json(seen, trial, failures):
    check = Checker(failures)
    for key, value in {"format": "rfmseg-validation", "format_version": 1, "split": trial.split.isoformat(),
                       "end": trial.end.isoformat()}.items():
        check.same(seen[key], value, f"JSON, {key}")
    check.same([one["name"] for one in seen["segments"]], [one.name for one in trial.segments], "JSON, segments")
    trial.groups = {"segments": trial.segments}
    for kind in ("clusters", "value_tiers"):
        trial.groups[kind] = [Group.of_json(one) for one in seen[kind]]
        for what in ("customers", "returned", "orders", "spend"):
            whole = sum(getattr(one, what) for one in trial.groups[kind])
            check.same(whole, getattr(trial.all, what), f"JSON, {kind}, {what}")
    for kind, groups in [*trial.groups.items(), ("all", [trial.all])]:
        for one, group in zip(seen[kind] if kind != "all" else [seen["all"]], groups):
            check_group(one, group, trial, f"JSON, {kind}, {group.name}", check)
    check.same([one["measure"] for one in seen["measures"]], list(trial.measures), "JSON, measures")
    for one, (name, values) in zip(seen["measures"], trial.measures.items()):
        check.close(one["spearman"], pearson(ranks(values), ranks(trial.spends)), f"JSON, {name}, spearman")
        check.close(one["top_tenth"], float(trial.top_tenth(values)), f"JSON, {name}, top tenth", 1e-6)
    check.close(seen["best_top_tenth"], float(trial.top_tenth(trial.spends)), "JSON, best top tenth")


def check_group(seen, group, trial, where, check):
    check.same((seen["customers"], seen["came_back"], seen["orders"], Decimal(str(seen["spend"]))),
               (group.customers, group.returned, group.orders, group.spend), where)
    check.close(seen["share"], float(group.share), f"{where}, share")
    for key, value in zip(("share_low", "share_high"), group.wilson()):
        check.close(seen[key], value, f"{where}, {key}")
    check.close(seen["lift"], float(group.share / trial.all.share), f"{where}, lift")
    check.close(seen["mean_spend"], float(group.mean), f"{where}, mean spend")
    check.close(seen["spend_lift"], float(group.mean / trial.all.mean), f"{where}, spend lift")
    low, high = seen["mean_spend_low"], seen["mean_spend_high"]
    check.failures.expect(low <= seen["mean_spend"] <= high, where, f"no interval of the mean: {low}, {high}")
    if group.people:  # other random samples have nearly the same ends
        for key, value in zip(("mean_spend_low", "mean_spend_high"), group.bootstrap()):
            check.failures.expect(abs(seen[key] - value) <= 0.15 * (high - low) + 1e-9, where, f"{key} is {seen[key]}, not "
                                  f"about {value}")


def check_rows(path, seen, failures):
    """The file has the figures of the JSON."""
    figure = lambda value: repr(value).removesuffix(".0")  # every digit
    money = lambda value: Text(exact.mean(value, 4))

    def row(kind, one):
        return {"kind": kind, "name": one.get("name", "All"), "customers": one["customers"], "came_back": one["came_back"],
                "share": Share(one["came_back"], one["customers"]), "share_low": figure(one["share_low"]),
                "share_high": figure(one["share_high"]), "lift": figure(one["lift"]), "orders": one["orders"],
                "spend": Decimal(str(one["spend"])), **{key: money(one[key]) for key in
                                                        ("mean_spend", "mean_spend_low", "mean_spend_high")},
                "spend_lift": figure(one["spend_lift"])}

    rows = [row(name, one) for kind, name, _, _ in KINDS for one in seen[kind]]
    check_csv(path, [*rows, row("all", seen["all"])], failures)


# --- page ----------------------------------------------------------------------------------------------


def check(text, seen, trial, source, command, failures):
    page = Page(text, failures)
    whole, split, end = trial.all, str(trial.split.date()), str(trial.end.date())
    share = exact.percent(whole.returned, whole.customers)
    page.headed("Segments on trial", source, [("Customers", exact.count(whole.customers)), ("Came back", share),
                                              ("Split", split), ("Until", end)],
                ["Segments on trial", "How it was computed"])
    section, computed = page.sections
    section.consists_of([title for _, _, title, _ in KINDS], ["Which measure predicted best"])
    opening = ("Of {} at {}, {} ({}) bought again by {}.", exact.counted(whole.customers, "customer"), split,
               exact.count(whole.returned), share, end)
    section.reads(section.headline, opening, *verdicts(list(zip(trial.groups["segments"], seen["segments"])), whole))
    for figure, (kind, _, title, column) in zip(section.figures, KINDS):
        groups = [(group, one) for group, one in zip(trial.groups[kind], seen[kind])]
        figure.reads(figure.reading, *([] if kind == "segments" else verdicts(groups, whole)),
                     ("Bars are 95% intervals; the line is the average of all.",))
        figure.captioned("")
        rows = [cells(group.name, group, one) for group, one in groups] + [cells("All", whole, seen["all"])]
        figure.table.holds(title, [column, "Customers", "Came back", "95% interval", "Lift", "Orders", "Spend",
                                   "Per customer", "95% interval"], rows, totals=[-1])
        chart(figure, groups, whole)
    table = section.tables[0]
    table.reads(table.reading, ("The rank correlation of each measure with the spend after {}, and the share of that spend from "
                                "the tenth of the customers with the highest values.", split),
                ("At random it would be 10%; with perfect foresight {}.",
                 exact.percent(trial.top_tenth(trial.spends), 1)))
    table.table.holds(table.title, ["Measure", "Rank correlation", "From the top 10%"],
                      [[one["measure"], exact.mean(one["spearman"], 3), exact.percent(one["top_tenth"], 1)]
                       for one in seen["measures"]])
    computed.consists_of([], [""])
    computed.command_is(command)
    page.leaves_nothing_unchecked()


def verdict(group, whole, groups):
    """By exact binomial probabilities, shared out over the groups."""
    share, n = Fraction(whole.returned, whole.customers), group.customers
    chance = lambda k: comb(n, k) * share**k * (1 - share)**(n - k)
    rare = Fraction(25, 1000) / groups
    if sum(map(chance, range(group.returned, n + 1))) < rare:
        return "More than average"
    if sum(map(chance, range(group.returned + 1))) < rare:
        return "Less than average"
    return "No clear difference from the average"


def verdicts(groups, whole):
    said = []
    for what in ("More than average", "Less than average", "No clear difference from the average"):
        names = [group.name for group, _ in groups if verdict(group, whole, len(groups)) == what]
        if names:
            said.append((f"{what}: {{}}.", exact.enumerated(names)))
    return said


def ends(group):
    low, high = (Text(exact.mean(100 * end, 1)) for end in group.wilson())
    return exact.each(lambda low, high: f"{low}-{high}%", low, high)


def cells(name, group, one):
    interval = exact.each(lambda low, high: f"{low} to {high}", exact.mean(one["mean_spend_low"], 2),
                          exact.mean(one["mean_spend_high"], 2))
    return [name, exact.count(group.customers), exact.percent(group.returned, group.customers), ends(group),
            exact.each(lambda text: f"{text}x", exact.mean(one["lift"], 2)), exact.count(group.orders),
            exact.money(group.spend), exact.mean(group.mean, 2), interval]


def chart(figure, groups, whole):
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    base = picture.base_line()
    # The dots of the least and the most say where values are; the ticks must agree.
    dots = picture.left("circle")
    picture.expect(len(dots) == len(groups), f"{len(dots)} dots, not {len(groups)}")
    values = [100 * float(group.share) for group, _ in groups]
    least, most = values.index(min(values)), values.index(max(values))
    x = Axis("linear", values[least], dots[least].cx, values[most], dots[most].cx)
    picture.x_axis("came back, in %", x, base)
    ticks = {line.x1 for line in picture.marks["line"] if line.taken}
    for line in picture.left("line", lambda m: m.look == "grid"):
        picture.take(line)
        picture.expect(line.x1 == line.x2 and line.x1 in ticks, f"a line without a tick at {line.x1}")
    for line in picture.left("line", lambda m: m.x1 == m.x2 and m.look == "line"):
        picture.take(line)
        picture.expect(near(line.x1, x(100 * float(whole.share)), 0.05), f"the average is at {line.x1}")
    lines = picture.left("line")
    picture.expect(len(lines) == len(groups), f"{len(lines)} intervals, not {len(groups)}")
    colors = {"More than average": 2, "Less than average": 4, "No clear difference from the average": 0}
    for dot, line, (group, _), value in zip(dots, lines, groups, values):
        name = group.name
        tip = exact.each(lambda share, between: f"{name}: {exact.count(group.returned)} of "
                         f"{exact.counted(group.customers, 'customer')} came back, {share} ({between})",
                         exact.percent(group.returned, group.customers), ends(group))
        color = color_of(colors[verdict(group, whole, len(groups))])
        for mark in (dot, line):
            picture.tipped(mark, tip)
            picture.expect(mark.node["fill"] == color or mark.node["stroke"] == color, f"'{name}' is not {color}")
        low, high = group.wilson()
        picture.expect(near(dot.cx, x(value), 0.05) and near(line.x1, x(100 * low), 0.05)
                       and near(line.x2, x(100 * high), 0.05), f"'{name}' is at {line.x1}, {dot.cx}, {line.x2}")
        picture.take_text(name, f"label of '{name}'", lambda t: near(t.y, line.y1 - 11))
