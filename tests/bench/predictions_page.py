"""The page's section on predictions."""

from markdown import prose, seconds, table

TITLES = {"logistic": "logistic regression", "tree": "decision tree", "linear-svm": "linear SVM", "rbf-svm": "SVM, RBF kernel",
          "forest": "random forest", "boosting": "boosting", "lasso": "lasso", "ridge": "ridge"}  # fmt: skip
NAMES = {"accuracy": "accuracy", "roc_auc": "ROC AUC", "mae": "MAE", "rmse": "RMSE"}
AUC_LEEWAY, RMSE_LEEWAY, WEIGHT_LEEWAY, TIME_WANTED = 0.01, 0.02, 1e-6, 0.25

METHOD = """\
- **Same**: the features of [definitions.md](definitions.md#predictions), recomputed by pandas; the parameter
  grids; the folds, by the same random numbers. Grids are searched with `n_jobs=-1`.
- **Not in scikit-learn's time**: baselines, models of repeat buying, intervals, importance, predictions of all customers.
- **Accuracy and ROC AUC** are of customers that the model has not seen; MAE and RMSE are in money.
- **Weights** are those of z-scores in the model that `--save-model` has written, fitted to all customers. scikit-learn
  has its features, its alpha, and a tolerance of 1e-14.
"""


def predictions_section(results: dict) -> str:
    facts = results["machine"]
    text = "## Predictions\n\n" + prose(
        f"`rfmseg predict` against scikit-learn on Online Retail, with the split at {results['split']}: "
        f"{results['came_back']:,} of {results['customers']:,} customers come back. "
        f"{facts['date']}: {facts['cpu']}, {facts['cores']} cores; rfmseg {facts['rfmseg']}; scikit-learn "
        f"{facts['scikit-learn']}, numpy {facts['numpy']}, pandas {facts['pandas']}, Python {facts['python']}. "
        f"{results['seeds']} runs of each command, each with other folds: measures are means, times medians."
    )
    if facts["busy"] > 0.1:
        text += "\n" + prose(
            f"**{facts['busy']:.1f} cores were busy with other work when the measurement began: wall "
            "times are too long; CPU times suffer less.**"
        )
    return "\n".join([text, goals(results), models(results), times(results),
                      "### How predictions are measured\n\n" + METHOD])  # fmt: skip


def goals(results: dict) -> str:
    rows = []

    def goal(text: str, limit: float, value: float, shown: str) -> None:
        rows.append((text, f"{limit:g}", shown, "met" if value <= limit else "**missed**"))

    aucs = {row["model"]: abs(difference(row)) for row in results["models"] if row["measure"] == "roc_auc"}
    rmses = {row["model"]: abs(relative(row)) for row in results["models"] if row["measure"] == "rmse"}
    for model, value in aucs.items():
        goal(f"{TITLES[model]}: ROC AUC, difference", AUC_LEEWAY, value, f"{value:.4f}")
    for model, value in rmses.items():
        goal(f"{TITLES[model]} of spend: RMSE, relative difference", RMSE_LEEWAY, value, f"{value:.4f}")
    for one in results["weights"]:
        goal(f"{TITLES[one['model']]} ({one['parameters']}): largest difference of a weight", WEIGHT_LEEWAY,
             one["difference"], f"{one['difference']:.1e}")  # fmt: skip
    ours, theirs = (results["times"][tool] for tool in ("rfmseg", "scikit-learn"))
    for key, name in (("wall", "wall time"), ("cpu", "CPU time")):
        value = ours[key] / theirs[key]
        goal(f"{name}, of scikit-learn's", TIME_WANTED, value, f"{value:.2f}")
    return "### Goals for predictions\n\n" + table(("goal", "limit", "measured", ""), rows)


def difference(row: dict) -> float:
    return row["rfmseg"] - row["scikit-learn"]


def relative(row: dict) -> float:
    return difference(row) / row["scikit-learn"]


def models(results: dict) -> str:
    rows = []
    for row in results["models"]:
        shares = row["target"] == "returns"
        shown = [f"{row[tool]:.4f}" if shares else f"{row[tool]:,.2f}" for tool in ("rfmseg", "scikit-learn")]
        apart = f"{round(difference(row), 4) + 0:.4f}" if shares else f"{round(100 * relative(row), 2) + 0:.2f}%"
        rows.append((TITLES[row["model"]], NAMES[row["measure"]], *shown, apart))
    return "### Models\n\n" + table(("model", "measure", "rfmseg", "scikit-learn", "difference"), rows, 2)


def times(results: dict) -> str:
    rows = [
        (tool, str(results["threads"]), seconds(one["wall"]), f"{seconds(one['wall_min'])} - {seconds(one['wall_max'])}",
         seconds(one["cpu"]))
        for tool, one in results["times"].items()
    ]  # fmt: skip
    return "### Time of all models\n\n" + table(("tool", "threads", "wall", "min - max", "CPU"), rows)
