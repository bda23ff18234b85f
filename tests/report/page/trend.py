"""What `rfmseg trend` says: the page, JSON and CSV."""

import datetime
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
SECOND = datetime.timedelta(seconds=1)


class Point:
    """The customers at the end of a period, and what became of those of the period before."""

    def __init__(self, end, people, before):
        self.as_of, self.period, self.complete = end
        self.people = people  # by id: (segment, revenue)
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
        self.gone = -sum((was[one][1] for one in was.keys() - people.keys()), Decimal(0))


class Trend:
    """`shop_on(date)` is the shop as of then; `rules` name its customers, on every date."""

    def __init__(self, shop_on, rules, unit, cuts, most_dates=12):
        self.rules, self.unit, self.cuts = rules, unit, cuts
        whole = shop_on(None)
        bought = [row.time for row in whole.rows if row.reason in ("kept", "customer without net spend")
                  and row.amount > 0]
        self.points = []
        for end in self.ends(min(bought), whole.as_of):
            people = self.people(shop_on(end[0]))
            if people:
                self.points.append(Point(end, people, self.points[-1] if self.points else None))
        self.last = self.points[-1]
        self.before = self.points[-2] if len(self.points) > 1 else None
        self.segments = [name for name in rules.rules if any(point.customers[name] for point in self.points)]
        self.shown = self.points[-most_dates:]

    def ends(self, first, as_of):
        """When each period ends: its last second, the last one with the as-of date."""
        complete = not periods.lacks_beginning(self.unit, first)
        for begin in periods.since(self.unit, periods.start(self.unit, first)):
            after = periods.following(self.unit, begin)
            name = periods.name(self.unit, begin)
            if after >= as_of:
                yield as_of, name, complete and after <= as_of
                return
            yield after - SECOND, name, complete
            complete = True

    def people(self, shop):
        values = [((shop.as_of - one.last) // DAY, len(one.orders), one.revenue) for one in shop.customers.values()]
        named = self.rules.apply(values) if values else []
        return {id_: (segment, value[2]) for id_, value, (_, segment) in zip(shop.customers, values, named)}

    def sorted_flows(self, point):
        return sorted(point.flows.items(), key=lambda flow: [self.segments.index(name) for name in flow[0]])

    def title(self, point):
        return point.period + "*" * (not point.complete)


# --- files -------------------------------------------------------------------------------------------


def head(point):
    return {"period": point.period, "as_of": point.as_of.isoformat(), "complete": point.complete}


def segment_rows(trend, point):
    return [{**head(point), "segment": name, "customers": point.customers[name],
             "customer_share": Share(point.customers[name], point.size), "revenue": Decimal(point.worth[name]),
             "period_revenue": Decimal(point.brought[name])} for name in trend.segments]


def flow_rows(trend, point):
    return [{**head(point), "from": old, "to": new, "customers": customers}
            for (old, new), customers in trend.sorted_flows(point)]


def check_csv(path, flows, trend, failures):
    result_rows.check_csv(path, [row for point in trend.points for row in segment_rows(trend, point)], failures)
    result_rows.check_csv(flows, [row for point in trend.points for row in flow_rows(trend, point)], failures)


def check_json(seen, trend, currency, failures):
    dates = seen.pop("periods")
    result_rows.check_object(seen, {"format": "rfmseg-trend", "format_version": 1, "unit": trend.unit,
                                    "cuts": trend.cuts, "currency": currency}, "JSON", failures)
    failures.expect(len(dates) == len(trend.points), "JSON", f"{len(dates)} dates, not {len(trend.points)}")
    for one, point in zip(dates, trend.points):
        where = f"JSON, {point.as_of.date()}"
        for key, rows in (("segments", segment_rows), ("flows", flow_rows)):
            wanted = [result_rows.without(row, *head(point)) for row in rows(trend, point)]
            result_rows.check_objects(one.pop(key), wanted, f"{where}, {key}", failures)
        whole = {**head(point), "customers": point.size, "revenue": point.revenue,
                 "new": point.came, "gone": point.went, "gone_revenue": point.gone}
        result_rows.check_object(one, whole, where, failures)


# --- page --------------------------------------------------------------------------------------------


def check(text, trend, source, command, currency, failures):
    page = Page(text, failures)
    last = trend.last
    page.headed("Segments over time", source,
                [("Customers", exact.count(last.size)), ("Periods", exact.count(len(trend.points))),
                 ("As of", str(last.as_of.date()))], ["Segments by period", "How it was computed"])
    partial = [point.period for point in trend.shown if not point.complete]
    parts = " and ".join(partial)
    wanted = [f"* The data have only a part of {parts}. The chart of revenue omits it."] * bool(partial)
    section, computed = page.sections
    section.notes_are(*wanted)
    moves = [(*way, n) for way, n in sorted(trend.sorted_flows(last), key=lambda flow: -flow[1])
             if way[0] != way[1]]
    title = f"Largest moves in {last.period}" if moves else ""
    section.consists_of(["Customers", "Revenue"], [title] * bool(moves))
    customers, revenue = section.figures
    section.reads(section.headline, *summary(trend, sum(n for _, _, n in moves)))
    customers.reads(customers.reading, cuts(trend))
    by_date(customers, trend, "Number of customers.", lambda point: point.customers, lambda point: point.size,
            exact.count)
    money = f" ({currency})" if currency else ""
    sentence = f"Revenue{money} in the {trend.unit}, of the customers in the segment at its end."
    revenue.reads(revenue.reading, (sentence,))
    by_date(revenue, trend, sentence, lambda point: point.brought,
            lambda point: sum(point.brought.values(), point.gone), exact.money, whole_periods=True)
    if moves:
        section.tables[0].table.holds(title, ["From", "To", "Customers"],
                                      [[old, new, exact.count(n)] for old, new, n in moves[:MOST_FLOWS]])
    computed.consists_of([], [""])
    computed.command_is(command)
    page.leaves_nothing_unchecked()


def summary(trend, moved):
    last, before = trend.last, trend.before
    size = exact.counted(last.size, "customer"), str(last.as_of.date())
    if not before:
        return [("{} as of {}.", *size)]
    gone = ", {} left because of returns" if last.went else ""
    said = [(f"{{}} as of {{}}; in {last.period} {{}} joined, {{}} moved to another segment" + gone + ".", *size,
             exact.count(last.came), exact.count(moved), *[exact.count(last.went)] * bool(last.went))]
    most = max(trend.segments, key=lambda name: abs(last.customers[name] - before.customers[name]))
    if last.customers[most] != before.customers[most]:
        said.append(("{} changed most: {} to {}.", most, exact.count(before.customers[most]),
                     exact.count(last.customers[most])))
    return said


def cuts(trend):
    if trend.cuts == "own":
        return ("Each period has its own cuts: a customer may also move because others changed.",)
    return ("All periods have the cuts of {}, by which equal values score alike: customers move only because of what they do or do "
            "not do.", str(trend.last.as_of.date()))


def by_date(figure, trend, description, part, whole, text, whole_periods=False):
    """`part` gives by segment what `whole` is of all, in one period; the chart may have whole ones only."""
    charted = [point for point in trend.points if point.complete or not whole_periods]
    figure.captioned(*[""] * bool(charted))
    rows = [[name, *(text(part(point)[name]) for point in trend.shown)] for name in trend.segments]
    if whole_periods and any(point.gone for point in trend.points):
        rows.append(["(gone)", *(text(point.gone) for point in trend.shown)])
    rows.append(["Total", *(text(whole(point)) for point in trend.shown)])
    figure.table.holds(figure.title.text, ["Segment", *map(trend.title, trend.shown)], rows, totals=[-1])
    if not charted:
        return
    parts = lambda point: [(part(point)[name], f"{name} in {point.period}: {text(part(point)[name])}")
                           for name in trend.segments]
    columns = [(trend.title(point), parts(point)) for point in charted]
    colors = [(name, trend.rules.rules[name]["color"]) for name in trend.segments]
    for node in (figure.pictures[0], figure.narrow[0]):
        picture = Picture(node, figure.failures, figure.where)
        picture.titled(figure.title.text, description)
        stacks.stacked_columns(picture, figure.title.text.lower(), colors, columns)
