"""The benchmark's clusters by scikit-learn: Lloyd's or Elkan's k-means in doubles, on all cores."""

import numpy as np
from customers import read_customers, task_from_command_line, write_clusters
from sklearn.cluster import KMeans

task = task_from_command_line()
ids, features = read_customers(task.source, np.float64)
# The features are not used afterwards, so that no copy of them is needed.
kmeans = KMeans(task.k, n_init=task.starts, algorithm=task.algorithm, random_state=0, copy_x=False)
write_clusters(task.target, ids, kmeans.fit(features).labels_)
