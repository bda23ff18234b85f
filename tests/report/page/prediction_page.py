"""The page of `rfmseg predict`."""

import math
from fractions import Fraction

import exact
import lines
from areas import channels, shade
from page import Page, Tree
from picture import Picture, near
from predictions import TITLES
from sections_clusters import color_of

MEASURES = {"returns": [("roc_auc", "ROC AUC", 3), ("average_precision", "Avg. precision", 3), ("accuracy", "Accuracy", 3),
                        ("balanced_accuracy", "Balanced acc.", 3), ("brier", "Brier", 3), ("log_loss", "Log loss", 3)],
            "spend": [("mae", "MAE", 2), ("rmse", "RMSE", 2), ("r2", "R2", 3), ("r2_of_logs", "R2 of logs", 3),
                      ("spearman", "Spearman", 3), ("total", "Predicted total", 3)]}
SECTIONS = {"returns": "Who comes back", "spend": "What customers spend"}


def range_text(one, key, decimals):
    return exact.each(lambda low, high: f"{low} to {high}", exact.mean(one[f"{key}_low"], decimals),
                      exact.mean(one[f"{key}_high"], decimals))


def check(text, seen, trial, source, command, failures, asked=None):
    page = Page(text, failures)
    split, end, size, back = str(trial.split.date()), str(trial.end.date()), len(trial.ids), sum(trial.actual["returns"])
    targets = [contest["target"] for contest in seen["contests"]]
    page.headed("Predictions", source,
                [("Customers at the split", exact.count(size)), ("Came back", exact.percent(back, size)), ("Split", split),
                 ("Until", end)], [*(SECTIONS[target] for target in targets), "How it was computed"])
    *sections, computed = page.sections
    for section, contest in zip(sections, seen["contests"]):
        check_section(section, contest, trial, asked)
    for section in sections[:-1]:
        section.notes_are()
    note = sections[-1].notes
    sections[-1].expect(len(note) == 1, f"{len(note)} notes")
    sections[-1].reads(note[0], ("Of {} at {}, {} ({}) bought again by {}.", exact.counted(size, "customer"), split,
                                 exact.count(back), exact.percent(back, size), end),
                       ("Models learn from the data before that date to predict what customers did after it.",),
                       ("Each customer is predicted by models that have not seen that customer: in {} folds (seed {}), with "
                        "parameters chosen within the other folds.", str(trial.folds), str(trial.seed)))
    computed.consists_of([], [""])
    computed.command_is(command)
    page.leaves_nothing_unchecked()


def check_section(section, contest, trial, asked):
    target, returns = contest["target"], contest["target"] == "returns"
    models = {one["model"]: one for one in contest["models"]}
    headline(section, contest, models, trial, asked)
    needs = ["Most important features"] * bool(contest["importance"])
    figures = (["How well customers are ranked", "What the highest predictions bring", "Calibration of the probabilities", "The decision tree"] if returns
               else ["What the highest predictions bring", "Features of lasso regression"])
    section.consists_of(figures, ["Models", *needs, *["Hits and misses"] * returns])
    title = TITLES[target][contest["chosen"]]
    predicted = trial.of_model(target, contest["chosen"])[0]
    tops = tops_of(trial.actual[target], predicted)
    figure = dict(zip(figures, section.figures))
    if returns:
        roc(figure["How well customers are ranked"], title, models[contest["chosen"]], tops)
        calibration(figure["Calibration of the probabilities"], title, contest["calibration"])
        tree(figure["The decision tree"], trial.tree)
    else:
        path(figure["Features of lasso regression"], contest["lasso_path"])
    gains(figure["What the highest predictions bring"], title, tops, returns)
    table = dict(zip(["Models", *needs, "Hits and misses"], section.tables))
    models_table(table["Models"], contest, trial)
    if needs:
        first = MEASURES[target][0]
        table["Most important features"].reads(table["Most important features"].reading,
                                            ("What is lost when the values of a feature are shuffled.",))
        table["Most important features"].table.holds("Most important features", ["Feature", f"Loss of {first[1]}"], [
            [one["feature"], exact.mean(one["loss"], first[2] + 1)] for one in contest["importance"]])
    if returns:
        counts, hits = contest["confusion"], table["Hits and misses"]
        hits.reads(hits.reading, ("With a probability of 1/2 as the limit.",))
        hits.table.holds("Hits and misses", ["Customers who", "Predicted to", "Predicted not to"], [
            ["came back", exact.count(counts["true_positive"]), exact.count(counts["false_negative"])],
            ["did not", exact.count(counts["false_positive"]), exact.count(counts["true_negative"])]])


def headline(section, contest, models, trial, asked):
    target = contest["target"]
    key, name, decimals = MEASURES[target][0]
    best, chosen = models[contest["best"]], models[contest["chosen"]]
    title = TITLES[target][contest["chosen"]]
    was_asked = asked in models
    is_simplest = chosen is contest["models"][0]
    sentences = [("{} has the best {}: {} ({}).", TITLES[target][contest["best"]], name, exact.mean(best[key], decimals),
                  range_text(best, key, decimals))]
    if chosen is not best:
        more = "more" if chosen["behind_low"] > 0 else "no more"
        why = "; it was requested." if was_asked else ", and is simpler, so it is chosen."
        sentences.append(("{} is {} behind ({}), which is {} than chance" + why, title,
                          exact.mean(chosen["behind"], decimals), range_text(chosen, "behind", decimals), more))
    else:
        sentences.append(("It was requested." if was_asked else "It is also the simplest, so it is chosen." if is_simplest else
                          "Simpler models are worse by more than chance, so it is chosen.",))
    if is_simplest and not was_asked:
        sentences.append(("These data do not predict who " + ("comes back." if target == "returns" else "spends more."),))
    if target == "spend":
        sentences.append(("Its predictions add up to {} of the actual spend.",
                          exact.percent(Fraction(chosen["total"]), 1)))
    foreseen, days = Fraction(sum(map(Fraction, trial.foreseen[target]))), (trial.end - trial.split).days
    customers, end = exact.counted(len(trial.now), "customer"), str(trial.end.date())
    if target == "returns":
        sentences.append(("{} expects {} of {} at {} to buy in the next {}.", title, exact.mean(foreseen, 0), customers, end,
                          exact.counted(days, "day")))
    else:
        sentences.append(("{} expects {} at {} to spend {} in the next {}.", title, customers, end,
                          exact.mean(foreseen, 2), exact.counted(days, "day")))
    section.reads(section.headline, *sentences)


def models_table(table, contest, trial):
    target = contest["target"]
    missing = [("Not fitted: {} ({}).", one["model"], one["why"]) for one in contest["not_fitted"]]
    table.reads(table.reading, *missing)
    (key, title, decimals), *others = MEASURES[target]
    columns = ["Model", title, "95% interval", "Behind", "95% interval", *(name for _, name, _ in others), "Parameters"]
    rows = []
    for one in contest["models"]:
        star = "*" if one["model"] == contest["chosen"] else ""
        behind = "(best)" if one["model"] == contest["best"] else range_text(one, "behind", decimals)
        rows.append([star + TITLES[target][one["model"]], exact.mean(one[key], decimals), range_text(one, key, decimals),
                     exact.mean(one["behind"], decimals), behind,
                     *(exact.mean(one[name], digits) for name, _, digits in others), one["parameters"]])
    table.table.holds("Models", columns, rows)


# --- figures -------------------------------------------------------------------------------------------


def tops_of(actual, predicted):
    """Customers with the highest predictions, and what they did: a point a hundredth, equals at once."""
    order = sorted(range(len(actual)), key=lambda i: -predicted[i])
    step = max(1, len(order) // 100)
    tops, sums = [(0, Fraction(0))], Fraction(0)
    for count, i in enumerate(order, start=1):
        sums += Fraction(actual[i])
        tied = count < len(order) and predicted[order[count]] == predicted[i]
        if count == len(order) or (not tied and count - tops[-1][0] >= step):
            tops.append((count, sums))
    return tops


def share(part, whole=1):
    return exact.percent(part, whole)


def line_figure(figure, y_name, x_name, series):
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    lines.line_chart(picture, y_name, series, x_name=x_name, marked=False)


def diagonal(name):
    return name, color_of(1), [(0, 0, name), (1, 1, name)]


def rises(figure, points):
    figure.expect(points[-1] == (1, 1) and all(a <= c and b <= d for (a, b), (c, d) in zip(points, points[1:])),
                  "the line falls, or does not end at 1")


def roc(figure, title, model, tops):
    size, back = tops[-1]
    points = [((count - got) / (size - back), got / back) for count, got in tops]
    rises(figure, points)
    figure.captioned("")
    figure.reads(figure.reading, ("Of two customers, one of whom came back, {} gives that one the higher probability in {} "
                                  "of all cases (ROC AUC, within folds). The line combines all folds.", title,
                                  share(Fraction(model["roc_auc"]))))
    # The line compares customers of different folds, too, as the figure does not.
    under = sum((c - a) * (b + d) / 2 for (a, b), (c, d) in zip(points, points[1:]))
    figure.expect(model["roc_auc_low"] < under < model["roc_auc_high"], f"the area under the line is {float(under):.4f}")
    line_figure(figure, "share of those who came back", "share of those who stayed away",
                [(title, color_of(0), [(a, b, "") for a, b in points]), diagonal("by chance")])
    figure.table.holds(figure.title.text, ["Stayed away", "Came back"], [[share(a), share(b)] for a, b in points])


def gains(figure, title, tops, returns):
    whose = "of those who came back" if returns else "of the spend"
    size, all_ = tops[-1]
    points = [(Fraction(count, size), got / all_) for count, got in tops]
    rises(figure, points)
    fifth = [b for a, b in points if a <= Fraction(1, 5)][-1]
    figure.captioned("")
    figure.reads(figure.reading, ("The fifth of the customers with the highest predictions makes {} " + whose + ".",
                                  share(fifth)))
    line_figure(figure, f"share {whose}", "share of the customers, highest prediction first",
                [(title, color_of(0), [(a, b, "") for a, b in points]), diagonal("by chance")])
    figure.table.holds(figure.title.text, ["Customers", f"Share {whose}", "Lift"], [
        [share(a), share(b), exact.each(lambda text: f"{text}x", exact.mean(b / a, 2)) if a else "-"]
        for a, b in points])


def calibration(figure, title, bins):
    figure.captioned("")
    figure.reads(figure.reading, ("Customers in tenths by their predicted probabilities.",),
                 ("On the diagonal as many come back as were predicted.",))
    line_figure(figure, "share that came back", "predicted probability",
                [(title, color_of(0), [(one["predicted"], one["actual"], "") for one in bins]), diagonal("as predicted")])
    ends = lambda one: exact.each(lambda low, high: f"{low}-{high}%", exact.mean(100 * Fraction(one["actual_low"]), 1),
                                  exact.mean(100 * Fraction(one["actual_high"]), 1))
    figure.table.holds(figure.title.text, ["Customers", "Predicted", "Came back", "95% interval"], [
        [exact.count(one["customers"]), share(Fraction(one["predicted"])), share(Fraction(one["actual"])), ends(one)]
        for one in bins])


def path(figure, rows):
    features = [name for name in rows[0] if name != "penalty_share"]
    last = sorted(features, key=lambda name: -abs(rows[-1][name]))
    figure.captioned("")
    figure.reads(figure.reading, ("From right to left the penalty falls and features are added, those with most information about "
                                  "spend first.",), ("{} has the largest weight in the end.", last[0]))
    series = [(name, color_of(i), [(math.log10(row["penalty_share"]), row[name], "") for row in reversed(rows)])
              for i, name in enumerate(last[:8])]
    line_figure(figure, "weight of a standard deviation", "penalty, as a power of ten of the largest one", series)
    figure.table.holds(figure.title.text, ["Penalty", *features], [
        [exact.mean(row["penalty_share"], 4), *(exact.mean(row[name], 2) for name in features)] for row in rows])


def tree(figure, nodes):
    """Each node has a line: its text, a stem from the node above it, and its share in a shade."""
    figure.captioned("")
    figure.reads(figure.reading, ("Each line splits the customers of the line above it; the share that came back is on the right.",))
    figure.table.holds(figure.title.text, ["If", "Customers", "Came back"], [
        [condition, exact.count(customers), exact.percent(back, customers)]
        for _, _, condition, customers, back in nodes if condition])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, figure.reading.text)
    rects, above = picture.left("rect"), {}
    picture.expect(len(rects) == len(nodes), f"{len(rects)} nodes, not {len(nodes)}")
    for rect, (level, text, _, customers, back) in zip(rects, nodes):
        name = text or "all customers"
        picture.tipped(rect, f"{name}: {exact.count(back)} of {exact.counted(customers, 'customer')} came back")
        wanted = shade(back / customers)
        picture.expect(all(abs(a - b) <= 0.51 for a, b in zip(channels(rect.color), wanted)), f"'{name}' is {rect.color}")
        middle = rect.y + rect.height / 2
        picture.take_text(exact.percent(back, customers), f"share of '{name}'",
                          lambda t: near(t.y, middle + 5) and near(t.x, rect.x + rect.width / 2))
        label = picture.take_text(name, f"label of '{name}'", lambda t: near(t.y, middle + 5) and t.x < rect.x)
        picture.at(label.x, 16 * level + 4, f"the label of '{name}'")
        if level:
            stem = 16 * level - 8
            spans = sorted((m.x1, m.y1, m.x2, m.y2) for m in map(picture.take, picture.left(
                "line", lambda m: m.y2 == middle)))
            same = len(spans) == 2 and all(near(a, b) for span, its in zip(spans, sorted(
                [(stem, above[level - 1] + 8, stem, middle), (stem, middle, stem + 8, middle)])) for a, b in zip(span, its))
            picture.expect(same, f"'{name}' hangs on {spans}")
        above[level] = middle


# --- the same sections in a report ---------------------------------------------------------------------


def check_report(text, page, failures):
    """A report with predictions has the sections of their own page."""
    def outline(node):
        return node.tag, node.attributes, node.text, [outline(child) for child in node.children]

    def sections(text):
        nodes = [node for node in Tree(text).root.all("section") if node.child("h2") and node.child("h2").text in SECTIONS.values()]
        return [outline(node) for node in nodes]

    wanted = sections(page)
    failures.expect(len(wanted) == 2 and sections(text) == wanted, "report", "its predictions are other ones")
