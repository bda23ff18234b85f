"""What models predict of customers whom they have not seen, and which parameters they choose."""

import math
from dataclasses import dataclass

from folds import FOLD_STREAM, Random, fold_of
from judging import first_measure
from predictors import Moments, Scores, Tree, fit_logistic, logistic

COSTS = (0.01, 0.1, 1, 10)
DEPTHS = (3, 4, 5, 6)


@dataclass
class Sample:
    """Customers: features as columns, and by name of a model what it predicts from, if it needs no features."""
    columns: list
    signals: dict


class Learner:
    """Models are functions of samples; they are fitted to some of the rows of one sample, and what happened."""

    def __init__(self, target, sample, logged, actual, folds, seed):
        self.target, self.sample, self.logged, self.actual, self.seed = target, sample, logged, actual, seed
        self.all = list(range(len(actual)))
        self.folds, self.fold_of = folds, fold_of(actual, folds, seed)
        self.outside = [[row for row in self.all if self.fold_of[row] != fold] for fold in range(folds)]
        self.fits = {}  # that several candidates share

    def knows(self, name):
        """Whether the model is one of those that are fitted anew here."""
        return name in ("majority", "mean", "last-window", "logistic", "tree", "ridge", "lasso") or name in self.sample.signals

    # --- candidates: parameters, and what makes a model from rows -----------------------------------------

    def candidates(self, name):
        if name == "logistic":
            return [(f"C = {cost}", lambda rows, cost=cost: self.chances(rows, cost)) for cost in COSTS]
        if name == "tree":
            return [(f"depth {depth}", lambda rows, depth=depth: self.leaves(rows, depth)) for depth in DEPTHS]
        scales = [("values", [False] * len(self.logged)), ("logarithms", self.logged)]
        if name == "ridge":
            return [(f"alpha = {alpha}, of {scale}", lambda rows, alpha=alpha, logged=logged: self.line(rows, logged, alpha))
                    for scale, logged in scales for alpha in (1000, 100, 10, 1)]
        if name == "lasso":
            return [(f"alpha = {share} of the largest, of {scale}",
                     lambda rows, share=share, logged=logged: self.line(rows, logged, share, is_lasso=True))
                    for scale, logged in scales for share in (0.3, 0.1, 0.03, 0.01, 0.003)]
        if name in ("majority", "mean"):
            return [("", self.constant)]
        if self.target == "spend":
            return [("", lambda rows: lambda sample: sample.signals[name])]
        if name == "last-window":
            return [("", self.alike)]
        return [("", lambda rows: self.calibrated(name, rows))]

    def of(self, rows):
        return [float(self.actual[row]) for row in rows]

    def constant(self, rows):
        mean = math.fsum(self.of(rows)) / len(rows)
        return lambda sample: [mean] * len(sample.columns[0])

    def alike(self, rows):
        """The share of those who did the same in the last window."""
        bought, means = self.sample.signals["last-window"], {}
        for group in (False, True):
            found = self.of([row for row in rows if bool(bought[row]) == group] or rows)
            means[group] = math.fsum(found) / len(found)
        return lambda sample: [means[bool(one)] for one in sample.signals["last-window"]]

    def calibrated(self, name, rows):
        def scores(sample):
            return [sample.signals[name] if name == "alive" else [math.log(max(one, 1e-6)) for one in sample.signals[name]]]

        return self.chances(rows, 1e4, scores, [False])

    def chances(self, rows, cost, columns=lambda sample: sample.columns, logged=None):
        z = Scores(columns(self.sample), rows, logged or self.logged)
        fitted = fit_logistic(z(columns(self.sample), rows), self.of(rows), cost)
        return lambda sample: list(map(logistic, z.weighted(columns(sample), *fitted)))

    def leaves(self, rows, depth):
        key = tuple(rows)
        if key not in self.fits:
            self.fits[key] = Tree(self.sample.columns, self.actual, rows, max(DEPTHS))
        tree = self.fits[key]
        return lambda sample: [tree.chance(sample.columns, row, depth) for row in range(len(sample.columns[0]))]

    def line(self, rows, logged, alpha, is_lasso=False):
        key = tuple(rows), tuple(logged)
        if key not in self.fits:
            z = Scores(self.sample.columns, rows, logged)
            self.fits[key] = z, Moments(z(self.sample.columns, rows), self.of(rows))
        z, moments = self.fits[key]
        fitted = moments.with_intercept(moments.lasso(alpha * moments.largest()) if is_lasso else moments.ridge(alpha))
        return lambda sample: [max(0.0, value) for value in z.weighted(sample.columns, *fitted)]

    # --- folds -------------------------------------------------------------------------------------------

    def choose(self, name, rows):
        """The candidate that does best in three folds of the rows."""
        candidates = self.candidates(name)
        if len(candidates) == 1:
            return candidates[0]
        inner = fold_of([self.actual[row] for row in rows], 3, self.seed, inner=True)
        best, chosen = -math.inf, None
        for candidate in candidates:
            predicted = {}
            for fold in range(3):
                found = candidate[1]([row for row, its in zip(rows, inner) if its != fold])(self.sample)
                predicted |= {row: found[row] for row, its in zip(rows, inner) if its == fold}
            value = self.goodness(rows, [predicted[row] for row in rows], inner)
            if value > best:
                best, chosen = value, candidate
        return chosen

    def goodness(self, rows, predicted, fold_of):
        value = first_measure(self.target, self.of(rows), predicted, fold_of)
        return value if self.target == "returns" else -value

    def models(self, name):
        """One for each fold, which has not seen it."""
        return [self.choose(name, rows)[1](rows) for rows in self.outside]

    def judged(self, models):
        """What each customer's model predicts."""
        found = [model(self.sample) for model in models]
        return [found[fold][row] for row, fold in enumerate(self.fold_of)]

    def final(self, name):
        """The parameters, and the model that is fitted to all."""
        text, fit = self.choose(name, self.all)
        return text, fit(self.all)

    def importance(self, models):
        """For each feature what the first measure loses when its values are shuffled within folds."""
        shuffles = min(5, max(1, 20000 // len(self.all)))
        losses = []
        for number, column in enumerate(self.sample.columns):
            loss = 0
            for fold, model in enumerate(models):
                inside = [row for row in self.all if self.fold_of[row] == fold]
                random, values = Random(self.seed, FOLD_STREAM + 100 + number), [column[row] for row in inside]
                columns = list(self.sample.columns)
                found = model(Sample(columns, {}))
                whole = self.goodness(inside, [found[row] for row in inside], [0] * len(inside))
                for _ in range(shuffles):
                    random.shuffle(values)
                    columns[number] = list(column)
                    for row, value in zip(inside, values):
                        columns[number][row] = value
                    found = model(Sample(columns, {}))
                    loss += whole - self.goodness(inside, [found[row] for row in inside], [0] * len(inside))
            losses.append(loss / shuffles / self.folds)
        return losses
