"""Distributions of recency, frequency and monetary, with the cuts between scores."""

import math
from dataclasses import dataclass
from fractions import Fraction

import bars
import bins
import exact
from picture import Picture

BINS = 30


@dataclass
class Metric:
    name: str
    unit: str
    sentence: str
    logarithmic: bool
    whole: bool

    def text(self, value):
        return exact.number(value) if self.whole else exact.money(value)


def check(section, facts):
    section.consists_of(["Recency", "Frequency", "Monetary"], [])
    scheme = facts.scheme
    frequency = f"{'repeat ' if scheme.minus_first else ''}{scheme.counts}" if facts.measured else "frequency"
    spend = "mean spend" if scheme.mean else "spend"
    half = "Half of the customers {}; the middle half lies between {{}} and {{}}."
    for figure, metric in zip(section.figures, [
            Metric("recency", "days since the last purchase", half.format("last bought within {} days"), False, True),
            Metric("frequency", frequency, half.format("have a frequency of {} or less"), True, True),
            Metric("monetary", spend, half.format(f"have a {spend} of {{}} or less"), True, False)]):
        distribution(figure, metric, facts)


def cut_lines(metric, facts):
    """Where the lines are, and what they say: a whole number has the column from itself to the next."""
    scoring = facts.scheme.scoring[metric.name]
    if facts.groups or scoring.method == "rank":
        return []
    lines = []
    for edge in sorted(set(scoring.edges([one.metric(metric.name) for one in facts.people]))):
        at = edge
        if metric.whole:
            at = math.ceil(edge) if scoring.closed_left else math.floor(edge) + 1
        lines.append((float(at), f"cut at {metric.text(edge)}"))
    return lines


def distribution(figure, metric, facts):
    values = [one.metric(metric.name) for one in facts.people]
    kind, edges = bins.edges(values, BINS, metric.whole, metric.logarithmic)
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[bins.index(edges, value)] += 1
    columns = []
    for customers, start, end in zip(counts, edges, edges[1:]):
        tip = exact.each(lambda span, n=customers: f"{span}: {exact.counted(n, 'customer')}",
                         bins.text(start, end, metric.whole))
        columns.append((start, end, customers, tip))
    lines = cut_lines(metric, facts)
    _, lower, median, upper, _ = exact.five_numbers(map(Fraction, values))
    sentences = [(metric.sentence, *map(metric.text, (median, lower, upper)))]
    if lines:
        sentences.append(("The lines are the cut points between scores.",))
    if facts.scheme.scoring[metric.name].method == "rank":
        sentences.append(("Scores go by rank, so that equal values can have different scores.",))
    if kind == "log":
        sentences.append(("The axis is logarithmic.",))
    figure.reads(figure.reading, *sentences)
    figure.captioned(figure.title.text)
    figure.table.holds(figure.title.text, [metric.unit, "Customers"],
                       [[bins.text(start, end, metric.whole), exact.count(n)] for start, end, n, _ in columns if n])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(f"Distribution of {metric.name}", f"Customers by {metric.unit}")
    bars.histogram(picture, metric.unit, kind, columns, lines)
