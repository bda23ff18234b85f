"""The benchmark's clusters by faiss: k-means in floats, on all cores.

All is as faiss has it by default (25 iterations of each start, from random customers), except that it looks
at all customers rather than at a sample of 256 for each cluster.
"""

import faiss
import numpy as np
from customers import read_customers, task_from_command_line, write_clusters

task = task_from_command_line()
ids, features = read_customers(task.source, np.float32)
kmeans = faiss.Kmeans(
    features.shape[1], task.k, nredo=task.starts, seed=0, max_points_per_centroid=len(features)
)
kmeans.train(features)
_, nearest = kmeans.index.search(features, 1)
write_clusters(task.target, ids, nearest.ravel())
