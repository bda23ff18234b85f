"""How good predictions are, in samples of customers."""

import math
from collections import Counter
from itertools import groupby
from statistics import pvariance

from folds import FOLD_STREAM, Random
from lifetimes import pearson, ranks


def in_folds(predicted, fold_of):
    """The customers of each fold, ascending by prediction."""
    return [sorted((i for i, its in enumerate(fold_of) if its == fold), key=predicted.__getitem__)
            for fold in sorted(set(fold_of))]


def roc_area(actual, predicted, orders, counts):
    """Of pairs of one fold, those whose higher prediction is of the one who came back; ties are half."""
    right = pairs = 0.0
    for order in orders:
        away = back = tied_away = tied_back = 0.0
        last = None
        for i in order:
            if predicted[i] != last:
                right += tied_back * (away + tied_away / 2)
                away, back, tied_away, tied_back = away + tied_away, back + tied_back, 0.0, 0.0
                last = predicted[i]
            if actual[i]:
                tied_back += counts[i]
            else:
                tied_away += counts[i]
        right += tied_back * (away + tied_away / 2)
        pairs += (back + tied_back) * (away + tied_away)
    return right / pairs if pairs else 0.5


def first_measure(target, actual, predicted, fold_of, counts=None, orders=None):
    counts = counts or [1] * len(actual)
    if target == "returns":
        return roc_area(actual, predicted, orders or in_folds(predicted, fold_of), counts)
    return sum(n * abs(a - p) for n, a, p in zip(counts, actual, predicted)) / sum(counts)


def bootstrap(size, seed):
    """How often each customer is in each sample."""
    for sample in range(min(1000, max(200, 20_000_000 // size))):
        random, counts = Random(seed, FOLD_STREAM + 1000 + sample), [0] * size
        for _ in range(size):
            counts[random.below(size)] += 1
        yield counts


def middle(values):
    """The middle 95 %."""
    values, cut = sorted(values), len(values) // 40
    return values[cut], values[-1 - cut]


# --- all measures, of all customers once -------------------------------------------------------------------


def measures(target, actual, predicted, fold_of):
    """By name, in the order of the tables; the first is what models are compared by."""
    first = first_measure(target, actual, predicted, fold_of)
    return {"roc_auc": first, **of_classes(actual, predicted)} if target == "returns" else {
        "mae": first, **of_amounts(actual, predicted)}


def of_classes(actual, predicted):
    size, back = len(actual), sum(actual)
    precision = found = seen = 0
    for _, tied in groupby(sorted(zip(predicted, actual), reverse=True), key=lambda one: one[0]):
        tied = [a for _, a in tied]
        found, seen = found + sum(tied), seen + len(tied)
        precision += sum(tied) * found / seen
    confusion = hits_and_misses(actual, predicted)
    hits, rejected = confusion["true_positive"], confusion["true_negative"]
    return {"average_precision": precision / back, "accuracy": (hits + rejected) / size,
            "balanced_accuracy": (hits / back + rejected / (size - back)) / 2,
            "brier": sum((a - p)**2 for a, p in zip(actual, predicted)) / size,
            "log_loss": -sum(math.log(p if a else 1 - p) for a, p in zip(actual, predicted)) / size}


def hits_and_misses(actual, predicted):
    count = Counter((bool(a), p >= 0.5) for a, p in zip(actual, predicted))
    return {"true_positive": count[True, True], "false_positive": count[False, True],
            "false_negative": count[True, False], "true_negative": count[False, False]}


def of_amounts(actual, predicted):
    size = len(actual)
    explained = lambda seen, said: 1 - math.fsum((a - p)**2 for a, p in zip(seen, said)) / (size * pvariance(seen))
    logs = lambda values: [math.log1p(max(value, 0.0)) for value in values]
    return {"rmse": math.sqrt(math.fsum((a - p)**2 for a, p in zip(actual, predicted)) / size),
            "r2": explained(actual, predicted), "r2_of_logs": explained(logs(actual), logs(predicted)),
            "spearman": pearson(ranks(actual), ranks(predicted)), "total": math.fsum(predicted) / math.fsum(actual)}
