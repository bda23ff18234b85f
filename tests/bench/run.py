"""The benchmark: makes the data, sets up the peers, checks that all agree, measures, writes the page.

Called by run.sh, which installs and builds first. All that is measured goes to results.json in the data
folder, from which page.py writes docs/benchmarks.md.
"""

import argparse
import csv
import datetime
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from check import Disagreement, compare
from clusters import measure_clusters
from inputs import REPO, Input, cache, million_customers, million_lines, million_orders, real_file, shop, workbook
from optima import measure_optima
from page import write_page
from perf_profile import profile
from predictions import measure_predictions
from repeat import measure_repeat_models
from tools import (
    PACKAGES, RFMSEG, Tool, all_tools, hyperfine, make_virtual_environment, run_once, workbook_tools,
)  # fmt: skip


def options() -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser = argparse.ArgumentParser(prog="tests/bench/run.sh", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=cache / "rfmseg-bench",
                        help="where data, peers and results live [%(default)s]")  # fmt: skip
    parser.add_argument("--scales", default="1,5,20,100", help="sizes of the shop [%(default)s]")
    parser.add_argument("--real", type=Path, help="the UCI Online Retail CSV [next to the checkout]")
    parser.add_argument("--customers", default="1,10", help="millions of them to cluster [%(default)s]")
    parser.add_argument("--buyers", default="10,100", help="thousands of them to fit models to [%(default)s]")
    parser.add_argument("--only", choices=("loader", "workbooks", "clusters", "models", "predictions"),
                        help="measure this part alone, keep the others as they are")  # fmt: skip
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each command [%(default)s]")
    parser.add_argument("--page", action="store_true", help="only write the page from the last results")
    parsed = parser.parse_args()
    if not re.fullmatch(r"\d+(,\d+)*", parsed.scales):
        parser.error(f"--scales: '{parsed.scales}' is not a list such as 1,5,20")
    if not re.fullmatch(r"\d+(\.\d+)?(,\d+(\.\d+)?)*", parsed.customers):
        parser.error(f"--customers: '{parsed.customers}' is not a list such as 0.5,1,10")
    if not re.fullmatch(r"[1-9]\d*(,[1-9]\d*)*", parsed.buyers):
        parser.error(f"--buyers: '{parsed.buyers}' is not a list such as 10,100")
    if parsed.runs < 2:
        parser.error("--runs: at least 2")
    return parsed


def measure(source: Input, tools: Sequence[Tool], known: list[dict], runs: int, scratch: Path) -> dict:
    """One file with every tool: peak memory and agreement in a first run, then times."""
    print(f"bench: {source.name}: {source.bytes / 1e6:,.0f} MB", flush=True)
    cache(source.path)
    ours = scratch / "ours.csv"
    measured: list[dict] = []
    skipped: list[dict] = []
    commands = {}
    customers: dict = {}
    for tool in tools:
        expected = expected_peak(tool, source, known)
        if expected > memory_available():
            print(f"bench: {tool.name}: skipped, would need {expected / 1e9:.0f} GB of memory")
            skipped.append({"tool": tool.name, "threads": tool.threads, "expected_peak": expected})
            continue
        theirs = ours if not customers else scratch / f"{tool.name}.csv"
        peak, messages = run_once(tool.command(source.path, theirs))
        if not customers:
            customers = count(messages, ours)
        else:
            compare(ours, theirs)
        measured.append({"tool": tool.name, "threads": tool.threads, "peak": peak})
        commands[f"{source.name}: {tool.name}, threads {tool.threads}"] = tool.command(source.path, theirs)
    print(f"bench: {source.name}: all agree on {customers['customers']:,} customers", flush=True)
    for row, times in zip(measured, hyperfine(commands, runs, scratch), strict=True):
        row |= asdict(times)
    return {"name": source.name, "scale": source.scale, "bytes": source.bytes, **customers,
            "tools": measured, "skipped": skipped}  # fmt: skip


def count(messages: str, customers: Path) -> dict:
    """Rows as rfmseg told them, customers and orders as it wrote them."""
    rows = re.search(r"([\d,]+) of ([\d,]+) rows kept", messages)
    if rows is None:
        sys.exit(f"bench: rfmseg did not report how many rows it kept:\n{messages}")
    with customers.open(newline="") as file:
        orders = [int(row["frequency"]) for row in csv.DictReader(file)]
    return {"rows": int(rows[2].replace(",", "")), "customers": len(orders), "orders": sum(orders)}


def expected_peak(tool: Tool, source: Input, known: list[dict]) -> float:
    """From the largest file so far, in proportion to size: what holds the whole file may not fit."""
    peaks = [
        (file["bytes"], row["peak"]) for file in known for row in file["tools"]
        if (row["tool"], row["threads"]) == (tool.name, tool.threads)
    ]  # fmt: skip
    if not peaks:
        return 0
    size, peak = max(peaks)
    return peak * source.bytes / size


def memory_available() -> int:
    kilobytes = re.search(r"MemAvailable: +(\d+)", Path("/proc/meminfo").read_text())
    return int(kilobytes[1]) * 1024 if kilobytes else sys.maxsize


def memory_per_unit(threads: int, data: Path, scratch: Path) -> dict:
    """Bytes for an order and for a customer, each from a million of them."""
    lines, orders, customers = (
        run_once(Tool("rfmseg", threads).command(make(data).path, scratch / "ours.csv"))[0]
        for make in (million_lines, million_orders, million_customers)
    )
    return {"threads": threads, "base": lines, "order": (orders - lines) / 1e6,
            "customer": (customers - orders) / 1e6}  # fmt: skip


def start_up(python: Path, runs: int, scratch: Path) -> dict[str, float]:
    """What it takes each tool to start and do nothing, in seconds."""
    commands = {"rfmseg": [str(RFMSEG), "--version"]}
    commands |= {name: [str(python), "-c", f"import {name}"] for name in ("duckdb", "polars", "pandas")}
    times = hyperfine(commands, runs, scratch)
    return {name: measured.wall for name, measured in zip(commands, times, strict=True)}


def cores_busy(seconds: float = 3) -> float:
    """How many cores work for others while we sleep."""
    def idle_ticks() -> int:
        return sum(map(int, Path("/proc/stat").read_text().split(maxsplit=6)[4:6]))  # idle, iowait

    before = idle_ticks()
    time.sleep(seconds)
    idle = (idle_ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds
    return max(0.0, (os.cpu_count() or 1) - idle)


def machine(python: Path) -> dict:
    def said(*command: str | Path) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    versions = "import importlib.metadata as m, sys; print(*(m.version(p) for p in sys.argv[1:]))"
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return {
        "date": datetime.date.today().isoformat(),
        "cpu": cpu[1] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "busy": cores_busy(),
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}",
        "compiler": said("c++", "--version").splitlines()[0],
        "rfmseg": f"{said(RFMSEG, '--version').split()[-1]} (commit {said('git', '-C', REPO, 'describe', '--always')})",
        "python": said(python, "-c", "import platform; print(platform.python_version())"),
        **dict(zip(PACKAGES, said(python, "-c", versions, *PACKAGES).split(), strict=True)),
    }


def measure_loader(chosen: argparse.Namespace, python: Path, facts: dict, scratch: Path) -> dict:
    found = [real_file(chosen.real, chosen.data)]
    found += [shop(scale, chosen.data) for scale in sorted(map(int, chosen.scales.split(",")))]
    sources = [source for source in found if source]
    if not sources:
        sys.exit("bench: nothing to measure")

    results: dict = {"machine": facts, "runs": chosen.runs, "inputs": []}
    results["start_up"] = start_up(python, chosen.runs, scratch)
    for source in sources:
        tools = all_tools(python)
        results["inputs"].append(measure(source, tools, results["inputs"], chosen.runs, scratch))
    results["memory"] = [memory_per_unit(threads, chosen.data, scratch) for threads in (1, 2)]
    profiled = [source for source in sources if source.scale and source.scale <= 20] or sources
    results["profile"] = profile(profiled[-1], scratch)
    walk = hyperfine({"wc": ["wc", "-l", str(profiled[-1].path)]}, chosen.runs, scratch)[0]
    results["walk"] = {"input": profiled[-1].name, "wall": walk.wall}
    return results


def measure_workbook(chosen: argparse.Namespace, python: Path, facts: dict, scratch: Path) -> dict:
    real = real_file(chosen.real, chosen.data)
    if real is None:
        return {}
    source = workbook(real, chosen.data)
    measured = measure(source, workbook_tools(python), [], chosen.runs, scratch)
    return {"workbook": {"machine": facts, "runs": chosen.runs, **measured}}


def main() -> None:
    chosen = options()
    results_path = chosen.data / "results.json"
    results = json.loads(results_path.read_text()) if results_path.exists() else {}
    if not chosen.page:
        scratch = chosen.data / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        python = make_virtual_environment(chosen.data / "venv")
        facts = machine(python)
        if facts["busy"] > 0.1:
            print("bench: this machine is busy with something else: times will be too long")
        if chosen.only in (None, "loader"):
            results |= measure_loader(chosen, python, facts, scratch)
            results_path.write_text(json.dumps(results, indent=1))
        if chosen.only in (None, "workbooks"):
            results |= measure_workbook(chosen, python, facts, scratch)
            results_path.write_text(json.dumps(results, indent=1))
        if chosen.only in (None, "clusters"):
            sizes = sorted(round(float(millions) * 1e6) for millions in chosen.customers.split(","))
            clusters = measure_clusters(sizes, chosen.data, python, facts, chosen.runs)
            real = real_file(chosen.real, chosen.data)
            clusters["optima"] = measure_optima(real.path, python, scratch) if real else []
            results["clusters"] = clusters
            results_path.write_text(json.dumps(results, indent=1))
        if chosen.only in (None, "models"):
            sizes = sorted(1000 * int(thousands) for thousands in chosen.buyers.split(","))
            results["models"] = measure_repeat_models(sizes, chosen.data, facts, chosen.runs)
            results_path.write_text(json.dumps(results, indent=1))
        if chosen.only in (None, "predictions") and (real := real_file(chosen.real, chosen.data)):
            results["predictions"] = measure_predictions(real, python, facts, scratch)
            results_path.write_text(json.dumps(results, indent=1))
    elif not results:
        sys.exit(f"bench: {results_path}: nothing measured yet (run without --page)")
    print(f"bench: written {write_page(results)}")


if __name__ == "__main__":
    try:
        main()
    except Disagreement as difference:
        sys.exit(f"bench: the tools disagree: {difference}")
    except KeyboardInterrupt:
        sys.exit(130)
