"""Models of repeat buying: rfmseg clv, lifetimes and clvkit, on the same purchases.

The log-likelihood of all parameters is computed by one program, peers/repeat_models.py.
"""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from inputs import CDNOW, REPO, Input, buyers
from tools import PEERS, RFMSEG, hyperfine, run_once

PACKAGES = ("lifetimes", "clvkit", "numpy", "scipy", "pandas")
FIT_MODELS = REPO / "build/release/tests/fit_models"
MODELS = ("bg-nbd", "mbg-nbd", "pareto-nbd")
LAST_DAY, SPLIT = "1997-09-30", "1997-10-01"
LONG = 20  # seconds: what takes longer is timed once


@dataclass(frozen=True)
class Fitter:
    name: str  # rfmseg, or a library
    models: tuple[str, ...] = MODELS
    threads: int = 1

    def command(self, python: Path, model: str, source: Input, holdout: bool, target: Path) -> list[str]:
        if self.name != "rfmseg":
            return [str(python), str(PEERS / "repeat_models.py"), self.name, model, str(source.path), LAST_DAY]
        period = ["--split", SPLIT] if holdout else ["--as-of", SPLIT]
        return [str(RFMSEG), "clv", str(source.path), "--model", model, *period, "--zero-amounts", "keep",
                "--draws", "0", "--format", "json", "-o", str(target), "-q", "--threads", str(self.threads)]  # fmt: skip


FITTERS = (
    Fitter("rfmseg"), Fitter("rfmseg", threads=2), Fitter("lifetimes"), Fitter("clvkit", ("bg-nbd", "mbg-nbd")),
)  # fmt: skip


def make_environment(folder: Path) -> Path:
    """Its Python, with the peers: apart from those of other parts, whose numpy may be another."""
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    print(f"bench: installing {', '.join(PACKAGES)} into {folder}", flush=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def measure_repeat_models(sizes: list[int], data: Path, machine: dict, runs: int) -> dict:
    """All that the page's section on these models says."""
    python = make_environment(data / "venv-repeat")
    versions = "import importlib.metadata as m, sys; print(*(m.version(p) for p in sys.argv[1:]))"
    facts = machine | dict(zip(PACKAGES, said([str(python), "-c", versions, *PACKAGES]).split(), strict=True))
    sources = [(buyers(size, data), False) for size in sizes]
    if CDNOW.exists():
        sources.insert(0, (Input("CDNOW", CDNOW), True))
    inputs = [measure(*source, model, python, runs, data / "scratch") for source in sources for model in MODELS]
    return {"machine": facts, "runs": runs, "inputs": inputs}


def measure(source: Input, holdout: bool, model: str, python: Path, runs: int, scratch: Path) -> dict:
    """Every tool in turn: memory, parameters and likelihood of a first run, then times."""
    print(f"bench: {source.name}, {model}", flush=True)
    target = scratch / "clv.json"
    tools = []
    for tool in FITTERS:
        if model not in tool.models:
            continue
        command = tool.command(python, model, source, holdout, target)
        begin = time.monotonic()
        peak, _ = run_once(command)
        timed = 1 if time.monotonic() - begin > LONG else runs
        if tool.name == "rfmseg":
            fit = json.loads(target.read_text())["repeat_model"]
            if fit["no_dropout"] or fit["one_rate"] or fit["one_dropout"]:
                sys.exit(f"bench: rfmseg fitted a limit of {model} to {source.path}")
            parameters = [one["value"] for one in fit["parameters"]]
            fits = said([str(FIT_MODELS), model, str(source.path), str(tool.threads), str(runs)])
        else:
            fitted = [json.loads(said(command)) for _ in range(timed)]
            parameters = fitted[0]["parameters"]
            fits = " ".join(str(one["seconds"]) for one in fitted)
        likelihood = said([str(python), str(PEERS / "repeat_models.py"), "likelihood", model, str(source.path),
                           LAST_DAY, *map(repr, parameters)])  # fmt: skip
        name = f"{source.name}, {model}: {tool.name}, threads {tool.threads}"
        (times,) = hyperfine({name: command}, timed, scratch, warmup=0)
        tools.append({"tool": tool.name, "threads": tool.threads, "peak": peak, "fit": statistics.median(map(float, fits.split())),
                      "likelihood": float(likelihood), "runs": timed, **asdict(times)})  # fmt: skip
    return {"input": source.name, "model": model, "tools": tools}


def said(command: list[str]) -> str:
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(f"bench: failed: {' '.join(command)}")
    return run.stdout
