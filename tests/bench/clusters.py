"""The clustering half: k-means of lists of customers by rfmseg, scikit-learn and faiss.

The inertia of all is worked out from the files that they write, by peers/inertia.py.
"""

import json
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from check import Disagreement
from inputs import Input, customer_list
from tools import PEERS, RFMSEG, hyperfine, run_once

NUMBERS_OF_CLUSTERS = (4, 8)
STARTS = 10
SAME_INERTIA = 1e-6  # as a share
LONG = 60  # seconds: what takes longer is timed once

# These hold OpenBLAS to the kernels of some processor. A peer shall choose those of this one.
FREE_OPENBLAS = ("env", "-u", "OPENBLAS_CORETYPE", "-u", "OPENBLAS_L2_SIZE")
KERNELS = """
import json, pathlib, numpy, sklearn.cluster, faiss, threadpoolctl
print(json.dumps({pathlib.Path(found["filepath"]).parent.name.split(".")[0]: found["architecture"]
                  for found in threadpoolctl.threadpool_info() if found["internal_api"] == "openblas"}))
"""


@dataclass(frozen=True)
class Clusterer:
    name: str
    program: str = ""  # of peers/; none for rfmseg
    algorithm: str = ""

    def command(self, python: Path, source: Path, target: Path, k: int) -> list[str]:
        if not self.program:
            return [str(RFMSEG), "cluster", str(source), "--k", str(k), "--starts", str(STARTS),
                    "--threads", str(os.cpu_count()), "-o", str(target)]  # fmt: skip
        return [*FREE_OPENBLAS, str(python), str(PEERS / self.program), str(source), str(target), str(k),
                str(STARTS), self.algorithm]  # fmt: skip


CLUSTERERS = (
    Clusterer("rfmseg"),
    Clusterer("scikit-learn, Lloyd", "sklearn_kmeans.py", "lloyd"),
    Clusterer("scikit-learn, Elkan", "sklearn_kmeans.py", "elkan"),
    Clusterer("faiss", "faiss_kmeans.py", "lloyd"),
)


def measure_clusters(sizes: Sequence[int], data: Path, python: Path, machine: dict, runs: int) -> dict:
    """All that the page's section on clusters says."""
    scratch = data / "scratch"
    inputs = [
        measure(customer_list(size, data), size, k, python, runs, scratch)
        for size in sizes for k in NUMBERS_OF_CLUSTERS
    ]  # fmt: skip
    kernels = json.loads(said([*FREE_OPENBLAS, str(python), "-c", KERNELS]))
    return {"machine": machine, "runs": runs, "starts": STARTS, "kernels": kernels, "inputs": inputs}


def measure(source: Input, size: int, k: int, python: Path, runs: int, scratch: Path) -> dict:
    """Every tool in turn: peak memory and inertia of a first run, then times."""
    print(f"bench: {source.name}, k = {k}", flush=True)
    tools = []
    for tool in CLUSTERERS:
        target = scratch / "clusters.csv"
        command = tool.command(python, source.path, target, k)
        start = time.monotonic()
        peak, messages = run_once(command)
        timed = 1 if time.monotonic() - start > LONG else runs
        inertia = float(said([str(python), str(PEERS / "inertia.py"), str(source.path), str(target), str(k)]))
        if not tool.program:
            confirm(inertia, messages)
        # The first run has warmed up.
        (times,) = hyperfine({f"{source.name}, k = {k}: {tool.name}": command}, timed, scratch, warmup=0)
        tools.append({"tool": tool.name, "peak": peak, "inertia": inertia, "runs": timed, **asdict(times)})
    return {"customers": size, "k": k, "tools": tools}


def confirm(inertia: float, messages: str) -> None:
    """rfmseg says what its clusters have: the same features, then, as the others'."""
    told = re.search(r"inertia (\d+\.?\d*)", messages)
    if told is None or not math.isclose(float(told[1]), inertia, rel_tol=SAME_INERTIA):
        raise Disagreement(f"the inertia of rfmseg's clusters is {inertia}, and it said:\n{messages}")


def said(command: Sequence[str]) -> str:
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(f"bench: failed: {' '.join(command)}")
    return run.stdout
