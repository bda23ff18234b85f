#!/usr/bin/env python3
"""Compares rfmseg predict with scikit-learn: features made anew by pandas, the same models with the same
parameters to choose from, chosen in three folds within five. Prints a table, and fails when a model is
worse than scikit-learn's by more than 0.01 of ROC AUC or 2 % of RMSE, means of three draws of folds, as a
few huge customers decide the latter.

  tests/bench/predictions.py online_retail.csv [SPLIT] [RFMSEG]

The file has the columns of UCI's Online Retail. Run it with the Python of the benchmark, which has scikit-learn."""
import json
import subprocess
import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.metrics import mean_absolute_error, roc_auc_score, root_mean_squared_error
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier

SKEWED = ["recency", "frequency", "monetary", "tenure", "items", "products", "order_value", "gap_mean", "gap_deviation"]
AUC_LEEWAY, RMSE_LEEWAY = 0.01, 0.02
SEEDS = [1, 2, 3]


def read(path):
    rows = pd.read_csv(path, dtype={"InvoiceNo": str, "StockCode": str, "CustomerID": str}, encoding_errors="replace")
    rows["InvoiceDate"] = pd.to_datetime(rows["InvoiceDate"])
    rows = rows[rows["CustomerID"].notna()].copy()
    rows["amount"] = rows["Quantity"] * rows["UnitPrice"]
    cancelled = rows["InvoiceNo"].str.startswith("C")
    sales = rows[~cancelled & (rows["Quantity"] > 0) & (rows["UnitPrice"] > 0)]
    return sales, rows[cancelled & (rows["amount"] < 0)]


def features(sales, returns, split):
    """docs/definitions.md, in pandas."""
    before, given_back = sales[sales["InvoiceDate"] < split], returns[returns["InvoiceDate"] < split]
    by = before.groupby("CustomerID")
    orders = before.groupby(["CustomerID", "InvoiceNo"])["InvoiceDate"].min().reset_index()
    days = lambda times: (split - times) // pd.Timedelta(days=1)
    result = pd.DataFrame({"recency": days(by["InvoiceDate"].max()), "frequency": by["InvoiceNo"].nunique(),
                           "monetary": by["amount"].sum(), "tenure": days(by["InvoiceDate"].min()),
                           "items": by["Quantity"].sum(), "products": by["StockCode"].nunique()}).astype(float)
    result["order_value"] = result["monetary"] / result["frequency"]
    orders = orders.sort_values(["CustomerID", "InvoiceDate"])
    gaps = orders.groupby("CustomerID")["InvoiceDate"].diff() / pd.Timedelta(days=1)
    gaps = gaps.groupby(orders["CustomerID"])
    result["gap_mean"] = gaps.mean().fillna(result["recency"])
    result["gap_deviation"] = gaps.std().fillna(0)
    result["returns_share"] = (-given_back.groupby("CustomerID")["amount"].sum()).reindex(result.index).fillna(0)
    result["returns_share"] = (result["returns_share"] / result["monetary"]).clip(upper=1)
    quarter = pd.Timedelta(days=90)
    spent = lambda part: part.groupby("CustomerID")["amount"].sum().reindex(result.index).fillna(0)
    recent = spent(before[before["InvoiceDate"] >= split - quarter])
    earlier = spent(before[(before["InvoiceDate"] < split - quarter) & (before["InvoiceDate"] >= split - 2 * quarter)])
    result["trend"] = ((recent - earlier) / (recent + earlier)).fillna(0)
    country = before.sort_values("InvoiceDate", kind="stable").groupby("CustomerID")["Country"].last()
    counts = country.value_counts()
    common = counts[(counts >= 10) & (counts >= 0.01 * len(result))].index[1:11]
    for name in common:
        result["country " + name] = (country == name).astype(float)
    return result


def logs(values):
    values = values.copy()
    values[SKEWED] = np.log1p(values[SKEWED].clip(lower=0))
    return values


class NotNegative(BaseEstimator, RegressorMixin):
    """A linear model of z-scores; alpha of a lasso is a share of the largest."""

    def __init__(self, kind="ridge", alpha=1.0, logged=False):
        self.kind, self.alpha, self.logged = kind, alpha, logged

    def fit(self, x, y):
        self.scaler = StandardScaler().fit(logs(x) if self.logged else x)
        z = self.scaler.transform(logs(x) if self.logged else x)
        if self.kind == "lasso":
            largest = np.abs(z.T @ (y - y.mean())).max() / len(y)
            self.model = Lasso(alpha=self.alpha * largest, max_iter=100000, tol=1e-8).fit(z, y)
        else:
            self.model = Ridge(alpha=self.alpha).fit(z, y)
        return self

    def predict(self, x):
        z = self.scaler.transform(logs(x) if self.logged else x)
        return np.maximum(self.model.predict(z), 0)


def classifiers(size):
    scaled = lambda model: make_pipeline(FunctionTransformer(logs), StandardScaler(), model)
    costs = [0.01, 0.1, 1, 10]
    return {"logistic": (scaled(LogisticRegression(max_iter=1000)), {"logisticregression__C": costs}),
            "tree": (DecisionTreeClassifier(min_samples_leaf=20, random_state=0), {"max_depth": [3, 4, 5, 6]}),
            "linear-svm": (scaled(LinearSVC()), {"linearsvc__C": costs}),
            "rbf-svm": (scaled(SVC()), {"svc__gamma": [0.1 / size, 1 / size]}),
            "forest": (RandomForestClassifier(200, max_depth=12, random_state=0), {"min_samples_leaf": [20, 5]}),
            "boosting": (GradientBoostingClassifier(random_state=0),
                         [{"n_estimators": [50], "max_depth": [2, 3]}, {"n_estimators": [100], "max_depth": [3]}])}


def regressors():
    both = [False, True]
    return {"lasso": (NotNegative("lasso"), {"alpha": [0.3, 0.1, 0.03, 0.01, 0.003], "logged": both}),
            "ridge": (NotNegative("ridge"), {"alpha": [1000, 100, 10, 1], "logged": both}),
            "forest": (RandomForestRegressor(200, max_depth=12, max_features=1 / 3, random_state=0),
                       {"min_samples_leaf": [20, 5]})}


class HeightFolds:
    """Folds that each have their share of every height of the target."""

    def __init__(self, folds, seed):
        self.folds, self.seed = folds, seed

    def get_n_splits(self, *_, **__):
        return self.folds

    def split(self, _, y, groups=None):
        random = np.random.RandomState(self.seed)
        order = random.permutation(len(y))
        order = order[np.argsort(np.asarray(y)[order], kind="stable")]
        fold_of = np.zeros(len(y), int)
        for first in range(0, len(y), self.folds):
            block = order[first:first + self.folds]
            fold_of[block] = random.permutation(self.folds)[:len(block)]
        return [(np.where(fold_of != fold)[0], np.where(fold_of == fold)[0]) for fold in range(self.folds)]


def outside(model, grid, x, y, folds, scoring, inner):
    """Predictions of every customer by models that have not seen the customer, and the mean AUC of folds."""
    predicted = np.zeros(len(y))
    areas = []
    for train, test in folds:
        search = GridSearchCV(model, grid, cv=inner, scoring=scoring, n_jobs=-1).fit(x.iloc[train], y[train])
        best = search.best_estimator_
        if scoring != "roc_auc":
            predicted[test] = best.predict(x.iloc[test])
            continue
        score = best.decision_function if not hasattr(best, "predict_proba") else lambda v: best.predict_proba(v)[:, 1]
        predicted[test] = score(x.iloc[test])
        areas.append(roc_auc_score(y[test], predicted[test]))
    return predicted, areas


def main():
    warnings.filterwarnings("ignore")
    path = sys.argv[1]
    split = pd.Timestamp(sys.argv[2] if len(sys.argv) > 2 else "2011-09-09")
    rfmseg = sys.argv[3] if len(sys.argv) > 3 else "build/release/rfmseg"
    common = [rfmseg, "predict", path, "--split", str(split.date()), "--format", "json", "-q"]

    def run(options):
        output = subprocess.run(common + options, check=True, capture_output=True, text=True).stdout
        return json.loads(output)

    began = time.time()
    ours = run([])
    our_time = time.time() - began
    draws = {"returns": [], "spend": []}
    for seed in SEEDS:
        for contest in run(["--seed", str(seed)])["contests"]:
            draws[contest["target"]].append({one["model"]: one for one in contest["models"]})
    mean = lambda target, model, measure: np.mean([one[model][measure] for one in draws[target]])

    began = time.time()
    sales, returns = read(path)
    x = features(sales, returns, split)
    after = sales[sales["InvoiceDate"] >= split]
    new = after[~after["InvoiceNo"].isin(sales[sales["InvoiceDate"] < split]["InvoiceNo"])]
    back = x.index.isin(new["CustomerID"]).astype(int)
    spend = after.groupby("CustomerID")["amount"].sum().reindex(x.index).fillna(0).to_numpy()
    assert len(x) == ours["customers_at_split"] and back.sum() == ours["came_back"], (len(x), back.sum())
    failed = False
    print("| model | measure | rfmseg | scikit-learn |\n|---|---|---:|---:|")
    spent = time.time() - began  # of reading, and then of the first draw of each model
    for name, (model, grid) in classifiers(x.shape[1]).items():
        areas = []
        for seed in SEEDS:
            began = time.time()
            folds = StratifiedKFold(5, shuffle=True, random_state=seed).split(x, back)
            areas += outside(model, grid, x, back, folds, "roc_auc", StratifiedKFold(3, shuffle=True, random_state=seed))[1]
            spent += time.time() - began if seed == SEEDS[0] else 0
        mine = mean("returns", name, "roc_auc")
        failed |= mine < np.mean(areas) - AUC_LEEWAY
        print(f"| {name} | ROC AUC | {mine:.4f} | {np.mean(areas):.4f} |")
    for name, (model, grid) in regressors().items():
        mae, rmse = [], []
        for seed in SEEDS:
            began = time.time()
            folds = HeightFolds(5, seed).split(x, spend)
            predicted, _ = outside(model, grid, x, spend, folds, "neg_mean_absolute_error", HeightFolds(3, seed))
            mae.append(mean_absolute_error(spend, predicted))
            rmse.append(root_mean_squared_error(spend, predicted))
            spent += time.time() - began if seed == SEEDS[0] else 0
        mine = mean("spend", name, "rmse")
        failed |= mine > np.mean(rmse) * (1 + RMSE_LEEWAY)
        print(f"| {name} | MAE | {mean('spend', name, 'mae'):.2f} | {np.mean(mae):.2f} |")
        print(f"| {name} | RMSE | {mine:.2f} | {np.mean(rmse):.2f} |")
    print(f"| all | seconds | {our_time:.1f} | {spent:.1f} |")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
