"""Fits a model of repeat buying by lifetimes or clvkit, times in weeks of whole days, as JSON.

    repeat_models.py LIBRARY MODEL TRANSACTIONS.csv LAST_DAY
    repeat_models.py likelihood MODEL TRANSACTIONS.csv LAST_DAY PARAMETER...

The second form gives the log-likelihood of parameters, wherever they come from, by the formulas of lifetimes.
"""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402


def transactions(path):
    rows = pd.read_csv(path, usecols=["customer_id", "date", "amount"], dtype={"customer_id": str})
    rows["date"] = pd.to_datetime(rows["date"], format="%Y-%m-%d")
    return rows


def histories(path, last_day):
    from lifetimes.utils import summary_data_from_transaction_data

    table = summary_data_from_transaction_data(transactions(path), "customer_id", "date", observation_period_end=last_day)
    return table["frequency"], table["recency"] / 7, table["T"] / 7


def lifetimes_fitter(model):
    import lifetimes

    return {"bg-nbd": lifetimes.BetaGeoFitter, "mbg-nbd": lifetimes.ModifiedBetaGeoFitter,
            "pareto-nbd": lifetimes.ParetoNBDFitter}[model]()  # fmt: skip


def fit_by_lifetimes(model, path, last_day):
    table = histories(path, last_day)
    fitter = lifetimes_fitter(model)
    begin = time.perf_counter()
    fitter.fit(*table)
    return time.perf_counter() - begin, list(fitter.params_)


def fit_by_clvkit(model, path, last_day):
    import clvkit

    rows = transactions(path)
    base = clvkit.CustomerBase.from_transactions(
        rows[rows["date"] <= last_day], time_unit="W", collapse="D", observation_period_end=last_day)
    fitter = {"bg-nbd": clvkit.BGNBD, "mbg-nbd": clvkit.MBGNBD}[model]()
    begin = time.perf_counter()
    fitter.fit(base)
    return time.perf_counter() - begin, list(fitter.params_)


def log_likelihood(model, path, last_day, parameters):
    """The fitters have the mean over customers, as a function of other arguments each."""
    frequency, recency, age = (column.to_numpy() for column in histories(path, last_day))
    fitter = lifetimes_fitter(model)
    weights = np.ones(len(frequency))
    logs = np.log(parameters)
    if model == "pareto-nbd":
        each = fitter._conditional_log_likelihood(parameters, frequency, recency, age)
        return float(each.sum())
    return float(-fitter._negative_log_likelihood(logs, frequency, recency, age, weights, 0) * len(frequency))


def main():
    library, model, path, last_day, *parameters = sys.argv[1:]
    if library == "likelihood":
        print(log_likelihood(model, path, last_day, np.array(parameters, dtype=float)))
        return
    fit = {"lifetimes": fit_by_lifetimes, "clvkit": fit_by_clvkit}[library]
    seconds, parameters = fit(model, path, last_day)
    print(json.dumps({"seconds": seconds, "parameters": parameters}))


main()
