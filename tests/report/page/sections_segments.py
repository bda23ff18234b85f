"""Segments: pictures by customers and revenue, scores, what to do, best customers, groups."""

from fractions import Fraction

import areas
import exact
from facts import Group, group_columns
from picture import Picture

TOP = 5
MOST_GROUPS = 20


def check(section, facts):
    groups = facts.groups[:MOST_GROUPS]
    by = [f"Segments by {facts.options.by}"] + [""] * (len(groups) - 1) if groups else []
    section.consists_of(["Segments by customers and by revenue", "Recency and frequency scores"],
                        ["What to do about each segment", "Top customers of each segment", *by])
    sizes(section.figures[0], facts)
    scores(section.figures[1], facts)
    recommendations(section.tables[0], facts)
    best(section.tables[1], facts)
    for group, table in zip(groups, section.tables[2:]):
        of_group(group, table, facts)


def sizes(figure, facts):
    whole, segments = facts.whole, facts.segments
    largest, richest = max(segments, key=lambda s: s.size), segments[0]
    sentences = [("Most revenue, {}, comes from {}, who are {} of the customers.",
                  exact.percent(richest.revenue, whole.revenue), richest.name, exact.percent(richest.size, whole.size))]
    if largest is not richest:
        sentences.append(("The largest segment is {}: {} of the customers, {} of the revenue.", largest.name,
                          exact.percent(largest.size, whole.size), exact.percent(largest.revenue, whole.revenue)))
    if any(segment.revenue <= 0 for segment in segments):
        sentences.append(("Segments that bring nothing are not in the second picture.",))
    figure.reads(figure.reading, *sentences)
    figure.captioned("Customers", "Revenue")
    figure.table.holds(figure.title.text, group_columns("Segment"), [s.cells(whole) for s in segments])
    for node, what in zip(figure.pictures, ("customers", "revenue")):
        picture = Picture(node, figure.failures, f"{figure.where}, by {what}")
        picture.titled(f"Segments by {what}", f"A rectangle per segment, as large as its share of {what}")
        items = []
        for s in segments:
            of_customers, of_revenue = exact.percent(s.size, whole.size), exact.percent(s.revenue, whole.revenue)
            tip = exact.each(lambda a, b, s=s: f"{s.name}: {exact.counted(s.size, 'customer')} ({a}), "
                                               f"revenue {exact.money(s.revenue)} ({b})", of_customers, of_revenue)
            value, text = (s.size, of_customers) if what == "customers" else (s.revenue, of_revenue)
            items.append((s.name, value, text, facts.color(s.name), tip))
        areas.treemap(picture, items)


def scores(figure, facts):
    rows = [str(r) for r in range(facts.scheme.scoring["recency"].bins, 0, -1)]
    columns = [str(f) for f in range(1, facts.scheme.scoring["frequency"].bins + 1)]
    cells = {}
    for r in rows:
        for f in columns:
            people = facts.of(lambda one: (str(one.scores[0]), str(one.scores[1])) == (r, f))
            if people:
                cells[r, f] = Group("", people)
    # Of equally full ones whichever the sentence names.
    fullest = max(cells, key=lambda at: (cells[at].size, "recency {} and frequency {}.".format(*at)
                                         in figure.reading.text))
    figure.reads(figure.reading,
                 ("No cell holds more customers than the {} with recency {} and frequency {}.",
                  exact.count(cells[fullest].size), *fullest),
                 ("Scores run from 1 (worst) to the best; darker is more.",))
    figure.captioned("Customers", "Revenue per customer")
    per_head = {at: Fraction(group.revenue) / group.size for at, group in cells.items()}
    figure.table.holds(figure.title.text, ["Recency score", "Frequency score", "Customers", "Revenue per customer"],
                       [[*at, exact.count(group.size), exact.mean(per_head[at], 2)] for at, group in cells.items()])
    tips = {(r, f): exact.each(lambda mean, r=r, f=f, group=group: f"recency {r}, frequency {f}: "
                               f"{exact.counted(group.size, 'customer')}, revenue per customer {mean}",
                               exact.mean(per_head[r, f], 2)) for (r, f), group in cells.items()}
    for node, title, more, value, text in (
            (figure.pictures[0], "Customers", "customers", lambda at: Fraction(cells[at].size),
             lambda at: exact.count(cells[at].size)),
            (figure.pictures[1], "Revenue per customer", "revenue per customer", lambda at: max(per_head[at], 0),
             lambda at: exact.short(per_head[at]))):
        picture = Picture(node, figure.failures, f"{figure.where}, {title}")
        picture.titled(f"{title} by recency and frequency score", f"A cell per pair of scores, darker with more {more}")
        areas.heat_map(picture, "Recency", "Frequency score", rows, columns,
                       {at: (value(at), text(at), tips[at]) for at in cells})


def recommendations(table, facts):
    currency = facts.options.currency
    table.reads(table.reading, ("R, F and M are the means of recency in days, frequency and monetary.",),
                *[(f"Amounts are in {currency}.",)] * bool(currency), *facts.ties_sentences())
    table.table.holds(table.title, group_columns("Segment") + ["What to do"],
                      [s.cells(facts.whole) + [facts.scheme.recommendation(s.name)] for s in facts.segments])


def best(table, facts):
    table.reads(table.reading, ("The {} customers of each segment who bring most.", str(TOP)))
    rows = [[s.name, one.id, exact.count(one.recency), exact.count(one.frequency), exact.exact_money(one.revenue)]
            for s in facts.segments for one in sorted(s.people, key=lambda one: -one.revenue)[:TOP]]
    table.table.holds(table.title, ["Segment", "Customer", "Recency", "Frequency", "Revenue"], rows)


def of_group(group, table, facts):
    if table.title:
        table.reads(table.reading, ("Shares are those of the group; in its last row, of all customers.",))
    rows = [s.cells(group) for s in facts.by_segment(group.people)]
    rows.append(["all", exact.count(group.size), exact.percent(group.size, facts.whole.size), "", "", "",
                 exact.money(group.revenue), exact.percent(group.revenue, facts.whole.revenue)])
    table.table.holds(table.title or group.name, group_columns(group.name), rows, totals=[-1])
