"""What `rfmseg trend` says: the page, JSON and CSV."""

from collections import Counter
from decimal import Decimal

import exact
import periods
import result_rows
import stacks
from page import Page
from picture import Picture
from result_rows import Share
from shop import DAY

MOST_FLOWS = 10


class Point:
    """The customers on one date, and what became of those of the date before."""

    def __init__(self, as_of, people, before):
        self.as_of, self.people = as_of, people  # by id: (segment, revenue)
        was = before.people if before else {}
        self.size = len(people)
        self.revenue = sum((revenue for _, revenue in people.values()), Decimal(0))
        self.customers, self.worth, self.brought = Counter(), Counter(), Counter()
        self.flows = Counter()
        for one, (segment, revenue) in people.items():
            self.customers[segment] += 1
            self.worth[segment] += revenue
            self.brought[segment] += revenue - (was[one][1] if one in was else 0)
            if one in was:
                self.flows[was[one][0], segment] += 1
        self.came = len(people.keys() - was.keys()) if before else 0
        self.went = len(was.keys() - people.keys())


class Trend:
    """`shop_on(date)` is the shop as of then; `rules` name its customers, on every date."""

    def __init__(self, shop_on, rules, unit, cuts, most_dates=12):
        self.rules, self.unit, self.cuts = rules, unit, cuts
        whole = shop_on(None)
        bought = [row.time for row in whole.rows if row.reason in ("kept", "customer without net spend")
                  and row.amount > 0]
        self.points = []
        for as_of in self.dates(min(bought), whole.as_of):
            people = self.people(shop_on(as_of))
            if people:
                self.points.append(Point(as_of, people, self.points[-1] if self.points else None))
        self.last = self.points[-1]
        self.before = self.points[-2] if len(self.points) > 1 else None
        self.segments = [name for name in rules.rules if any(point.customers[name] for point in self.points)]
        self.shown = self.points[-most_dates:]

    def dates(self, first, as_of):
        begins = periods.since(self.unit, periods.start(self.unit, first))
        next(begins)
        for date in begins:
            if date >= as_of:
                break
            yield date
        yield as_of

    def people(self, shop):
        values = [((shop.as_of - one.last) // DAY, len(one.orders), one.revenue) for one in shop.customers.values()]
        named = self.rules.apply(values) if values else []
        return {id_: (segment, value[2]) for id_, value, (_, segment) in zip(shop.customers, values, named)}

    def sorted_flows(self, point):
        return sorted(point.flows.items(), key=lambda flow: [self.segments.index(name) for name in flow[0]])

    def is_complete(self, point):
        return periods.start(self.unit, point.as_of) == point.as_of

    def title(self, point):
        return str(point.as_of.date()) + "*" * (not self.is_complete(point))


# --- files -------------------------------------------------------------------------------------------


def segment_rows(trend, point):
    return [{"as_of": point.as_of.isoformat(), "segment": name, "customers": point.customers[name],
             "customer_share": Share(point.customers[name], point.size), "revenue": point.worth[name],
             "period_revenue": point.brought[name]} for name in trend.segments if point.customers[name]]


def flow_rows(trend, point):
    return [{"as_of": point.as_of.isoformat(), "from": old, "to": new, "customers": customers}
            for (old, new), customers in trend.sorted_flows(point)]


def check_csv(path, flows, trend, failures):
    result_rows.check_csv(path, [row for point in trend.points for row in segment_rows(trend, point)], failures)
    result_rows.check_csv(flows, [row for point in trend.points for row in flow_rows(trend, point)], failures)


def check_json(seen, trend, currency, failures):
    dates = seen.pop("dates")
    result_rows.check_object(seen, {"format": "rfmseg-trend", "format_version": 1, "unit": trend.unit,
                                    "cuts": trend.cuts, "currency": currency}, "JSON", failures)
    failures.expect(len(dates) == len(trend.points), "JSON", f"{len(dates)} dates, not {len(trend.points)}")
    for one, point in zip(dates, trend.points):
        where = f"JSON, {point.as_of.date()}"
        for key, rows in (("segments", segment_rows), ("flows", flow_rows)):
            wanted = [result_rows.without(row, "as_of") for row in rows(trend, point)]
            result_rows.check_objects(one.pop(key), wanted, f"{where}, {key}", failures)
        whole = {"as_of": point.as_of.isoformat(), "customers": point.size, "revenue": point.revenue,
                 "new": point.came, "gone": point.went}
        result_rows.check_object(one, whole, where, failures)


# --- page --------------------------------------------------------------------------------------------


def check(text, trend, source, command, currency, failures):
    page = Page(text, failures)
    last = trend.last
    page.headed("Segments over time", source,
                [("Customers", exact.count(last.size)), ("Dates", exact.count(len(trend.points))),
                 ("As of", str(last.as_of.date()))], ["Segments by date", "How it was computed"])
    wanted = [] if trend.is_complete(last) else [f"* The last {trend.unit} is not complete on {last.as_of.date()}."]
    page.expect(len(page.checks) == len(wanted), f"{len(page.checks)} notes, not {len(wanted)}")
    for node, sentence in zip(page.checks, wanted):
        page.says(node, sentence, "note")
    section, computed = page.sections
    moves = [(*way, n) for way, n in sorted(trend.sorted_flows(last), key=lambda flow: -flow[1])
             if way[0] != way[1]]
    title = f"Largest moves since {trend.before.as_of.date()}" if moves else ""
    section.consists_of(["Customers", "Revenue"], [title] * bool(moves))
    customers, revenue = section.figures
    customers.reads(customers.reading, *summary(trend, sum(n for _, _, n in moves)), cuts(trend))
    by_date(customers, trend, "Number of customers.", lambda point: point.customers, lambda point: point.size,
            exact.count)
    money = f" ({currency})" if currency else ""
    sentence = f"Revenue{money} in the {trend.unit} before, of the customers in the segment."
    revenue.reads(revenue.reading, (sentence,))
    by_date(revenue, trend, sentence, lambda point: point.brought,
            lambda point: sum(point.brought.values(), Decimal(0)), exact.money)
    if moves:
        section.tables[0].table.holds(title, ["From", "To", "Customers"],
                                      [[old, new, exact.count(n)] for old, new, n in moves[:MOST_FLOWS]])
    computed.consists_of([], [""])
    computed.says(computed.tables[0].reading, command)
    page.leaves_nothing_unchecked()


def summary(trend, moved):
    last, before = trend.last, trend.before
    size = exact.counted(last.size, "customer"), str(last.as_of.date())
    if not before:
        return [("{} as of {}.", *size)]
    said = [("{} as of {}; since {}, {} {} new and {} moved to another segment.", *size, str(before.as_of.date()),
             exact.count(last.came), "is" if last.came == 1 else "are", exact.count(moved))]
    most = max(trend.segments, key=lambda name: abs(last.customers[name] - before.customers[name]))
    if last.customers[most] != before.customers[most]:
        said.append(("{} changed most: {} to {}.", most, exact.count(before.customers[most]),
                     exact.count(last.customers[most])))
    return said


def cuts(trend):
    if trend.cuts == "own":
        return ("Each date has its own cuts: a customer may also move because others changed.",)
    return ("All dates have the cuts of {}: customers move only by what they do.", str(trend.last.as_of.date()))


def by_date(figure, trend, description, part, whole, text):
    """`part` gives by segment what `whole` is of all, on one date."""
    figure.captioned("")
    rows = [[name, *(text(part(point)[name]) for point in trend.shown)] for name in trend.segments]
    rows.append(["Total", *(text(whole(point)) for point in trend.shown)])
    figure.table.holds(figure.title.text, ["Segment", *map(trend.title, trend.shown)], rows, totals=[-1])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, description)
    parts = lambda point: [(part(point)[name], f"{name} as of {point.as_of.date()}: {text(part(point)[name])}")
                           for name in trend.segments]
    columns = [(trend.title(point), parts(point)) for point in trend.points]
    stacks.stacked_columns(picture, figure.title.text.lower(),
                           [(name, trend.rules.rules[name]["color"]) for name in trend.segments], columns)
