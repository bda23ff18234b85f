"""Clusters: their tables, profiles, density, overlap with segments, box plots."""

import math
from collections import Counter, defaultdict
from fractions import Fraction

import areas
import bars
import bins
import exact
import lines
from facts import Group, group_columns
from picture import Picture
from scheme import METRICS

CELLS = 36
# By what the median customer of a cluster has more of than that of all: days since the last order, frequency, spend.
ADVICE = {
    (False, True, True): "Thank them with early access to new lines and a named contact.",
    (False, True, False): "Raise order values with bundles and a free-delivery threshold.",
    (False, False, True): "Suggest what goes with their large orders, to win the next one.",
    (False, False, False): "Send a welcome series and a voucher for the next order.",
    (True, True, True): "Call them before they leave, and ask what went wrong.",
    (True, True, False): "Remind them of what they usually buy, with a time-limited offer.",
    (True, False, True): "Offer a personal discount on what they bought before.",
    (True, False, False): "Send automated mail only; stop paid advertising to them.",
}
# As many colours as there are; a cluster has the same one in every picture.
PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#8a8a00", "#777777", "#332288",
           "#882255", "#ddcc77", "#44aa99"]


def check(section, facts):
    several = len(facts.clusters) > 1
    section.consists_of(["Profiles", "Frequency and spend"] + ["Segments against clusters"] * several +
                        ["Amount and quantity"], ["The clusters", "Value tiers"])
    figure = {one.title.text: one for one in section.figures}
    clusters(section.tables[0], facts)
    tiers(section.tables[1], facts)
    profiles(figure["Profiles"], facts)
    density(figure["Frequency and spend"], facts)
    if several:
        overlap(figure["Segments against clusters"], facts)
    boxes(figure["Amount and quantity"], facts)


def name_of(group, facts):
    return facts.cluster_names[int(group.name)]


def color_of(i):
    return PALETTE[i % len(PALETTE)]


def commonest_tier(group, facts):
    """The better of equals."""
    count = Counter(one.tier for one in group.people)
    return max(reversed([tier["name"] for tier in facts.scheme.tiers]), key=lambda name: count[name])


def clusters(table, facts):
    table.reads(table.reading, ("R, F and M are the means of recency in days, frequency and monetary.",),
                ("The value tier is the most common one of a cluster's customers.",),
                ("What to do follows from how the median customer of the cluster compares with that of all.",))
    rows, given = [], set()
    for group in facts.clusters:
        tier = commonest_tier(group, facts)
        cells = group.cells(facts.whole, name_of(group, facts), short=True)
        medians = [[exact.quantile(sorted(one.metric(metric) for one in people), Fraction(1, 2)) for metric in METRICS]
                   for people in (group.people, facts.people)]
        profile = tuple(own > of_all for own, of_all in zip(*medians))
        advised = sum(own != of_all for own, of_all in zip(*medians)) >= 2 and profile not in given
        rows.append([cells[0], tier, *cells[1:], ADVICE[profile] if advised else ""])
        if advised:
            given.add(profile)
    columns = group_columns("Cluster")
    table.table.holds(table.title, [columns[0], "Value tier", *columns[1:], "What to do"], rows)


def tiers(table, facts):
    table.reads(table.reading, ("Recency, frequency and monetary are each split into four groups worth 0 to 3 points; "
                                "the sum makes the tier.",))
    rows = []
    for tier in facts.scheme.tiers:
        group = Group(tier["name"], facts.of(lambda one: one.tier == tier["name"]))
        if group.people:
            rows.append(group.cells(facts.whole, short=True) + [tier["recommendation"]])
    table.table.holds(table.title, group_columns("Value tier") + ["What to do"], rows)


def standardised(metric, facts):
    """By cluster the mean of signed ln(1 + |x|), in standard deviations of all from their mean."""
    logs = {one.id: math.copysign(math.log1p(abs(float(one.metric(metric)))), one.metric(metric))
            for one in facts.people}
    mean = math.fsum(logs.values()) / len(logs)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in logs.values()) / len(logs))
    if deviation < 1e-9:
        return [0.0] * len(facts.clusters)
    return [(math.fsum(logs[one.id] for one in group.people) / group.size - mean) / deviation
            for group in facts.clusters]


def loosely(value, decimals):
    """The text of a figure that sums of doubles in another order can change a little."""
    return exact.OneOf(exact.mean(value - 1e-9, decimals) | exact.mean(value + 1e-9, decimals))


def profiles(figure, facts):
    columns = [standardised(metric, facts) for metric in METRICS]
    titles = [metric.title() for metric in METRICS]
    sentences = [("High recency means a long time since the last purchase.",),
                 ("The values are standardised logarithms; the clusters were found by {}.",
                  facts.options.features)]
    if not facts.options.model:
        first = name_of(facts.clusters[0], facts).split(": ", 1)[1]
        sentences.insert(0, ("Cluster 1 has the highest mean spend: {}.", first))
        figure.expect(max(facts.clusters, key=lambda group: group.mean("monetary")) is facts.clusters[0],
                      "cluster 1 has not the highest mean spend")
    figure.reads(figure.reading, *sentences)
    figure.captioned("Profiles")
    rows, series = [], []
    for i, group in enumerate(facts.clusters):
        name = name_of(group, facts)
        texts = [loosely(column[i], 2) for column in columns]
        rows.append([name, *texts])
        series.append((name, color_of(i), [
            (j, column[i], exact.each(lambda text, title=title: f"{name}, {title}: {text}", text))
            for j, (column, title, text) in enumerate(zip(columns, titles, texts))]))
    figure.table.holds(figure.title.text, ["Cluster", *titles], rows)
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled("Profiles of the clusters", "A line per cluster over recency, frequency and monetary")
    lines.line_chart(picture, "standard deviations from the mean", series, categories=titles)


def density(figure, facts):
    x_bins = bins.edges([one.frequency for one in facts.people], CELLS, True, True)
    y_bins = bins.edges([one.monetary for one in facts.people], CELLS, False, True)
    inside = defaultdict(list)
    for one in facts.people:
        inside[bins.index(x_bins[1], one.frequency), bins.index(y_bins[1], one.monetary)].append(one)
    fullest = max(map(len, inside.values()))
    figure.reads(figure.reading, ("Each cell has the colour of the cluster with most of its customers, stronger with "
                                  "more customers; the fullest cell has {}.", exact.counted(fullest, "customer")))
    figure.captioned("Density")
    rows, cells = [], {}
    numbers = [int(group.name) for group in facts.clusters]
    for (column, row), people in sorted(inside.items()):
        count = Counter(one.cluster for one in people)
        cluster = max(numbers, key=lambda number: count[number])  # the first of equal ones
        x = bins.text(x_bins[1][column], x_bins[1][column + 1], True)
        y = bins.text(y_bins[1][row], y_bins[1][row + 1], False)
        tip = exact.each(lambda spend: f"frequency {x}, spend {spend}: {exact.counted(len(people), 'customer')}, "
                         f"most of cluster {cluster}", y)
        cells[column, row] = (len(people), {color_of(numbers.index(cluster))}, tip)
        rows.append([x, y, exact.count(len(people)), str(cluster)])
    figure.table.holds(figure.title.text, ["Frequency", "Spend", "Customers", "Cluster"], rows)
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled("Frequency against spend", "Cells of customers, in the colours of their clusters")
    areas.density(picture, "frequency", "spend", x_bins, y_bins, cells,
                  [(color_of(i), name_of(group, facts)) for i, group in enumerate(facts.clusters)])


def adjusted_rand_index(rows):
    """How far two groupings agree on pairs, 0 by chance; `rows` are the customers in both groups."""
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts)
    both = pairs(n for row in rows for n in row)
    a, b = pairs(map(sum, rows)), pairs(map(sum, zip(*rows)))
    all_ = pairs([sum(map(sum, rows))])
    if not all_:
        return Fraction(1)
    by_chance, most = Fraction(a * b, all_), Fraction(a + b, 2)
    return Fraction(1) if most == by_chance else (both - by_chance) / (most - by_chance)


def overlap(figure, facts):
    names = [group.name for group in facts.clusters]
    counts = [[sum(str(one.cluster) == name for one in segment.people) for name in names]
              for segment in facts.segments]
    figure.reads(figure.reading,
                 ("The adjusted Rand index is {} (1: the same groups, 0: no more alike than by chance).",
                  loosely(adjusted_rand_index(counts), 2)),
                 ("Numbers are customers; the darker a cell, the more of the segment are in the cluster.",))
    figure.captioned("Customers")
    figure.table.holds(figure.title.text, ["Segment", *names],
                       [[s.name, *map(exact.count, row)] for s, row in zip(facts.segments, counts)])
    cells = {}
    text = exact.short if max(map(max, counts)) > 9999 else exact.count
    for segment, row in zip(facts.segments, counts):
        for name, n in zip(names, row):
            if n:
                tip = exact.each(lambda share, s=segment, c=name: f"{share} of {s.name} are in cluster {c}",
                                 exact.percent(n, segment.size))
                cells[segment.name, name] = (Fraction(n, segment.size), text(n), tip)
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled("Segments against clusters", "A row per segment: how its customers are spread over clusters")
    areas.heat_map(picture, "", "Cluster", [s.name for s in facts.segments], names, cells)


def boxes(figure, facts):
    first, last = facts.clusters[0], facts.clusters[-1]
    median = lambda group: exact.money(group.five_numbers("monetary")[2])
    opening = [("The median customer of cluster {} spends {}.", first.name, median(first))]
    if last is not first:
        opening = [("The median customer of cluster {} spends {}, that of cluster {} {}.", first.name, median(first),
                    last.name, median(last))]
    figure.reads(figure.reading, *opening, ("Boxes contain the middle half of a cluster's customers; the line in a "
                                            "box is the median.",))
    figure.captioned("Amount: spend per customer", "Quantity: items per customer")
    rows = []
    for node, what, number, text in ((figure.pictures[0], "spend", "monetary", exact.money),
                                     (figure.pictures[1], "items", "items", exact.number)):
        picture = Picture(node, figure.failures, f"{figure.where}, {what}")
        picture.titled(f"Box plots of {what} by cluster", "Minimum, quartiles and maximum")
        groups = []
        for i, group in enumerate(facts.clusters):
            name, five = name_of(group, facts), group.five_numbers(number)
            rows.append([name, what, *map(text, five)])
            groups.append((name, color_of(i), five, f"{name}: half of its customers have {what} between "
                           f"{text(five[1])} and {text(five[3])}, the median is {text(five[2])}"))
        kind = "log" if all(five[0] > 0 for _, _, five, _ in groups) else "linear"
        bars.boxes(picture, what, kind, groups)
    figure.table.holds(figure.title.text, ["Cluster", "Of", "Min", "25%", "Median", "75%", "Max"], rows)
