"""What the peers that cluster share: the command line, features from CSV, clusters to CSV.

Polars reads and writes, as that is quicker than pandas with either of its readers. Each feature is worked
out on its own, so that no second copy of them all is needed.
"""

import sys
from dataclasses import dataclass

import numpy as np
import polars as pl

FEATURES = ("recency", "frequency", "monetary")


@dataclass(frozen=True)
class Task:
    source: str
    target: str
    k: int
    starts: int
    algorithm: str


def task_from_command_line() -> Task:
    if len(sys.argv) != 6:
        sys.exit(f"usage: {sys.argv[0]} INPUT.csv OUTPUT.csv K STARTS ALGORITHM")
    return Task(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])


def read_customers(source: str, dtype: type) -> tuple[pl.Series, np.ndarray]:
    """Ids, and log1p and z-score of the features: a row for each customer."""
    types = {"customer_id": pl.Int64} | dict.fromkeys(FEATURES, pl.Float64)
    customers = pl.read_csv(source, schema_overrides=types)
    features = np.empty((len(customers), len(FEATURES)), dtype)
    for column, name in enumerate(FEATURES):
        values = np.log1p(customers[name].to_numpy())
        features[:, column] = (values - values.mean()) / values.std()
    return customers["customer_id"], features


def write_clusters(target: str, ids: pl.Series, clusters: np.ndarray) -> None:
    pl.DataFrame({"customer_id": ids, "cluster": clusters}).write_csv(target)
