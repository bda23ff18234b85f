"""What `rfmseg predict` says, as JSON and CSV.

Features and targets are made anew from the rows, all but four models are fitted anew, in the same folds, and
judged in the same bootstrap samples. What SVM, forest and boosting predict is not known here: their figures must
fit together. Parameters of models of repeat buying are those of `rfmseg clv`.
"""

import csv
import itertools
import re

import judging
from known import SKEWED, Known, deeds
from learner import Learner, Sample
from lifetimes import Checker, Lifetimes
from predictors import Moments, Scores, Tree
from repeat_models import GammaGamma, model_of
from validation import Group

TITLES = {"returns": {"majority": "Majority", "last-window": "As in the last window", "alive": "P(alive)",
                      "expected": "Expected purchases", "logistic": "Logistic regression", "tree": "Decision tree",
                      "linear-svm": "Linear SVM", "rbf-svm": "SVM with RBF kernel", "forest": "Random forest",
                      "boosting": "Boosting"},
          "spend": {"mean": "Mean", "last-window": "As in the last window", "expected": "Expected spend",
                    "lasso": "Lasso regression", "ridge": "Ridge regression", "forest": "Random forest"}}
WITHOUT_FEATURES = ("majority", "mean", "last-window", "alive", "expected")
STEPS, LEAST_SHARE = 40, 1e-3
SOME = 250  # samples for all measures


class Trial:
    """The sample, and the customers of the end; `fits` are JSON of clv --model mbg-nbd at split and end."""

    def __init__(self, path, split, whole, fits, folds=5, seed=42):
        self.split, self.end, self.folds, self.seed, self.net = split, whole.as_of, folds, seed, whole.net
        net, end, length = whole.net, whole.as_of, whole.as_of - split
        before, now = Known(path, split, net), Known(path, end, net)
        self.ids, self.now = before.ids, now.ids
        later = deeds(path, self.ids, split, end, net)
        self.actual = {"returns": [int(orders > 0) for orders, _ in later], "spend": [float(spent) for _, spent in later]}
        self.features = before.telling()
        self.logged = [name in SKEWED for name in self.features]
        absent = {f"country {name}": [0.0] * len(now.ids) for name in before.countries}
        self.why_not_alive = None
        signals = []
        for ids, until, past, fit in ((before.ids, split, Lifetimes(whole, {}, [], "week", split), fits[0]),
                                      (now.ids, end, Lifetimes(whole, {}, [], "week"), fits[1])):
            last = deeds(path, ids, until - length, until, net)
            signals.append({"returns": {"last-window": [orders for orders, _ in last]},
                            "spend": {"last-window": [max(0.0, float(spent)) for _, spent in last]}})
            self.repeat_buying(signals[-1], [past.histories[one] for one in ids], [past.spend[one] for one in ids], fit,
                               length.days / 7)
        self.learners = {target: Learner(target, Sample(list(self.features.values()), signals[0][target]), self.logged,
                                         actual, folds, seed) for target, actual in self.actual.items()}
        self.later = {target: Sample([(absent | now.features)[name] for name in self.features], signals[1][target])
                      for target in self.actual}
        self.samples = list(judging.bootstrap(len(self.ids), seed))
        self.judged = {}

    def repeat_buying(self, signals, histories, spends, seen, weeks):
        model = model_of(seen["repeat_model"])([one["value"] for one in seen["repeat_model"]["parameters"]])
        spend = GammaGamma([one["value"] for one in seen["spend_model"]["parameters"]])
        alive = [model.alive(history) for history in histories]
        if None in alive:
            self.why_not_alive = "no customer is found to drop out"
        else:
            signals["returns"]["alive"] = alive
        expected = [(1 if p is None else p) * model.purchases(history, weeks) for p, history in zip(alive, histories)]
        signals["returns"]["expected"] = expected
        signals["spend"]["expected"] = [number * spend.expected(history[0], each or 0)
                                        for number, history, each in zip(expected, histories, spends)]

    def of_model(self, target, name):
        """Predictions of customers by models that have not seen them, the models, and the first measure by sample."""
        if (target, name) not in self.judged:
            learner = self.learners[target]
            models = learner.models(name)
            predicted = learner.judged(models)
            orders = judging.in_folds(predicted, learner.fold_of)
            found = [judging.first_measure(target, learner.actual, predicted, learner.fold_of, counts, orders)
                     for counts in self.samples]
            self.judged[target, name] = predicted, models, found
        return self.judged[target, name]


def check_json(seen, trial, failures, asked=None):
    check = Checker(failures)
    for key, value in {"format": "rfmseg-prediction", "format_version": 1, "split": trial.split.isoformat(),
                       "end": trial.end.isoformat(), "currency": None, "customers_at_split": len(trial.ids),
                       "came_back": sum(trial.actual["returns"]), "judged": len(trial.ids), "folds": trial.folds,
                       "seed": trial.seed, "features": list(trial.features)}.items():
        check.same(seen[key], value, f"JSON, {key}")
    check.close(seen["spend"], sum(trial.actual["spend"]), "JSON, spend", 1e-12)
    for contest in seen["contests"]:
        check_contest(contest, trial, asked, check)
    check_customers(seen, trial, check)


def check_contest(seen, trial, asked, check):
    target, where = seen["target"], f"JSON, {seen['target']}"
    learner, models = trial.learners[target], {one["model"]: one for one in seen["models"]}
    names = [name for name in TITLES[target] if name != "alive" or not trial.why_not_alive]
    check.same(list(models), names, f"{where}, models")
    missing = [{"model": "alive", "why": trial.why_not_alive}] if target == "returns" and trial.why_not_alive else []
    check.same(seen["not_fitted"], missing, f"{where}, not fitted")
    first, sign = ("roc_auc", 1) if target == "returns" else ("mae", -1)
    best = max(seen["models"], key=lambda one: sign * one[first])
    check.same(seen["best"], best["model"], f"{where}, best")
    check.same(seen["asked"], asked in models, f"{where}, asked")
    simplest = next(one["model"] for one in seen["models"] if one["behind_low"] <= 0)
    check.same(seen["chosen"], asked if asked in models else simplest, f"{where}, chosen")
    for name, one in models.items():
        check_model(one, best, trial, target, f"{where}, {name}", check)
    chosen = seen["chosen"]
    predicted, fitted, _ = trial.of_model(target, chosen)
    check_intervals(models[chosen], trial, target, predicted, f"{where}, {chosen}", check)
    losses = [] if chosen in WITHOUT_FEATURES else learner.importance(fitted)
    wanted = sorted(zip(trial.features, losses), key=lambda one: -one[1])
    check.same(len(seen["importance"]), len(wanted), f"{where}, importance")
    for one, (_, loss) in zip(seen["importance"], wanted):
        check.close(one["loss"], dict(wanted).get(one["feature"]), f"{where}, importance of {one['feature']}")
        check.close(one["loss"], loss, f"{where}, order of importance")
    if target == "returns":
        check_calibration(seen["calibration"], learner.actual, predicted, f"{where}, calibration", check)
        check.same(seen["confusion"], judging.hits_and_misses(learner.actual, predicted), f"{where}, confusion")
        check_tree(seen["tree"], models["tree"], trial, f"{where}, tree", check)
    else:
        check_path(seen["lasso_path"], trial, f"{where}, lasso path", check)


def check_model(seen, best, trial, target, where, check):
    learner, name = trial.learners[target], seen["model"]
    measures = [key for key in seen if f"{key}_low" in seen and key != "behind"]
    first, sign = measures[0], 1 if target == "returns" else -1
    for key in [*measures, "behind"]:
        low, value, high = (seen[key + end] for end in ("_low", "", "_high"))
        check.failures.expect(low <= value <= high, where, f"{key} {value} is not between {low} and {high}")
    check.close(seen["behind"], sign * (best[first] - seen[first]), f"{where}, behind")
    if not learner.knows(name):
        return check_unknown(seen, trial, target, where, check)
    predicted, _, samples = trial.of_model(target, name)
    wanted = judging.measures(target, learner.actual, predicted, learner.fold_of)
    check.same(measures, list(wanted), f"{where}, measures")
    for key, value in wanted.items():
        check.close(seen[key], value, f"{where}, {key}")
    intervals = {first: samples}
    if name == best["model"]:
        intervals["behind"] = [0.0]
    elif learner.knows(best["model"]):
        intervals["behind"] = [sign * (a - b) for a, b in zip(trial.of_model(target, best["model"])[2], samples)]
    for key, values in intervals.items():
        for end, value in zip(("_low", "_high"), judging.middle(values)):
            check.close(seen[key + end], value, f"{where}, {key}{end}")
    check.same(seen["parameters"], learner.final(name)[0], f"{where}, parameters")


def check_intervals(seen, trial, target, predicted, where, check):
    """Of all measures: fewer samples have nearly the same ends."""
    learner = trial.learners[target]
    found = []
    for counts in trial.samples[:SOME]:
        rows = [row for row, times in enumerate(counts) for _ in range(times)]
        found.append(judging.measures(target, *([values[row] for row in rows] for values in
                                                (learner.actual, predicted, learner.fold_of))))
    for key in found[0]:
        low, high = seen[f"{key}_low"], seen[f"{key}_high"]
        for end, value in zip((low, high), judging.middle([one[key] for one in found])):
            check.failures.expect(abs(end - value) <= 0.2 * (high - low), where, f"{key} has an end at {end}, not about {value}")


def check_unknown(seen, trial, target, where, check):
    """Figures of one set of predictions of any kind."""
    expect = lambda holds, what: check.failures.expect(holds, where, what)
    if target == "spend":
        return expect(0 < seen["mae"] <= seen["rmse"] and -1 <= seen["spearman"] <= 1 and seen["total"] > 0,
                      f"MAE {seen['mae']}, RMSE {seen['rmse']}")
    size, back = len(trial.ids), sum(trial.actual["returns"])
    away = size - back
    right, both = seen["accuracy"] * size, 2 * seen["balanced_accuracy"]
    hits = (both - right / away) / (1 / back - 1 / away) if back != away else right / 2
    expect(abs(right - round(right)) < 1e-6 and abs(hits - round(hits)) < 1e-4 and 0 <= round(hits) <= back,
           f"{right} are right, {hits} of them came back")
    # By Jensen's inequality of the probability that was given to what happened.
    expect(seen["log_loss"] > 0.5 * seen["brier"] > 0, f"log loss {seen['log_loss']}, Brier {seen['brier']}")


def check_calibration(seen, actual, predicted, where, check):
    order, first, bins = sorted(range(len(actual)), key=predicted.__getitem__), 0, []
    for tenth in range(1, 11):
        last = max(first, tenth * len(order) // 10)
        while first < last < len(order) and predicted[order[last]] == predicted[order[last - 1]]:
            last += 1
        if last > first:
            bins.append(order[first:last])
        first = last
    check.same([one["customers"] for one in seen], list(map(len, bins)), f"{where}, customers")
    for one, members in zip(seen, bins):
        group = Group("", [(actual[i], 0) for i in members])
        check.close(one["predicted"], sum(predicted[i] for i in members) / len(members), f"{where}, predicted")
        check.close(one["actual"], float(group.share), f"{where}, actual")
        for key, value in zip(("actual_low", "actual_high"), group.wilson()):
            check.close(one[key], value, f"{where}, {key}")


# --- the tree ------------------------------------------------------------------------------------------


def number_text(value):
    return repr(value).removesuffix(".0")


def branch(feature, above=None, up_to=None):
    """What a node says of its customers."""
    if feature.startswith("country "):
        return f"country {'is not' if above is None else 'is'} {feature.removeprefix('country ')}"
    left = f"{number_text(above)} < " if above is not None and up_to is not None else ""
    return f"{left}{feature} <= {number_text(up_to)}" if up_to is not None else f"{feature} > {number_text(above)}"


def nodes_of(tree, features, depth, level=0, text="", path=()):
    """From the root on: level, branch, condition of a leaf, rows, those who came back."""
    is_leaf = depth == level or tree.column is None
    ends = {}
    for name, above, up_to in path:
        old = ends.get(name, (None, None))
        ends[name] = (old[0] if above is None else above, old[1] if up_to is None else up_to)
    condition = " and ".join(branch(name, *both) for name, both in ends.items()) or "all customers"
    yield level, text, condition if is_leaf else None, tree.rows, tree.back
    if not is_leaf:
        name = features[tree.column]
        for below, cut in ((tree.left, (None, tree.cut)), (tree.right, (tree.cut, None))):
            yield from nodes_of(below, features, depth, level + 1, branch(name, *cut), (*path, (name, *cut)))


def fulfils(condition, features, row):
    """Whether the words of a condition hold for the customer."""
    for part in condition.split(" and ") if condition != "all customers" else ():
        if country := re.fullmatch(r"country is( not)? (.+)", part):
            if bool(features[f"country {country[2]}"][row]) == bool(country[1]):
                return False
            continue
        low, name, relation, end = re.fullmatch(r"(?:(\S+) < )?(\w+) (<=|>) (\S+)", part).groups()
        value = features[name][row]
        if not (value <= float(end) if relation == "<=" else value > float(end)) or low and not value > float(low):
            return False
    return True


def check_tree(seen, model, trial, where, check):
    depth = int(model["parameters"].split()[-1])
    back, rows = trial.actual["returns"], range(len(trial.ids))
    for leaf in seen:
        members = [row for row in rows if fulfils(leaf["condition"], trial.features, row)]
        check.same((leaf["customers"], leaf["came_back"]), (len(members), sum(back[row] for row in members)),
                   f"{where}, {leaf['condition']}")
    check.same((sum(leaf["customers"] for leaf in seen), sum(leaf["came_back"] for leaf in seen)), (len(rows), sum(back)),
               f"{where}, all leaves")
    trial.tree = list(nodes_of(Tree(list(trial.features.values()), back, list(rows), depth), list(trial.features), depth))
    check.same([(leaf["condition"], leaf["customers"], leaf["came_back"]) for leaf in seen],
               [node[2:] for node in trial.tree if node[2]], where)


# --- lasso, customers ----------------------------------------------------------------------------------


def check_path(seen, trial, where, check):
    rows, columns = range(len(trial.ids)), list(trial.features.values())
    moments = Moments(Scores(columns, rows, [False] * len(columns))(columns), trial.actual["spend"])
    weights = None
    check.same(len(seen), STEPS, f"{where}, rows")
    for step, one in enumerate(seen):
        share = LEAST_SHARE**(step / (STEPS - 1))
        weights = moments.lasso(share * moments.largest() * (1 + 1e-15), weights)
        check.same(list(one), ["penalty_share", *trial.features], f"{where}, keys")
        for key, value in zip(one, [share, *weights]):
            check.close(one[key], value, f"{where}, row {step + 1}, {key}", 1e-6)


def check_customers(seen, trial, check):
    keys = {"returns": ("probability", 6), "spend": ("expected_spend", 4)}
    trial.foreseen = {}
    check.same([one["customer_id"] for one in seen["customers"]], trial.now, "JSON, customers")
    for contest in seen["contests"]:
        target = contest["target"]
        key, decimals = keys[target]
        found = trial.learners[target].final(contest["chosen"])[1](trial.later[target])
        trial.foreseen[target] = found
        for one, value in zip(seen["customers"], found):
            check.rounded(one[key], value, f"JSON, customer {one['customer_id']}, {key}", decimals)


def check_rows(path, seen, failures):
    """The file has the rows of the JSON."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    for row, one in itertools.zip_longest(rows, seen["customers"]):
        wanted = one and {"customer_id": one["customer_id"], **{key: f"{one[key]:.{decimals}f}" for key, decimals in
                                                               (("probability", 6), ("expected_spend", 4)) if key in one}}
        failures.expect(row == wanted, path.name, f"{row}, not {wanted}")
