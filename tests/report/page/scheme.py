"""Scores and segments by a scheme file, computed anew."""

import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from fractions import Fraction

import exact

METRICS = ("recency", "frequency", "monetary")


class Scoring:
    """How one metric is scored."""

    def __init__(self, name, table):
        self.name = name
        self.cuts = [Fraction(str(cut)) for cut in table.get("cuts", [])]
        self.method = table.get("method", "cuts" if self.cuts else "quantile")
        self.bins = table.get("bins", len(self.cuts) + 1 if self.cuts else 5)
        self.offset = Fraction(str(table.get("offset", 0)))
        self.closed_left = table.get("closed") == "left"
        self.drop_equal = table.get("equal_edges") == "drop"
        self.keeps_crowd = table.get("crowd") == "together"
        self.together = False

    def ranks(self, values):
        """Whether scores go by rank: not where more than 60% have one value."""
        crowd = self.keeps_crowd and 10 * Counter(values).most_common(1)[0][1] > 6 * len(values)
        return self.method == "rank" and not self.together and not crowd

    def edges(self, values):
        """Where one bin ends and the next begins; of ranks in ranks."""
        ordered = sorted(values)
        if self.method == "cuts":
            return self.cuts
        if self.ranks(values):
            ordered = range(1, len(values) + 1)
        edges = [exact.quantile(ordered, Fraction(i, self.bins)) for i in range(1, self.bins)]
        if self.drop_equal:
            kept = []
            for edge in edges:
                if edge != (kept[-1] if kept else ordered[0]) and edge != ordered[-1]:
                    kept.append(edge)
            edges = kept
        return [edge + self.offset for edge in edges] if self.method == "quantile" else edges

    def levels(self, values):
        return len(self.edges(values)) + 1 if self.drop_equal else self.bins

    def scores(self, values):
        """Of values in the order of their customers."""
        edges = self.edges(values)
        if self.ranks(values):
            by_value = sorted(range(len(values)), key=lambda i: values[i])
            placed = [0] * len(values)
            for rank, i in enumerate(by_value, 1):
                placed[i] = rank
            bins = [1 + bisect_left(edges, rank) for rank in placed]
        else:
            find = bisect_right if self.closed_left else bisect_left
            bins = [1 + find(edges, value) for value in values]
        levels = self.levels(values)
        return [levels + 1 - bin_ for bin_ in bins] if self.name == "recency" else bins


def between(bounds, score):
    if bounds is None:
        return True
    low, high = bounds if isinstance(bounds, list) else (bounds, bounds)
    return low <= score <= high


class Scheme:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.table = tomllib.load(file)
        metrics = self.table.get("metrics", {})
        self.name = self.table["name"]
        self.scoring = {name: Scoring(name, metrics.get(name, {})) for name in METRICS}
        frequency = metrics.get("frequency", {})
        self.counts, self.minus_first = frequency.get("measure", "orders"), frequency.get("minus_first", False)
        self.mean = metrics.get("monetary", {}).get("measure", "sum") == "mean"
        self.rules = {rule["name"]: rule for rule in self.table["segment"]}
        if "unmatched" in self.table:
            self.rules[self.table["unmatched"]["name"]] = self.table["unmatched"]
        self.tiers = self.table["tier"]

    def segment(self, scores):
        r, f, m = scores
        code = "".join(map(str, scores))
        for rule in self.table["segment"]:
            if "codes" in rule:
                if code in rule["codes"]:
                    return rule["name"]
            elif (between(rule.get("recency"), r) and between(rule.get("frequency"), f)
                  and between(rule.get("monetary"), m)):
                return rule["name"]
        return self.table["unmatched"]["name"]

    def recommendation(self, segment):
        return self.rules[segment].get("recommendation", "")

    def apply(self, values):
        """Scores and segments; `values` are (recency, frequency, monetary) in the order of their customers."""
        columns = [self.scoring[name].scores([value[i] for value in values]) for i, name in enumerate(METRICS)]
        return [(scores, self.segment(scores)) for scores in zip(*columns)]

    def apply_with_ties_together(self, values):
        for scoring in self.scoring.values():
            scoring.together = scoring.method in ("rank", "ntile")
        result = self.apply(values)
        for scoring in self.scoring.values():
            scoring.together = False
        return result
