"""Silhouette, Calinski-Harabasz and Davies-Bouldin by scikit-learn, of clusters that rfmseg wrote, as JSON.

    quality.py CUSTOMERS.csv CLUSTERS.csv

Not a peer, but it runs where they do.
"""

import json
import sys

import numpy as np
import polars as pl
from customers import read_customers
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score

if len(sys.argv) != 3:
    sys.exit("usage: quality.py CUSTOMERS.csv CLUSTERS.csv")
_, features = read_customers(sys.argv[1], np.float64)
clusters = pl.read_csv(sys.argv[2], columns=["cluster"])["cluster"].to_numpy()
figures = {
    "silhouette": silhouette_score,
    "calinski_harabasz": calinski_harabasz_score,
    "davies_bouldin": davies_bouldin_score,
}
print(json.dumps({name: float(figure(features, clusters)) for name, figure in figures.items()}))
