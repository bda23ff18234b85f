"""Segments in detail: scores, best customers, groups, ties."""

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
    section.consists_of(["Recency and frequency scores"], ["Top customers of each segment", *by])
    scores(section.figures[0], facts)
    best(section.tables[0], facts)
    for group, table in zip(groups, section.tables[1:]):
        of_group(group, table, facts)
    section.expect(len(section.notes) == bool(facts.ties_sentences()), f"{len(section.notes)} notes")
    for note in section.notes:
        section.reads(note, *facts.ties_sentences())


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
