"""What is measured: rfmseg and its peers, each as a command line, and how one run is measured."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inputs import REPO

AS_OF = "2011-12-10"  # the day after the last sale, in the real file and in the shop
RFMSEG = REPO / "build/release/rfmseg"
PEERS = Path(__file__).parent / "peers"
# pandas keeps its strings in pyarrow, and reads workbooks by openpyxl; Polars reads them by fastexcel.
PACKAGES = (
    "duckdb", "polars", "pandas", "pyarrow", "fastexcel", "openpyxl", "numpy", "scikit-learn", "faiss-cpu",
)  # fmt: skip


@dataclass(frozen=True)
class Tool:
    name: str
    threads: int
    python: Path | None = None  # none for rfmseg

    def command(self, source: Path, target: Path) -> list[str]:
        if self.python is None:
            return [str(RFMSEG), "segment", str(source), "--as-of", AS_OF, "-o", str(target),
                    "--threads", str(self.threads)]  # fmt: skip
        return [str(self.python), str(PEERS / f"{self.name}_rfm.py"), str(source), str(target), AS_OF,
                str(self.threads)]  # fmt: skip


def all_tools(python: Path) -> list[Tool]:
    """rfmseg comes first: the others are compared with its output."""
    return [
        Tool("rfmseg", 1), Tool("rfmseg", 2), Tool("duckdb", 1, python), Tool("duckdb", 2, python),
        Tool("polars", 1, python), Tool("polars", 2, python), Tool("pandas", 1, python),
    ]  # fmt: skip


def workbook_tools(python: Path) -> list[Tool]:
    """Those that read workbooks. DuckDB's reader is an extension that is downloaded when it is used."""
    return [tool for tool in all_tools(python) if tool.name != "duckdb"]


def make_virtual_environment(folder: Path) -> Path:
    """Its Python, with the current versions of the peers."""
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    print(f"bench: installing {', '.join(PACKAGES)} into {folder}", flush=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--upgrade", *PACKAGES], check=True)
    return python


def run_once(command: Sequence[str]) -> tuple[int, str]:
    """Peak memory in bytes, and standard error. Ends the benchmark when the command fails."""
    # GNU time is a small process: peak memory counts from before the command is loaded.
    timed = ["/usr/bin/time", "--format", "peak %M kB", *command]
    run = subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = re.search(r"peak (\d+) kB\s*$", run.stderr)
    if run.returncode != 0 or peak is None:
        sys.exit(f"bench: failed: {shlex.join(command)}\n{run.stderr}")
    return int(peak[1]) * 1024, run.stderr


@dataclass(frozen=True)
class Times:
    wall: float  # seconds, median
    wall_min: float
    wall_max: float
    cpu: float  # seconds, user and system, mean


def hyperfine(
    commands: Mapping[str, Sequence[str]], runs: int, scratch: Path, warmup: int = 1
) -> list[Times]:
    """The named commands one after another, each warmed up and then run `runs` times."""
    export = scratch / "hyperfine.json"
    named = [part for name, command in commands.items() for part in ("-n", name, shlex.join(command))]
    subprocess.run(
        ["hyperfine", "--shell=none", "--style", "basic", "--warmup", str(warmup), "--runs", str(runs),
         "--export-json", export, *named],
        check=True,
    )  # fmt: skip
    return [
        Times(result["median"], result["min"], result["max"], result["user"] + result["system"])
        for result in json.loads(export.read_text())["results"]
    ]
