"""Segments in detail: best customers, groups."""

import exact
from facts import group_columns
from opening import day, purchases
from scheme import METRICS

TOP = 5
MOST_GROUPS = 20
MOST_CODES = 30


def check(section, facts):
    groups = facts.groups[:MOST_GROUPS]
    by = [f"Segments by {facts.options.by}"] + [""] * (len(groups) - 1) if groups else []
    section.consists_of([], by)
    section.reads(section.headline,
                  ("The scores of each segment, and the {} customers with the highest revenue.", str(TOP)),
                  ("A customer belongs to the first segment of the scheme whose scores fit; 1 is the worst score.",),
                  *([("Segments depend on recency and frequency; spend plays no part.",)]
                    if not uses_spend(facts.scheme) else []))
    section.expect(len(section.folds) == len(facts.segments), f"{len(section.folds)} segments")
    for fold, segment in zip(section.folds, facts.segments):
        detail(fold, segment, facts)
    for group, table in zip(groups, section.tables):
        of_group(group, table, facts)


def uses_spend(scheme):
    """Whether a rule tells customers apart by their monetary score."""
    bins = scheme.scoring["monetary"].bins
    return any("codes" in rule or "fm_mean" in rule or "total" in rule or rule.get("monetary", [1, bins]) != [1, bins]
               for rule in scheme.table["segment"])


def span(bounds):
    low, high = bounds if isinstance(bounds, list) else (bounds, bounds)
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def rule_text(rule, scheme):
    if "codes" in rule:
        codes = sorted(rule["codes"])
        more = f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else ""
        return f"Scores of recency, frequency and monetary: {', '.join(codes[:MOST_CODES])}{more}."
    bounds = [f"{metric} {span(rule[metric])}" for metric in METRICS
              if metric in rule and rule[metric] != [1, scheme.scoring[metric].bins]]
    bounds += [f"{what} {span(rule[key])}" for key, what in (("fm_mean", "mean of frequency and monetary"),
                                                             ("total", "sum of all three")) if key in rule]
    return f"Scores: {', '.join(bounds)}." if bounds else "All customers that fit no earlier segment."


def detail(fold, segment, facts):
    currency = f" {facts.options.currency}" if facts.options.currency else ""
    fold.says(fold.title, segment.name)
    fold.says(fold.summary, exact.each(lambda money: f"{exact.counted(segment.size, 'customer')}, {money}{currency} spent",
                                       exact.short(segment.revenue)))
    fold.says(fold.reading, rule_text(facts.scheme.rules[segment.name], facts.scheme))
    rows = [[one.id, day(facts.shop.customers[one.id].last), exact.count(one.frequency), exact.exact_money(one.revenue)]
            for one in sorted(segment.people, key=lambda one: -one.revenue)[:TOP]]
    spend = "Spend" + (f",{currency}" if currency else "")
    fold.table.holds(segment.name, ["Customer", "Last order", purchases(facts.scheme), spend], rows)


def of_group(group, table, facts):
    if table.title:
        table.reads(table.reading, ("Shares are of the group; in its last row, of all customers.",))
    rows = [s.cells(group) for s in facts.by_segment(group.people)]
    rows.append(["all", exact.count(group.size), exact.percent(group.size, facts.whole.size), "", "", "",
                 exact.money(group.revenue), exact.percent(group.revenue, facts.whole.revenue)])
    table.table.holds(table.title or group.name, group_columns(group.name), rows, totals=[-1])
