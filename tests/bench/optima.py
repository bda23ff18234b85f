"""How good the clusters of the real file are: with every seed against the best inertia known, and their
figures of quality against scikit-learn's.
"""

import json
import subprocess
from pathlib import Path

from clusters import FREE_OPENBLAS, said
from inputs import REPO
from tools import PEERS, RFMSEG

SEEDS = range(1, 11)
AS_OF = "2011-12-11"  # as the reference results have it
REFERENCE = REPO / "../shared/oracle/online_retail_clusters.json"


def measure_optima(real: Path, python: Path, scratch: Path) -> list[dict]:
    """For each k the seeds' worst excess over the best known, and the largest relative difference of the
    three figures; nothing without the reference results."""
    if not REFERENCE.exists():
        print("bench: no reference clusters next to the checkout, so optima are skipped")
        return []
    customers = scratch / "real_customers.csv"
    rfmseg("rfm", real, "--as-of", AS_OF, "-o", customers)
    return [
        measure_k(customers, reference, python, scratch)
        for reference in json.loads(REFERENCE.read_text())["quality"]
    ]  # fmt: skip


def measure_k(customers: Path, reference: dict, python: Path, scratch: Path) -> dict:
    k = reference["k"]
    ours = [clustering(customers, k, seed) for seed in SEEDS]
    clusters = scratch / "clusters.csv"
    rfmseg("cluster", customers, "--k", k, "--seed", SEEDS[0], "-o", clusters)
    quality = [*FREE_OPENBLAS, str(python), str(PEERS / "quality.py"), str(customers), str(clusters)]
    theirs = json.loads(said(quality))
    return {
        "k": k,
        "known": reference["inertia"],
        "excess": max(found["inertia"] for found in ours) / reference["inertia"] - 1,
        "difference": max(abs(ours[0][name] / theirs[name] - 1) for name in theirs),
    }


def clustering(customers: Path, k: int, seed: int) -> dict:
    said_all = rfmseg("analyze", customers, "--k", k, "--seed", seed, "--format", "json")
    return json.loads(said_all)["clustering"]


def rfmseg(*arguments: object) -> str:
    command = [str(RFMSEG), *map(str, arguments), "-q"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
