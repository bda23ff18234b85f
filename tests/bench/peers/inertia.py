"""The inertia of clusters that any tool wrote, in doubles: the same measure for all.

    inertia.py CUSTOMERS.csv CLUSTERS.csv K

Not a peer, but it runs where they do.
"""

import sys

import numpy as np
import polars as pl
from customers import read_customers


def inertia(source: str, target: str, k: int) -> float:
    ids, features = read_customers(source, np.float64)
    written = pl.read_csv(target, columns=["customer_id", "cluster"])
    if not written["customer_id"].equals(ids, check_names=False):
        sys.exit(f"{target}: not the customers of {source}, in their order")
    clusters = written["cluster"].to_numpy()
    sizes = np.bincount(clusters)
    if np.count_nonzero(sizes) != k:
        sys.exit(f"{target}: {np.count_nonzero(sizes)} clusters, not {k}")
    total = 0.0
    for values in features.T:
        means = np.bincount(clusters, values) / np.maximum(sizes, 1)
        total += np.square(values - means[clusters]).sum()
    return total


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: inertia.py CUSTOMERS.csv CLUSTERS.csv K")
    print(inertia(sys.argv[1], sys.argv[2], int(sys.argv[3])))
