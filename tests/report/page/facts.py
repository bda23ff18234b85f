"""What a report is about: customers measured, scored and named anew, in the clusters they were put in."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import exact
from scheme import METRICS
from shop import DAY

LEAST_GROUP = 30
REST = "(rest)"


@dataclass
class Person:
    """A customer as the page knows one."""
    id: str
    recency: int
    frequency: int
    monetary: Decimal
    revenue: Decimal
    items: Decimal
    group: str = ""
    scores: tuple = ()
    segment: str = ""
    cluster: int = 0
    tier: str = ""

    def metric(self, name):
        return getattr(self, name)


class Group:
    """Some customers, as the tables of groups show them."""

    def __init__(self, name, people):
        self.name, self.people = name, people
        self.size = len(people)
        self.revenue = sum((one.revenue for one in people), Decimal(0))

    def mean(self, metric):
        return Fraction(sum(one.metric(metric) for one in self.people)) / self.size

    def five_numbers(self, what):
        return exact.five_numbers([getattr(one, what) for one in self.people])

    def cells(self, whole, name=None, short=False):
        """A row of a table; shares are of `whole`. Money has two decimals, or is `short`."""
        money = [exact.short(self.mean("monetary")), exact.short(self.revenue)] if short else [
            exact.mean(self.mean("monetary"), 2), exact.money(self.revenue)]
        return [name or self.name, exact.count(self.size), exact.percent(self.size, whole.size),
                exact.mean(self.mean("recency"), 1), exact.mean(self.mean("frequency"), 1), *money,
                exact.percent(self.revenue, whole.revenue)]


def group_columns(title):
    return [title, "Cust.", "Share", "R", "F", "M", "Revenue", "Share"]


class Facts:
    def __init__(self, shop, scheme, folder, options, failures):
        self.shop, self.scheme, self.options = shop, scheme, options
        self.analysis = json.loads((folder / "analysis.json").read_text())
        with open(folder / "segments.csv", newline="") as file:
            table = list(csv.DictReader(file))
        self.measured = options.measured
        self.people = [self.measure(customer) for customer in shop.customers.values()]
        self.name_segments()
        for person, record in zip(self.people, table, strict=True):
            person.cluster, person.tier = int(record["cluster"]), record["value_tier"]
            if options.model:
                failures.expect(person.cluster == options.model.nearest(person)[1],
                                f"segments.csv, customer {person.id}", f"cluster {person.cluster} is not the nearest")
            seen = [record[name] for name in ("customer_id", "recency", "frequency", "r_score", "f_score", "m_score",
                                              "segment")]
            wanted = [person.id, str(person.recency), str(person.frequency), *map(str, person.scores), person.segment]
            failures.expect(seen == wanted and Decimal(record["monetary"]) == person.monetary,
                            f"segments.csv, customer {person.id}", f"{seen} instead of {wanted}")
        self.whole = Group("all", self.people)
        self.segments = self.by_segment(self.people)
        self.clusters = [Group(str(number), self.of(lambda one: one.cluster == number))
                         for number in sorted({one.cluster for one in self.people})]
        names = {entry["cluster"]: entry["name"] for entry in self.analysis["clustering"]["clusters"]}
        self.cluster_names = {int(group.name): f"{group.name}: {names[int(group.name)]}" for group in self.clusters}
        self.falling = sorted(self.people, key=lambda one: -one.revenue)

    def of(self, which):
        return [one for one in self.people if which(one)]

    def measure(self, customer):
        counts = {"orders": len(customer.orders), "days": len(customer.days), "lines": customer.lines}
        purchases = counts[self.scheme.counts]
        revenue = customer.revenue
        monetary = revenue
        if self.scheme.mean:
            monetary = (revenue / purchases).quantize(Decimal(1).scaleb(-18), ROUND_HALF_UP)
        return Person(customer.id, (self.shop.as_of - customer.last) // DAY, purchases - self.scheme.minus_first,
                      monetary, revenue, customer.items, customer.latest[1])

    def name_segments(self):
        """Scores within each group where there are groups."""
        self.groups = []
        if self.options.by:
            sizes = Counter(one.group for one in self.people)
            for one in self.people:
                one.group = one.group if sizes[one.group] >= LEAST_GROUP else REST
            names = sorted({one.group for one in self.people}, key=lambda name: (
                name == REST, -sum(one.group == name for one in self.people), name))
            self.groups = [Group(name, self.of(lambda one: one.group == name)) for name in names]
        self.in_ties = Counter()
        self.elsewhere = 0
        for group in self.groups or [Group("all", self.people)]:
            values = [(one.recency, one.frequency, one.monetary) for one in group.people]
            named = self.scheme.apply(values)
            together = self.scheme.apply_with_ties_together(values)
            self.elsewhere += sum(a[1] != b[1] for a, b in zip(named, together))
            for one, (scores, segment) in zip(group.people, named):
                one.scores, one.segment = scores, segment
            for i, metric in enumerate(METRICS):
                if self.scheme.scoring[metric].method not in ("rank", "ntile"):
                    continue
                scores_of = {}
                for one in group.people:
                    scores_of.setdefault(one.metric(metric), set()).add(one.scores[i])
                self.in_ties[metric] += sum(len(scores_of[one.metric(metric)]) > 1 for one in group.people)

    def by_segment(self, people):
        """Most revenue first, equals in the order of the scheme."""
        groups = [Group(name, [one for one in people if one.segment == name]) for name in self.scheme.rules]
        return sorted((group for group in groups if group.people), key=lambda group: -group.revenue)

    def color(self, segment):
        colors = {entry["name"]: entry["color"] for entry in self.analysis["segments"]}
        return self.scheme.rules[segment].get("color", colors[segment])

    def ties_sentences(self):
        split = [f"{exact.counted(self.in_ties[metric], 'customer')} tied on {metric}"
                 for metric in METRICS if self.in_ties[metric]]
        if not split:
            return []
        return [("Equal values get different scores: {}; ties are broken by customer id.", ", ".join(split)),
                ("If ties were scored together (quantile), {} would be in another segment.",
                 exact.counted(self.elsewhere, "customer"))]

    def top(self, percent):
        """The best customers of so many percent, rounded up."""
        return Group(f"{percent}%", self.falling[:-(-len(self.people) * percent // 100)])

    @property
    def has_shares(self):
        return len(self.people) >= 20 and self.whole.revenue > 0
