"""What rfmseg predict does, with pandas and scikit-learn: the same features, models, parameters and folds.

    sklearn_predict.py judge FILE SPLIT SEED
    sklearn_predict.py weights FILE SPLIT ridge|lasso ALPHA values|logarithms

FILE has the columns of UCI Online Retail. `judge` predicts customers in five folds, with parameters chosen in
three folds of the others, and prints measures by model. `weights` prints those of z-scores, by feature.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_absolute_error, roc_auc_score, root_mean_squared_error
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from folds import fold_of  # noqa: E402

SKEWED = ["recency", "frequency", "monetary", "tenure", "items", "products", "order_value", "gap_mean", "gap_deviation"]


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


def targets(sales, split, customers):
    """Who began an order from the split on, and what they spent."""
    after = sales[sales["InvoiceDate"] >= split]
    new = after[~after["InvoiceNo"].isin(sales[sales["InvoiceDate"] < split]["InvoiceNo"])]
    spend = after.groupby("CustomerID")["amount"].sum().reindex(customers).fillna(0).to_numpy()
    return customers.isin(new["CustomerID"]).astype(int), spend


def logs(values):
    values = values.copy()
    values[SKEWED] = np.log1p(values[SKEWED].clip(lower=0))
    return values


class NotNegative(BaseEstimator, RegressorMixin):
    """A linear model of z-scores; alpha of a lasso is a share of the largest."""

    def __init__(self, kind="ridge", alpha=1.0, logged=False, tolerance=1e-8):
        self.kind, self.alpha, self.logged, self.tolerance = kind, alpha, logged, tolerance

    def fit(self, x, y):
        self.scaler = StandardScaler().fit(logs(x) if self.logged else x)
        z = self.scaler.transform(logs(x) if self.logged else x)
        if self.kind == "lasso":
            largest = np.abs(z.T @ (y - y.mean())).max() / len(y)
            self.model = Lasso(alpha=self.alpha * largest, max_iter=1000000, tol=self.tolerance).fit(z, y)
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


def parts(actual, folds, seed, inner=False):
    """Who is outside of each fold, and who is in it."""
    found = np.array(fold_of(np.round(actual, 6).tolist(), folds, seed, inner))
    return [(np.where(found != fold)[0], np.where(found == fold)[0]) for fold in range(folds)]


def judge(models, x, y, scoring, seed):
    """Measures of predictions of every customer by models that have not seen the customer."""
    outer = [(train, test, parts(y[train], 3, seed, inner=True)) for train, test in parts(y, 5, seed)]
    return {name: judge_one(model, grid, x, y, outer, scoring) for name, (model, grid) in models.items()}


def judge_one(model, grid, x, y, outer, scoring):
    predicted, areas = np.zeros(len(y)), []
    for train, test, inner in outer:
        search = GridSearchCV(model, grid, cv=inner, scoring=scoring, n_jobs=-1).fit(x.iloc[train], y[train])
        best = search.best_estimator_
        predicted[test] = best.predict(x.iloc[test])
        if scoring == "roc_auc":
            score = (best.predict_proba(x.iloc[test])[:, 1] if hasattr(best, "predict_proba")
                     else best.decision_function(x.iloc[test]))
            areas.append(roc_auc_score(y[test], score))
    if scoring == "roc_auc":
        return {"roc_auc": np.mean(areas), "accuracy": accuracy_score(y, predicted)}
    return {"mae": mean_absolute_error(y, predicted), "rmse": root_mean_squared_error(y, predicted)}


def main():
    warnings.filterwarnings("ignore")
    task, path, split, *rest = sys.argv[1:]
    split = pd.Timestamp(split)
    sales, returns = read(path)
    x = features(sales, returns, split)
    back, spend = targets(sales, split, x.index)
    if task == "weights":
        kind, alpha, values = rest
        model = NotNegative(kind, float(alpha), values == "logarithms", tolerance=1e-14).fit(x, spend).model
        return print(json.dumps(dict(zip(x.columns, model.coef_.tolist()))))
    seed = int(rest[0])
    print(json.dumps({"customers_at_split": len(x), "came_back": int(back.sum()),
                      "returns": judge(classifiers(x.shape[1]), x, back, "roc_auc", seed),
                      "spend": judge(regressors(), x, spend, "neg_mean_absolute_error", seed)}))


if __name__ == "__main__":
    main()
