"""What `rfmseg clv` says: the page, JSON and CSV.

The parameters are read from the JSON and judged: the likelihood has its maximum there. All else is computed
from them and from the rows. Figures of the JSON are compared closely; page and CSV have the same, rounded.
"""

import datetime
import math
from collections import Counter, defaultdict
from math import exp, isclose, log, sqrt

import bars
import exact
import lines
import repeat_models
from page import Page
from picture import Picture
from result_rows import check_csv
from sections_clusters import color_of
from shop import DAY

DAYS = {"day": 1, "week": 7, "month": 365.2425 / 12, "year": 365.2425}
TITLES = {"bg-nbd": "BG/NBD", "mbg-nbd": "MBG/NBD", "pareto-nbd": "Pareto/NBD", "nbd": "NBD"}
MOST_REPEATS = 7
DISCOUNTED = 6  # customers whose lifetime value is integrated: it takes long
SHARES = (0.8, 0.9, 0.95)


class Lifetimes:
    """Histories of the customers of a shop until `end`; `segments` are theirs, by id."""

    def __init__(self, shop, segments, order, unit, split=None, horizon=None, discount=0.1):
        self.unit, self.discount, self.segments, self.order = unit, discount, segments, order
        self.day = DAYS[unit]
        days = defaultdict(lambda: defaultdict(int))
        for row in shop.kept:
            days[row.customer][row.time.date()] += row.amount
        last = max((shop.as_of - datetime.timedelta(seconds=1)).date(), *(day for one in days.values() for day in one))
        self.end = split - DAY if split else datetime.datetime.combine(last, datetime.time())
        self.end = self.end.date()
        self.holdout = (last - self.end).days / self.day if split else None
        self.horizon = horizon or self.holdout or math.floor(DAYS["year"] / self.day)
        self.days = {one: days[one] for one in shop.customers if min(days[one]) <= self.end}
        self.begin = min(min(one) for one in self.days.values())
        self.length = ((last if split else self.end) - self.begin).days + 1
        self.histories, self.spend, self.later = {}, {}, {}
        for one, bought in self.days.items():
            before = sorted(day for day in bought if day <= self.end)
            since = lambda day: (day - before[0]).days / self.day
            self.histories[one] = (len(before) - 1, since(before[-1]), since(self.end))
            repeats = sum(bought[day] for day in before[1:])
            self.spend[one] = float(repeats) / (len(before) - 1) if len(before) > 1 else None
            after = [bought[day] for day in bought if day > self.end]
            self.later[one] = (len(after), float(sum(after)))
        self.size = len(self.histories)
        self.repeaters = sum(1 for x, _, _ in self.histories.values() if x)
        gaps = Counter()
        for bought in self.days.values():
            before = sorted(day for day in bought if day <= self.end)
            gaps.update((day - last).days for last, day in zip(before, before[1:]))
        self.returns = []
        for share in SHARES:
            passed = 0
            for gap in sorted(gaps):
                passed += gaps[gap]
                if passed >= share * gaps.total():
                    break
            self.returns.append(gap)


# --- figures -------------------------------------------------------------------------------------------


class Checker:
    """Compares figures of the JSON."""

    def __init__(self, failures):
        self.failures = failures

    def close(self, seen, wanted, where, tolerance=1e-7):
        if wanted is None or seen is None:
            return self.failures.expect(seen is None and wanted is None, where, f"{seen}, not {wanted}")
        right = isclose(seen, wanted, rel_tol=tolerance, abs_tol=tolerance)
        self.failures.expect(right, where, f"{seen}, not {wanted}")

    def rounded(self, seen, wanted, where, decimals=4):
        """As rows have it."""
        if wanted is None or seen is None:
            return self.same(seen, wanted, where)
        right = abs(seen - wanted) <= 0.5 * 10**-decimals + 1e-8 * abs(wanted)
        self.failures.expect(right, where, f"{seen}, not {wanted}")

    def same(self, seen, wanted, where):
        self.failures.expect(seen == wanted, where, f"{seen}, not {wanted}")


def check_fit(seen, make, data, where, check):
    """`data` are (what a likelihood is of, how many customers have it)."""
    p = [one["value"] for one in seen["parameters"]]
    likelihood = lambda model: sum(count * model.log_likelihood(one) for one, count in data)
    check.close(seen["log_likelihood"], likelihood(make(p)), f"{where}, log-likelihood", 1e-9)
    hessian, slopes = repeat_models.information(make, p, likelihood)
    covariance = repeat_models.inverse(hessian)
    gain = sum(slopes[i] * covariance[i][j] * slopes[j] for i in range(len(p)) for j in range(len(p))) / 2
    check.failures.expect(abs(gain) < 1e-5, where, f"the likelihood rises by {gain} from here")
    for i, one in enumerate(seen["parameters"]):
        error = sqrt(covariance[i][i])
        name = f"{where}, {one['name']}"
        check.close(one["standard_error"], p[i] * error, f"{name}, standard error", 1e-3)
        own = one["standard_error"] / p[i] * 1.959963984540054
        low, high = p[i] * exp(-own), p[i] * exp(own)
        if one["name"] == "p" and where != "gamma-gamma":  # a probability
            logit, own = log(p[i] / (1 - p[i])), own / (1 - p[i])
            low, high = 1 / (1 + exp(own - logit)), 1 / (1 + exp(-own - logit))
        check.close(one["low"], low, f"{name}, low")
        check.close(one["high"], high, f"{name}, high")


def check_json(seen, found, asked, failures):
    check = Checker(failures)
    head = {"format": "rfmseg-clv", "format_version": 1, "unit": found.unit, "end": str(found.end),
            "discount": found.discount, "seed": 42, "currency": None}
    for key, value in head.items():
        check.same(seen[key], value, f"JSON, {key}")
    check.close(seen["horizon"], found.horizon, "JSON, horizon")
    fit = seen["repeat_model"]
    check.same((fit["asked"], fit["customers"], fit["repeat_buyers"]), (asked, found.size, found.repeaters), "JSON, fit")
    check.same(fit["no_dropout"], fit["model"] != asked, "JSON, no dropout")
    names = [one["name"] for one in fit["parameters"]]
    check.same((fit["one_rate"], fit["one_dropout"]), ("rate" in names, "p" in names or "mu" in names), "JSON, limits")
    make = repeat_models.model_of(fit)
    check_fit(fit, make, list(Counter(found.histories.values()).items()), fit["model"], check)
    spends = {one: (x, found.spend[one]) for one, (x, _, _) in found.histories.items() if x and found.spend[one] > 0}
    check_fit(seen["spend_model"], repeat_models.GammaGamma, [(one, 1) for one in spends.values()], "gamma-gamma", check)
    check.same(seen["spend_model"]["customers"], len(spends), "gamma-gamma, customers")
    xs, means = zip(*spends.values())
    check.close(seen["spend_model"]["pearson"], pearson(xs, means), "gamma-gamma, pearson")
    check.close(seen["spend_model"]["spearman"], pearson(ranks(xs), ranks(means)), "gamma-gamma, spearman")

    model = make([one["value"] for one in fit["parameters"]])
    spend = repeat_models.GammaGamma([one["value"] for one in seen["spend_model"]["parameters"]])
    check.same([one["customer_id"] for one in seen["customers"]], list(found.histories), "JSON, customers")
    found.figures = [check_customer(one, found, model, spend, i % (found.size // DISCOUNTED + 1) == 0, check)
                     for i, one in enumerate(seen["customers"])]
    check_totals(seen, found, check)
    for one, share, days in zip(seen["returns"], SHARES, found.returns, strict=True):
        check.same((one["share"], one["days"]), (share, days), "JSON, returns")
    check_tracking(seen["tracking"], found, model, check)
    if found.holdout:
        check_trial(seen["trial"], found, model, check)


def check_earlier(seen, earlier, found, failures):
    """The trial of a model without a split: what the command gives with the split that it chose."""
    check = Checker(failures)
    days = (found.end - found.begin).days + 1
    check.same(earlier.end + datetime.timedelta(days=1), found.begin + datetime.timedelta(days=days * 3 // 4), "JSON, the usual split")
    model = repeat_models.model_of(earlier.fit)([one["value"] for one in earlier.fit["parameters"]])
    check_trial(seen["trial"], earlier, model, check)


def check_customer(seen, found, model, spend, is_integrated, check):
    one = seen["customer_id"]
    where = f"JSON, customer {one}"
    history = x, last, observed = found.histories[one]
    check.same(seen["repeats"], x, f"{where}, repeats")
    check.rounded(seen["last"], last, f"{where}, last")
    check.rounded(seen["observed"], observed, f"{where}, observed")
    check.rounded(seen["mean_spend"], found.spend[one], f"{where}, mean spend")
    alive = model.alive(history)
    check.rounded(seen["p_alive"], alive, f"{where}, P(alive)", 6)
    whether = 1 if alive is None else alive
    purchases = whether * model.purchases(history, found.horizon)
    check.rounded(seen["expected_purchases"], purchases, f"{where}, purchases")
    low, high = seen["expected_purchases_low"], seen["expected_purchases_high"]
    check.failures.expect(low is None or low <= seen["expected_purchases"] <= high, where, f"no interval: {low}, {high}")
    amount = spend.expected(x, found.spend[one] or 0)
    check.rounded(seen["expected_spend"], amount, f"{where}, spend")
    check.same(seen["lifetime_value"] is None, alive is None, f"{where}, whether a lifetime value")
    if is_integrated and alive is not None:
        rate = log(1 + found.discount) * found.day / DAYS["year"]
        value = whether * repeat_models.discounted(model, history, rate) * amount
        check.close(seen["lifetime_value"], value, f"{where}, lifetime value", 1e-5)
    gap = repeat_models.median_gap([model.r, model.alpha], history) * found.day
    bought = max(day for day in found.days[one] if day <= found.end)
    following = bought + datetime.timedelta(days=math.ceil(gap)) if gap < 36525 else None
    check.same(seen["next_purchase"], str(following) if following else "", f"{where}, next purchase")
    check.same(seen["days_late"], max(0, (found.end - following).days) if following else None, f"{where}, days late")
    check.same(seen["segment"], found.segments[one], f"{where}, segment")
    if found.holdout:
        check.same(seen["holdout_purchases"], found.later[one][0], f"{where}, holdout purchases")
        check.rounded(seen["holdout_spend"], found.later[one][1], f"{where}, holdout spend")
    return {"segment": found.segments[one], "alive": alive, "expected_purchases": purchases,
            "expected_revenue": purchases * amount, "lifetime_value": seen["lifetime_value"]}


def check_totals(seen, found, check):
    """Sums of the customers' figures."""
    names = [name for name in found.order if any(one["segment"] == name for one in found.figures)]
    check.same([one["segment"] for one in seen["segments"]], names, "JSON, segments")
    for one in [*seen["segments"], seen["all"]]:
        name = one.get("segment", "all")
        customers = [figures for figures in found.figures if name in ("all", figures["segment"])]
        check.same(one["customers"], len(customers), f"JSON, {name}, customers")
        for key in ("alive", "expected_purchases", "expected_revenue"):
            known = customers[0][key] is not None
            check.close(one[key], sum(figures[key] for figures in customers) if known else None, f"JSON, {name}, {key}")
        # Of these the rows have rounded values.
        if customers[0]["lifetime_value"] is None:
            check.same(one["lifetime_value"], None, f"JSON, {name}, lifetime value")
            continue
        value = sum(figures["lifetime_value"] for figures in customers)
        check.failures.expect(abs(one["lifetime_value"] - value) < 1e-4 * len(customers), f"JSON, {name}",
                              f"a lifetime value of {one['lifetime_value']}, not {value}")
    low, high = seen["all"]["expected_purchases_low"], seen["all"]["expected_purchases_high"]
    right = low is None if seen["draws"] == 0 else low < seen["all"]["expected_purchases"] < high
    check.failures.expect(right, "JSON, all", f"no interval: {low}, {high}")


def check_tracking(seen, found, model, check):
    firsts = Counter((min(days) - found.begin).days for days in found.days.values())
    repeats = Counter((day - found.begin).days for days in found.days.values() for day in sorted(days)[1:])
    new = [model.purchases((0, 0, 0), day / found.day) * (model.alive((0, 0, 0)) or 1) for day in range(found.length)]
    check.same(len(seen), -(-found.length // 7), "JSON, weeks")
    for i, one in enumerate(seen):
        last = min(7 * i + 6, found.length - 1)
        where = f"JSON, week {i + 1}"
        day = found.begin + datetime.timedelta(days=last)
        check.same((one["week"], one["last_day"], one["holdout"]), (i + 1, str(day), day > found.end), where)
        check.same(one["actual"], sum(n for at, n in repeats.items() if at <= last), f"{where}, actual")
        expected = sum(n * new[last - first] for first, n in firsts.items() if first <= last)
        check.close(one["expected"], expected, f"{where}, expected")


def check_trial(seen, found, model, check):
    check.same(seen["first_day"], str(found.end + datetime.timedelta(days=1)), "JSON, trial, first day")
    check.close(seen["length"], found.holdout, "JSON, trial, length")
    expected = {one: (model.alive(history) or 1) * model.purchases(history, found.holdout)
                for one, history in found.histories.items()}
    groups = defaultdict(list)
    for one, (x, _, _) in found.histories.items():
        groups[str(x) if x < MOST_REPEATS else f"{MOST_REPEATS}+"].append(one)
    check.same([one["repeats"] for one in seen["by_repeats"]], sorted(groups), "JSON, trial, groups")
    for one, members in [*((one, groups[one["repeats"]]) for one in seen["by_repeats"]),
                         (seen["all"], list(found.histories))]:
        where = f"JSON, trial, {one.get('repeats', 'all')}"
        actual, foreseen = sum(found.later[m][0] for m in members), sum(expected[m] for m in members)
        check.same((one["customers"], one["actual"]), (len(members), actual), where)
        check.close(one["expected"], foreseen, f"{where}, expected")
        check.close(one["actual_per_customer"], actual / len(members), f"{where}, actual each")
        check.close(one["expected_per_customer"], foreseen / len(members), f"{where}, expected each")
    histories = found.histories.values()
    mean_rate = sum(x for x, _, _ in histories) / sum(observed for _, _, observed in histories)
    predictions = {"model": expected,
                   "own rate before": {one: x / observed * found.holdout if observed else 0
                                       for one, (x, _, observed) in found.histories.items()},
                   "mean rate of all": dict.fromkeys(found.histories, mean_rate * found.holdout)}
    check.same([one["prediction"] for one in seen["predictions"]], list(predictions), "JSON, predictions")
    for one, predicted in zip(seen["predictions"], predictions.values()):
        errors = [predicted[m] - found.later[m][0] for m in found.histories]
        where = f"JSON, {one['prediction']}"
        check.close(one["total"], sum(predicted.values()), f"{where}, total")
        check.close(one["mean_absolute_error"], sum(map(abs, errors)) / found.size, f"{where}, mean error")
        check.close(one["root_mean_squared_error"], sqrt(sum(e * e for e in errors) / found.size), f"{where}, RMSE")


def pearson(xs, ys):
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    return covariance / sqrt(sum((x - mean_x)**2 for x in xs) * sum((y - mean_y)**2 for y in ys))


def ranks(values):
    places = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


# --- CSV -----------------------------------------------------------------------------------------------


def check_rows(path, tracking, seen, failures):
    """The files have the figures of the JSON."""
    def cell(key, value):
        if value is None or isinstance(value, (str, bool, int)):
            return "" if value is None else value
        return Text(exact.mean(value, 6 if key == "p_alive" else 4))

    check_csv(path, [{key: cell(key, value) for key, value in one.items()} for one in seen["customers"]], failures)
    check_csv(tracking, [{key: cell(key, value) for key, value in one.items()} for one in seen["tracking"]], failures)


class Text(exact.OneOf):
    """Texts of a figure in CSV."""

    def __new__(cls, texts):
        return super().__new__(cls, [text.replace(",", "") for text in texts])


# --- page ----------------------------------------------------------------------------------------------


def check(text, seen, found, earlier, source, command, failures):
    page = Page(text, failures)
    whole, fit, trial = seen["all"], seen["repeat_model"], seen["trial"]
    horizon = f"{float(exact_tenths(seen['horizon'])):g} {found.unit}{'' if seen['horizon'] == 1 else 's'}"
    customers, alive = exact.counted(found.size, "customer"), whole["alive"]
    purchases = exact.mean(whole["expected_purchases"], 0)
    page.headed("Repeat buying", source,
                [("Customers", exact.count(found.size)), *[("Alive", exact.mean(alive or 0, 0))] * (alive is not None),
                 (f"Purchases in {horizon}", purchases), ("From", str(found.end))],
                ["What customers will do", "Models", "How it was computed"])
    section, models, computed = page.sections
    section.consists_of(["Repeat purchases by week", *["Predicted and actual purchases"] * bool(trial),
                         *["Who is still a customer"] * (alive is not None)],
                        ["Expected of each segment", "Time between purchases",
                         *["Predictions without a model"] * bool(trial)])
    figures = iter(section.figures)
    tracking(next(figures), seen)
    if trial:
        holdout(next(figures), trial, earlier or found, earlier is not None)
    if alive is not None:
        tenths(next(figures), found, customers, alive)
    totals(section, seen, found, horizon, customers, purchases, earlier)
    table = section.tables[1]
    days = [exact.counted(one["days"], "day") for one in seen["returns"]]
    table.reads(table.reading, ("Of all repeat purchases 80% came within {}, 90% within {} and 95% within {} of the previous "
                                "one: customers who stay away longer may have left.", *days))
    table.table.holds(table.title, ["Share of returns", "Days"],
                      [[f"{100 * share:.1f}%", exact.count(one["days"])] for share, one in zip(SHARES, seen["returns"])])
    if trial:
        table = section.tables[2]
        table.reads(table.reading, ("How far predictions were from each customer's purchases.",))
        table.table.holds(table.title, ["Prediction", "Purchases", "Mean absolute error", "Root mean squared error"],
                          [[one["prediction"], exact.mean(one["total"], 1), exact.mean(one["mean_absolute_error"], 3),
                            exact.mean(one["root_mean_squared_error"], 3)] for one in trial["predictions"]])
    models.consists_of([], ["Repeat buying", "Spend"])
    table = models.tables[0]
    alike = " The data show no difference between customers in {}, so {} is fitted for all."
    limits = [alike.format("how often they buy", "one rate")] * fit["one_rate"]
    limits += [alike.format("dropout", "one rate of dropping out, mu," if fit["model"] == "pareto-nbd" else
                            "one probability p")] * fit["one_dropout"]
    table.reads(table.reading,
                (f"{TITLES[fit['model']]}, fitted by maximum likelihood to {{}} who bought again ({{}} of all); time in "
                 f"{found.unit}s.", exact.counted(found.repeaters, "customer"), exact.percent(found.repeaters, found.size)),
                *[(one.strip(),) for one in limits],
                ("The log-likelihood is {}.", exact.mean(fit["log_likelihood"], 3)))
    parameters(table, fit)
    spend(models.tables[1], seen["spend_model"])
    computed.consists_of([], [""])
    computed.command_is(command)
    page.leaves_nothing_unchecked()


def exact_tenths(value):
    return exact.rounded(value, 1, group=False)


def parameters(table, fit):
    four = lambda value: Text(exact.mean(value, 4))
    table.table.holds(table.title, ["Parameter", "Value", "Standard error", "95% interval"],
                      [[one["name"], exact.mean(one["value"], 4), exact.mean(one["standard_error"], 4),
                        exact.each(lambda low, high: f"{low} to {high}", four(one["low"]), four(one["high"]))]
                       for one in fit["parameters"]])


def spend(table, fit):
    correlations = exact.mean(fit["pearson"], 2), exact.mean(fit["spearman"], 2)
    said = [("Gamma-gamma, fitted to the mean spend of {} with repeat purchases.", exact.counted(fit["customers"], "customer")),
            ("The log-likelihood is {}.", exact.mean(fit["log_likelihood"], 3))]
    assumed = ("The model assumes that customers who buy more often do not spend more or less per purchase; the correlation is {} "
               "(of ranks {}).")
    said.append((assumed, *correlations))
    if max(abs(fit["pearson"]), abs(fit["spearman"])) >= 0.3:
        said.append(("Check: this is too high for the model; amounts are doubtful.",))
    table.reads(table.reading, *said)
    parameters(table, fit)


def judgement(seen, found, earlier):
    """The trial in short."""
    whole = seen["trial"]["all"]
    off = 100 * (whole["expected"] / whole["actual"] - 1)
    when = "the last quarter of the time" if earlier else f"the time after {found.end}"
    said = [(f"{'Check: t' if abs(off) > 20 else 'T'}ested on {when}, the model expected {{}}% "
             f"{'too few' if off < 0 else 'too many'} purchases.", exact.mean(abs(off), 1))]
    best = min(seen["trial"]["predictions"], key=lambda one: one["mean_absolute_error"])["prediction"]
    alternative = {"own rate before": "customers continue as before", "mean rate of all": "all customers buy at the same rate"}
    if best in alternative:
        said.append((f"Assuming that {alternative[best]} was closer.",))
    return said, abs(off) > 20


def totals(section, seen, found, horizon, customers, purchases, earlier):
    whole, fit = seen["all"], seen["repeat_model"]
    alive = whole["alive"]
    if alive is not None:
        said = [("Of {}, {} are expected to still be customers on {}, and so to buy again at some time.", customers,
                 exact.mean(alive, 0), str(found.end))]
    elif fit["no_dropout"]:
        said = [(f"No dropout was found in these data: {TITLES[fit['asked']]} does not explain them better than NBD, in which "
                 "customers never stop buying.",),
                ("So there is no probability of being alive and no lifetime value, and the forecast is by NBD.",)]
    else:
        said = [("NBD has no dropout, so there is no probability of being alive and no lifetime value.",)]
    interval = seen["draws"] > 0
    bounds = [exact.mean(whole[f"expected_purchases_{end}"], 0) for end in ("low", "high")] if interval else []
    said += [(f"In the next {horizon}, {{}} purchases are expected"
              + " (if the model is right; 95% interval of the mean {} to {})" * interval + ", worth {}.", purchases, *bounds,
              exact.mean(whole["expected_revenue"], 2))]
    if alive is not None:
        said += [(f"All future purchases are worth {{}} on {found.end}, at a discount of {100 * found.discount:.6g}% a year.",
                  exact.mean(whole["lifetime_value"], 2))]
    larger = max((seen["spend_model"][key] for key in ("pearson", "spearman")), key=abs)
    if abs(larger) >= 0.3:
        said += [("Check: amounts are doubtful, because customers who buy more often spend "
                  f"{'less' if larger < 0 else 'more'} each time.",)]
    if seen["trial"]:
        judged, is_large = judgement(seen, found, earlier)
        said = judged + said if is_large else said + judged
    section.reads(section.headline, *said)
    table = section.tables[0]
    rows = [[one.get("segment", "All"), exact.count(one["customers"]),
             *[exact.mean(one["alive"] or 0, 1)] * (alive is not None), exact.mean(one["expected_purchases"], 1),
             exact.mean(one["expected_revenue"], 2),
             *[exact.mean(one["lifetime_value"] or 0, 2)] * (alive is not None)]
            for one in [*seen["segments"], whole]]
    table.table.holds(table.title, ["Segment", "Customers", *["Alive"] * (alive is not None), "Expected purchases",
                                    "Expected revenue", *["Lifetime value"] * (alive is not None)], rows, totals=[-1])


def tracking(figure, seen):
    weeks = seen["tracking"]
    said = [("Until {} customers made {}; the model expects {}.", weeks[-1]["last_day"],
             exact.counted(weeks[-1]["actual"], "repeat purchase"), exact.mean(weeks[-1]["expected"], 0))]
    if any(one["holdout"] for one in weeks):
        said.append(("The line is where the holdout begins.",))
    figure.reads(figure.reading, *said)
    figure.captioned("")
    figure.table.holds(figure.title.text, ["Week", "Last day", "Holdout", "Actual", "Expected"],
                       [[str(one["week"]), one["last_day"], "yes" if one["holdout"] else "no", exact.count(one["actual"]),
                         exact.mean(one["expected"], 1)] for one in weeks])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    when = lambda one: f"Week {one['week']}, to {one['last_day']}"
    series = [("actual", color_of(0), [(one["week"], one["actual"], "") for one in weeks]),
              ("expected", color_of(1), [(one["week"], one["expected"], "") for one in weeks])]
    begins = next((one["week"] for one in weeks if one["holdout"]), None)
    lines.line_chart(picture, "repeat purchases until then", series, "weeks since the first purchase of all", marked=False,
                     highlighted=begins)


def holdout(figure, trial, found, is_earlier):
    whole = trial["all"]
    opening = []
    if is_earlier:
        opening.append((f"For this test {TITLES[found.fit['model']]} was fitted to the purchases until {{}} only.", str(found.end)))
    said = "After {} these customers made {}; {} were expected"
    parts = [str(found.end), exact.counted(whole["actual"], "purchase"), exact.mean(whole["expected"], 0)]
    if whole["actual"]:
        off = 100 * (whole["expected"] / whole["actual"] - 1)
        said += " ({}%" + f" {'too few' if off < 0 else 'too many'})"
        parts.append(exact.mean(abs(off), 1))
    figure.reads(figure.reading, *opening, (said + ".", *parts))
    figure.captioned("")
    three = lambda value: exact.mean(value, 3)
    rows = [[one.get("repeats", "All"), exact.count(one["customers"]), exact.count(one["actual"]),
             exact.mean(one["expected"], 1), three(one["actual_per_customer"]), three(one["expected_per_customer"])]
            for one in [*trial["by_repeats"], whole]]
    figure.table.holds(figure.title.text, ["Repeat purchases before", "Customers", "Actual", "Expected", "Actual per customer",
                                           "Expected per customer"], rows, totals=[-1])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    series = []
    for i, (name, key, ending) in enumerate((("actual", "actual_per_customer", "each"),
                                             ("expected", "expected_per_customer", "each expected"))):
        marks = [(x, one[key], exact.each(lambda text, one=one: f"{one['repeats']}: "
                                          f"{exact.counted(one['customers'], 'customer')}, {text} {ending}",
                                          Text(exact.mean(one[key], 3)))) for x, one in enumerate(trial["by_repeats"])]
        series.append((name, color_of(i), marks))
    lines.line_chart(picture, "purchases per customer after", series, "repeat purchases before",
                     [one["repeats"] for one in trial["by_repeats"]])


def tenths(figure, found, customers, alive):
    counts = Counter(min(int(one["alive"] * 10), 9) for one in found.figures)
    figure.reads(figure.reading, ("Of {}, {} are expected to still be customers.", customers, exact.mean(alive, 0)))
    figure.captioned("")
    ranges = [f"{i / 10:.1f} to {(i + 1) / 10:.1f}" for i in range(10)]
    figure.table.holds(figure.title.text, ["P(alive)", "Customers"],
                       [[name, exact.count(counts[i])] for i, name in enumerate(ranges)])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    bars.histogram(picture, "probability of being alive", "linear",
                   [(i / 10, (i + 1) / 10, counts[i], f"{name}: {exact.counted(counts[i], 'customer')}")
                    for i, name in enumerate(ranges)], [])
