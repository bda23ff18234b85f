"""What `rfmseg cohort` says: the page, JSON and CSV."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

import areas
import exact
import lines
import periods
import result_rows
from page import Page
from picture import Picture
from result_rows import Mean, Share
from sections_clusters import color_of


MOST_CURVES = 12
MOST_ROWS = 60


@dataclass
class Age:
    """What a cohort did in a period, or several cohorts of one age did."""
    customers: int = 0
    active: int = 0
    orders: int = 0
    revenue: Decimal = Decimal(0)
    value: Decimal = Decimal(0)  # the revenue up to the end of the period

    def add(self, other):
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Cohort:
    group: str
    begin: object
    customers: list = field(default_factory=list)
    ages: list = field(default_factory=list)


class Cohorts:
    """Of the customers of a shop; by group too, where its rows have one."""

    def __init__(self, shop, unit, grouped, most_ages=12):
        self.shop, self.unit, self.grouped, self.most_ages = shop, unit, grouped, most_ages
        last = max(shop.as_of - timedelta(seconds=1), *(row.time for row in shop.counted))
        self.last = periods.start(unit, last)
        self.is_partial = periods.following(unit, self.last) > shop.as_of
        self.first_time = min(row.time for row in shop.kept)
        self.first = periods.start(unit, self.first_time)
        self.lacks_beginning = periods.lacks_beginning(unit, self.first_time)
        rows = defaultdict(list)
        for row in shop.counted:
            rows[row.customer].append(row)
        found = {}
        for one in shop.customers.values():
            key = one.latest[1] if grouped else "", periods.start(unit, one.first)
            found.setdefault(key, Cohort(*key)).customers.append(one)
        self.cohorts = [found[key] for key in sorted(found, key=lambda key: (key[0].encode(), key[1]))]
        for cohort in self.cohorts:
            cohort.ages = list(self.ages(cohort, rows))
        self.size = len(shop.customers)
        self.means = []
        for age in range(max(len(cohort.ages) for cohort in self.cohorts)):
            mean = Age()
            for cohort in self.cohorts:
                if age < len(cohort.ages) and self.is_complete(cohort, age):
                    mean.add(cohort.ages[age])
            self.means.append(mean)
        self.shown = range(min(len(self.means), most_ages + 1))

    def ages(self, cohort, rows):
        value = Decimal(0)
        for begin in self.periods_of(cohort):
            age = Age(customers=len(cohort.customers))
            for one in cohort.customers:
                bought = [row for row in rows[one.id] if row.reason == "kept"]
                first_of = {}
                for row in bought:
                    first_of[row.order] = min(first_of.get(row.order, row.time), row.time)
                age.active += any(self.start(row.time) == begin for row in bought)
                age.orders += sum(self.start(time) == begin for time in first_of.values())
                # A return before the first purchase counts with that.
                age.revenue += sum((row.amount for row in rows[one.id]
                                    if max(self.start(row.time), cohort.begin) == begin), Decimal(0))
            value += age.revenue
            age.value = value
            yield age

    def start(self, time):
        return periods.start(self.unit, time)

    def periods_of(self, cohort):
        return list(takewhile(lambda begin: begin <= self.last, periods.since(self.unit, cohort.begin)))

    def is_complete(self, cohort, age):
        begin = self.periods_of(cohort)[age]
        return not (self.is_partial and begin == self.last or self.lacks_beginning and begin == self.first)

    def name(self, cohort):
        return periods.name(self.unit, cohort.begin)


# --- files -------------------------------------------------------------------------------------------


def rows_of(cohorts, cohort):
    head = {"group": cohort.group} if cohorts.grouped else {}
    for i, (age, begin) in enumerate(zip(cohort.ages, cohorts.periods_of(cohort), strict=True)):
        yield head | {
            "cohort": cohorts.name(cohort), "customers": len(cohort.customers), "age": i,
            "period": periods.name(cohorts.unit, begin), "complete": cohorts.is_complete(cohort, i),
            "active": age.active, "retention": Share(age.active, age.customers), "orders": age.orders,
            "revenue": age.revenue, "revenue_per_customer": Mean(Fraction(age.revenue) / age.customers),
            "cumulative_revenue": age.value, "value_per_customer": Mean(Fraction(age.value) / age.customers)}


def check_csv(path, cohorts, failures):
    result_rows.check_csv(path, [row for one in cohorts.cohorts for row in rows_of(cohorts, one)], failures)


def check_json(seen, cohorts, currency, failures):
    found, means = seen.pop("cohorts"), seen.pop("mean")
    result_rows.check_object(seen, {"format": "rfmseg-cohorts", "format_version": 1, "unit": cohorts.unit,
                                    "as_of": cohorts.shop.as_of.isoformat(), "currency": currency}, "JSON", failures)
    failures.expect(len(found) == len(cohorts.cohorts), "JSON", f"{len(found)} cohorts")
    for one, cohort in zip(found, cohorts.cohorts):
        where = f"JSON, {cohort.group} {cohorts.name(cohort)}"
        rows = [result_rows.without(row, "cohort", "customers") for row in rows_of(cohorts, cohort)]
        result_rows.check_objects(one.pop("ages"), rows, where, failures)
        group = {"group": cohort.group} if cohorts.grouped else {}
        result_rows.check_object(one, {"cohort": cohorts.name(cohort)} | group | {
            "start": str(cohort.begin.date()), "customers": len(cohort.customers)}, where, failures)
    rows = [{"age": age, "customers": mean.customers, "retention": Share(mean.active, mean.customers),
             "revenue_per_customer": Mean(Fraction(mean.revenue) / mean.customers),
             "value_per_customer": Mean(Fraction(mean.value) / mean.customers)}
            for age, mean in enumerate(cohorts.means) if mean.customers]
    result_rows.check_objects(means, rows, "JSON, mean", failures)


# --- page --------------------------------------------------------------------------------------------


@dataclass
class Measure:
    """One of the two figures of the page."""
    title: str
    name: str
    caption: str
    first: int  # the first age in charts
    template: str
    of: object  # of an Age
    text: object
    short: object


def measures(unit, currency):
    of = lambda age: Fraction(age.active, age.customers)
    yield Measure("Retention", "retention", "All cohorts, in %", 1, f"Share of the cohort that buys in the {unit}.", of,
                  lambda age: exact.percent(age.active, age.customers),
                  lambda age: exact.mean(100 * of(age), 0))
    worth = lambda age: Fraction(age.value) / age.customers
    money = f" ({currency})" if currency else ""
    yield Measure("Value per customer", "value", "All cohorts", 0,
                  f"Revenue{money} per customer of the cohort, up to the end of the {unit}.", worth,
                  lambda age: exact.money(worth(age)), lambda age: exact.short(worth(age)))


def check(text, cohorts, source, command, currency, failures):
    page = Page(text, failures)
    page.headed("Cohorts", source, [("Customers", exact.count(cohorts.size)),
                                    ("Cohorts", exact.count(len(cohorts.cohorts))),
                                    ("As of", str(cohorts.shop.as_of.date()))],
                ["Who comes back", "How it was computed"])
    section, computed = page.sections
    section.notes_are(*notes(cohorts))
    both = list(measures(cohorts.unit, currency))
    section.consists_of([measure.title for measure in both], [])
    section.reads(section.headline, *summary(cohorts))
    for figure, measure in zip(section.figures, both):
        figure.reads(figure.reading, (measure.template,))
        triangle(figure, measure, cohorts)
        charts(figure, measure, cohorts)
    computed.consists_of([], [""])
    computed.command_is(command)
    page.leaves_nothing_unchecked()


def notes(cohorts):
    wanted = []
    first, last = (periods.name(cohorts.unit, begin) for begin in (cohorts.first, cohorts.last))
    ends = []
    if cohorts.lacks_beginning:
        ends.append((first, f"begin on {cohorts.first_time.date()}"))
    if cohorts.is_partial and not (ends and first == last):
        ends.append((last, f"end on {(cohorts.shop.as_of - timedelta(seconds=1)).date()}"))
    wanted += [f"* {name} is not complete: the data {why}. The means do not include it." for name, why in ends]
    wanted.append(f"Customers of {first} may have bought before the data begin. The mean of an age is over the "
                  "cohorts that have completed it.")
    if len(cohorts.shown) < len(cohorts.means):
        wanted.append(f"CSV and JSON have all {len(cohorts.means)} ages.")
    return wanted


USUAL_AGES = {"week": (1, 4, 12), "month": (1, 6, 12), "quarter": (1, 4), "year": (1, 2)}


def summary(cohorts):
    size = exact.counted(cohorts.size, "customer"), exact.counted(len(cohorts.cohorts), "cohort")
    said = [("{} in {}.", *size)]
    later = [(age, cohorts.means[age]) for age in USUAL_AGES[cohorts.unit]
             if age < len(cohorts.means) and cohorts.means[age].customers]
    if later:
        parts = [f"{{}} of them buy in {cohorts.unit} {later[0][0]}", *(f"{{}} in {cohorts.unit} {age}"
                                                                       for age, _ in later[1:])]
        said.append((", ".join(parts) + f" after that of the first purchase, if that {cohorts.unit} is over.",
                     *(exact.percent(mean.active, mean.customers) for _, mean in later)))
    return said


def triangle(figure, measure, cohorts):
    group = lambda text: [text] * cohorts.grouped
    rows = []
    for cohort in cohorts.cohorts:
        cells = [exact.each(lambda text, star="" if cohorts.is_complete(cohort, i) else "*": star + text,
                            measure.text(cohort.ages[i])) if i < len(cohort.ages) else "" for i in cohorts.shown]
        rows.append([*group(cohort.group), cohorts.name(cohort), exact.count(len(cohort.customers)), *cells])
    means = [measure.text(cohorts.means[i]) if cohorts.means[i].customers else "" for i in cohorts.shown]
    rows.append([*group(""), "All, mean", exact.count(cohorts.size), *means])
    figure.table.holds(figure.title.text, [*group("Group"), f"First {cohorts.unit}", "Customers",
                                           *map(str, cohorts.shown)], rows, totals=[-1])


def largest_groups(rows, groups, curves, measure):
    """The rows of the heat map, and its caption: as many of the largest groups as there is room for."""
    names = set(groups.values())
    if len(rows) <= MOST_ROWS or len(names) == 1:
        return rows, measure.caption
    sizes = Counter()
    for customers, name, _ in curves:
        sizes[groups[name]] += customers
    shown = []
    for name in sorted(names, key=lambda one: (-sizes[one], one.encode())):
        if shown and sum(group in (*shown, name) for group in groups.values()) > MOST_ROWS:
            break
        shown.append(name)
    which = "The largest" if len(shown) == 1 else f"The {len(shown)} largest"
    caption = measure.caption.replace("All cohorts", f"{which} of {len(names)} groups")
    return [row for row in rows if groups[row] in shown], caption + "; the figures below and CSV have all"


def charts(figure, measure, cohorts):
    """Of complete periods only; all customers buy at age 0."""
    columns, rows, cells, curves = defaultdict(set), [], {}, []
    groups = {}
    for cohort in cohorts.cohorts:
        name = f"{cohorts.name(cohort)}, {cohort.group}" if cohorts.grouped else cohorts.name(cohort)
        marks = []
        for age, begin in zip(cohorts.shown, cohorts.periods_of(cohort)):
            if age < measure.first or not cohorts.is_complete(cohort, age):
                continue
            at = cohort.ages[age]
            tip = exact.each(lambda text: f"{name} in {periods.name(cohorts.unit, begin)}: {text}", measure.text(at))
            cells[name, str(age)] = measure.of(at), measure.short(at), tip
            marks.append((age, measure.of(at) * (100 if measure.name == "retention" else 1), tip))
            columns[name].add(age)
        if marks:
            rows.append(name)
            groups[name] = cohort.group
            curves.append((len(cohort.customers), name, marks))
    if not rows:
        figure.captioned()
        return
    mapped, caption = largest_groups(rows, groups, curves, measure)
    figure.captioned(caption, f"The {MOST_CURVES} largest cohorts" if len(rows) > MOST_CURVES
                     else "A curve per cohort")
    ages = f"{cohorts.unit}s since the first purchase"
    picture = Picture(figure.pictures[0], figure.failures, f"{figure.where}, heat map")
    picture.titled(measure.title, measure.template)
    last = max(max(columns[name]) for name in mapped)
    areas.heat_map(picture, f"first {cohorts.unit}", ages, mapped, list(map(str, range(measure.first, last + 1))),
                   {key: cell for key, cell in cells.items() if key[0] in mapped})
    picture = Picture(figure.pictures[1], figure.failures, f"{figure.where}, curves")
    picture.titled(f"{measure.title} by cohort", measure.template)
    largest = sorted(curves, key=lambda curve: -curve[0])[:MOST_CURVES]
    series = [(name, color_of(i), marks) for i, (_, name, marks) in enumerate(filter(largest.__contains__, curves))]
    lines.line_chart(picture, measure.name, series, ages)
