"""Segments in detail: best customers, groups."""

import exact
from facts import group_columns

TOP = 5
MOST_GROUPS = 20


def check(section, facts):
    groups = facts.groups[:MOST_GROUPS]
    by = [f"Segments by {facts.options.by}"] + [""] * (len(groups) - 1) if groups else []
    section.consists_of([], ["Top customers of each segment", *by])
    best(section.tables[0], facts)
    for group, table in zip(groups, section.tables[1:]):
        of_group(group, table, facts)


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
