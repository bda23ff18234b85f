"""A model that `rfmseg fit` has written, applied to other customers."""

import json
import math
from fractions import Fraction

import exact
from scheme import METRICS

MUCH_DRIFT = 0.25
LEAST_SHARE = 0.0001


class Model:
    def __init__(self, path):
        self.path = path
        self.model = json.loads(path.read_text())

    def freeze(self, scheme):
        """Scores go by the cuts of the model."""
        for metric, scoring in scheme.scoring.items():
            scoring.method = "cuts"
            scoring.cuts = [Fraction(cut) for cut in self.model["segments"][metric]["cuts"]]
        return scheme

    @property
    def origin(self):
        fitted = sum(cluster["customers"] for cluster in self.model["clusters"])
        return f"From {self.path}, fitted on {exact.counted(fitted, 'customer')}"

    def nearest(self, person):
        """The distance to the nearest centroid, and its cluster."""
        point = [(math.log1p(float(person.metric(metric))) - scale["centre"]) / scale["spread"]
                 for metric, scale in zip(METRICS, self.model["features"]["scales"])]
        return min((math.dist(point, cluster["centroid"]), cluster["cluster"]) for cluster in self.model["clusters"])

    def inertia(self, people):
        return math.fsum(self.nearest(one)[0] ** 2 for one in people)

    def drift(self, people):
        """The population stability index of each metric."""
        indices = []
        for i, metric in enumerate(METRICS):
            sum_ = 0
            for score, expected in enumerate(self.model["segments"][metric]["shares"], 1):
                share = sum(one.scores[i] == score for one in people) / len(people)
                now, then = max(share, LEAST_SHARE), max(expected, LEAST_SHARE)
                sum_ += (now - then) * math.log(now / then)
            indices.append(sum_)
        return indices

    def sentences(self, people):
        """What the page says of it."""
        indices = [exact.OneOf(exact.mean(index - 1e-9, 3) | exact.mean(index + 1e-9, 3))
                   for index in self.drift(people)]
        radius = {cluster["cluster"]: cluster["radius"] for cluster in self.model["clusters"]}
        outside = sum(distance > radius[cluster] for distance, cluster in map(self.nearest, people))
        tail = (f" {exact.counted(outside, 'customer')} {'is' if outside == 1 else 'are'} unlike any customer of the fit."
                if outside else "")
        return exact.each(
            lambda r, f, m: f"Population stability index against the model: recency {r}, frequency {f}, monetary {m}; "
                            f"a value above {MUCH_DRIFT} means that customers have changed since the fit.{tail}", *indices)
