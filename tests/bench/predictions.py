"""Predictions: rfmseg predict and scikit-learn, with the same features, models, parameters and folds.

peers/sklearn_predict.py makes the features anew with pandas. Each run draws other folds: the page has the
means of measures, and the medians of times.
"""

import json
import re
import shlex
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from inputs import Input
from tools import PEERS, RFMSEG

SPLIT = "2011-09-09"
PEER = str(PEERS / "sklearn_predict.py")
THREADS = 2
SEEDS = (1, 2, 3)
MEASURES = {"returns": ("accuracy", "roc_auc"), "spend": ("mae", "rmse")}


def measure_predictions(source: Input, python: Path, machine: dict, scratch: Path) -> dict:
    """All that the page's section on predictions says."""
    peer = [str(python), "-B", PEER]
    runs: dict = {"rfmseg": [], "scikit-learn": []}
    found: dict = {"rfmseg": [], "scikit-learn": []}
    for seed in SEEDS:
        print(f"bench: predictions, folds of seed {seed}", flush=True)
        ours = scratch / "predictions.json"
        commands = {
            "rfmseg": rfmseg(source, "--seed", str(seed), "--format", "json", "-o", str(ours)),
            "scikit-learn": [*peer, "judge", str(source.path), SPLIT, str(seed)],
        }
        for tool, command in commands.items():
            said, times = timed(command)
            runs[tool].append(times)
            found[tool].append(measures_of(json.loads(ours.read_text())) if tool == "rfmseg" else json.loads(said))
        first, second = (found[tool][-1] for tool in commands)
        for key in ("customers_at_split", "came_back"):
            if first[key] != second[key]:
                sys.exit(f"bench: {key} are {first[key]}, and {second[key]} for scikit-learn")
    return {"machine": machine, "split": SPLIT, "threads": THREADS, "seeds": len(SEEDS),
            "customers": found["rfmseg"][0]["customers_at_split"], "came_back": found["rfmseg"][0]["came_back"],
            "models": means(found), "times": {tool: medians(times) for tool, times in runs.items()},
            "weights": [weights(kind, source, peer, scratch) for kind in ("lasso", "ridge")]}  # fmt: skip


def rfmseg(source: Input, *options: str) -> list[str]:
    return [str(RFMSEG), "predict", str(source.path), "--split", SPLIT, "--threads", str(THREADS), "-q", *options]


def timed(command: Sequence[str]) -> tuple[str, dict]:
    """What it says, and how long it takes: in seconds, with all its processes."""
    run = subprocess.run(["/usr/bin/time", "--format", "%e %U %S", *command], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    times = re.search(r"([\d.]+) ([\d.]+) ([\d.]+)\s*$", run.stderr)
    if run.returncode != 0 or times is None:
        sys.exit(f"bench: failed: {shlex.join(command)}\n{run.stderr}")
    wall, user, system = map(float, times.groups())
    return run.stdout, {"wall": wall, "cpu": user + system}


def medians(runs: list[dict]) -> dict:
    walls = [run["wall"] for run in runs]
    return {"wall": statistics.median(walls), "wall_min": min(walls), "wall_max": max(walls),
            "cpu": statistics.median(run["cpu"] for run in runs)}  # fmt: skip


def measures_of(output: dict) -> dict:
    """What rfmseg says, as the peer says it."""
    result = {key: output[key] for key in ("customers_at_split", "came_back")}
    for contest in output["contests"]:
        result[contest["target"]] = {model["model"]: model for model in contest["models"]}
    return result


def means(found: dict) -> list[dict]:
    """Of the models that both have, each measure of both."""
    rows = []
    for target, names in MEASURES.items():
        for model in found["scikit-learn"][0][target]:
            for measure in names:
                mean = {tool: statistics.fmean(one[target][model][measure] for one in all_) for tool, all_ in found.items()}
                rows.append({"target": target, "model": model, "measure": measure, **mean})
    return rows


def weights(kind: str, source: Input, peer: list[str], scratch: Path) -> dict:
    """A linear model of spend saved by rfmseg, compared with scikit-learn's with the same alpha."""
    path = scratch / "prediction_model.json"
    timed(rfmseg(source, "--target", "spend", "--model", kind, "--save-model", str(path), "-o", str(scratch / "predictions.txt")))
    model = json.loads(path.read_text())
    (fitted,) = model["models"]
    alpha, values = fitted["parameters"].split()[2].rstrip(","), fitted["parameters"].split()[-1]
    said, _ = timed([*peer, "weights", str(source.path), SPLIT, kind, alpha, values])
    theirs = json.loads(said)
    features = [feature["name"] for feature in model["features"]]
    ours = dict(zip(features, fitted["model"]["weights"], strict=True))
    if ours.keys() != theirs.keys():
        sys.exit(f"bench: features are {list(ours)}, and {list(theirs)} for scikit-learn")
    largest = max(map(abs, theirs.values()))
    return {"model": kind, "parameters": fitted["parameters"], "features": len(ours), "largest": largest,
            "difference": max(abs(ours[name] - theirs[name]) for name in ours)}  # fmt: skip
