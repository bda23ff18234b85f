"""Writes docs/benchmarks.md from the results: nothing in it is typed by hand but profile.md."""

from pathlib import Path

from clusters_page import clusters_section
from inputs import REPO
from markdown import megabytes, prose, seconds, table
from predictions_page import predictions_section
from repeat_page import repeat_section

PAGE = REPO / "docs/benchmarks.md"
REMARKS = Path(__file__).with_name("profile.md")
THREADS = (1, 2)

INTRODUCTION = """\
# Benchmarks

<!-- Written by tests/bench/run.sh: change tests/bench/page.py, clusters_page.py, repeat_page.py, predictions_page.py
     or profile.md instead. -->

`rfmseg segment` compared with DuckDB, Polars and pandas. Each reads the same CSV of transaction lines, cleans
it, measures recency, frequency and monetary, scores them by quintiles, assigns segments, and writes one
CSV of customers. The outputs are compared customer by customer before anything is timed: money to the
cent, since Polars and pandas sum in floating point here, and everything else exactly.

`rfmseg cluster` against scikit-learn and faiss has its own section: [Clusters](#clusters); so has
`rfmseg clv` against lifetimes and clvkit: [Repeat-buying models](#repeat-buying-models), and `rfmseg predict` against
scikit-learn: [Predictions](#predictions).
"""

METHOD = """\
## How it is measured

- **Whole processes**: from the start of the program to the end, including starting Python and
  importing the peer. The file is in the page cache, read from the disk: a file that was just written in small
  pieces is copied more slowly, which took 0.07 s of 20x for every tool.
- **Wall time** is hyperfine's median, **CPU time** its mean of user and system time, after one run to
  warm up. **Peak memory** is the largest resident set of a run on its own, by GNU time.
- **Ratios** are to DuckDB with as many threads; below 1 is better. pandas uses one thread.
- The peers' programs are in `tests/bench/peers`, each written as its users would for speed: DuckDB with
  typed columns and DECIMAL money, Polars on its streaming engine, pandas reading only the columns it uses.
- `real` is UCI Online Retail. `1x` to `100x` are the invented shop of `tests/shop`, with 4,338 to
  433,800 customers; some of its rows are damaged, as in real exports.
"""

RUN_IT = """\
## Run it

```sh
tests/bench/run.sh                         # everything: 7 GB of data, an idle machine
tests/bench/run.sh --scales 1,5            # small files only
tests/bench/run.sh --only workbooks        # or clusters, models, predictions, loader: the others do not change
tests/bench/run.sh --real online_retail.csv
```

It installs what is missing (Debian packages; the peers into a separate virtual environment), builds,
makes the data, checks, measures, and writes this page. Data and environment live in
`~/.cache/rfmseg-bench`, or in the folder of `--data`, and may be deleted.
"""


def write_page(results: dict) -> Path:
    """The page's path within the project. A half that has no results stays as it is."""
    loader = (
        [goals(results), machine(results), files(results), linearity(results), memory(results),
         profile(results), METHOD]
        if "inputs" in results else part_of_page("## Goals", "## Workbooks")
    )  # fmt: skip
    workbooks = [workbook(results["workbook"])] if "workbook" in results else part_of_page("## Workbooks", "## Clusters")
    clusters = (
        [clusters_section(results["clusters"])] if "clusters" in results else part_of_page("## Clusters", "## Repeat-buying models")
    )
    models = (
        [repeat_section(results["models"])] if "models" in results
        else part_of_page("## Repeat-buying models", "## Predictions")
    )  # fmt: skip
    predictions = (
        [predictions_section(results["predictions"])] if "predictions" in results
        else part_of_page("## Predictions", "## Run it")
    )  # fmt: skip
    PAGE.write_text("\n".join([INTRODUCTION, *loader, *workbooks, *clusters, *models, *predictions, RUN_IT]))
    return PAGE.relative_to(REPO)


def workbook(file: dict) -> str:
    """The table of a workbook, in which ratios are to Polars."""
    facts = file["machine"]
    of = {(row["tool"], row["threads"]): row for row in file["tools"]}
    rows = []
    for row in file["tools"]:
        polars, pandas = of.get(("polars", row["threads"])), of.get(("pandas", 1))
        ratios = [ratio(row, polars, "wall"), ratio(row, pandas, "wall"), ratio(row, polars, "peak")]
        rows.append(
            (row["tool"], str(row["threads"]), seconds(row["wall"]),
             f"{seconds(row['wall_min'])} - {seconds(row['wall_max'])}", seconds(row["cpu"]),
             megabytes(row["peak"]), *("" if part is None else f"{part:.2f}" for part in ratios))
        )  # fmt: skip
    text = "## Workbooks\n\n" + prose(
        f"The same work on UCI Online Retail as an Excel workbook of {file['bytes'] / 1e6:,.0f} MB, {file['rows']:,} "
        "rows, made by libxlsxwriter in constant memory: one sheet of 194 MB of XML. Polars reads it by calamine, pandas "
        "by openpyxl. Wanted: at most a quarter of pandas' wall time, and no more than Polars'. "
        f"{facts['date']}: {facts['cpu']}, {facts['cores']} cores; rfmseg {facts['rfmseg']}, Polars {facts['polars']} with "
        f"fastexcel {facts['fastexcel']}, pandas {facts['pandas']} with openpyxl {facts['openpyxl']}. "
        f"{file['runs']} runs of each command."
    )
    header = ("tool", "threads", "wall", "min - max", "CPU", "peak", "wall ÷ Polars", "wall ÷ pandas", "peak ÷ Polars")
    return text + "\n" + table(header, rows)


def part_of_page(heading: str, next_heading: str) -> list[str]:
    """What the page has from one heading to another, if it has them."""
    _, found, after = PAGE.read_text().partition(f"\n{heading}\n")
    part, ends, _ = after.partition(f"\n{next_heading}\n")
    return [f"{heading}\n{part}"] if found and ends else []


def row_of(results: dict, source: str, tool: str, threads: int) -> dict | None:
    return next(
        (row for file in results["inputs"] if file["name"] == source
         for row in file["tools"] if (row["tool"], row["threads"]) == (tool, threads)),
        None,
    )  # fmt: skip


def ratio(row: dict | None, other: dict | None, key: str) -> float | None:
    return row[key] / other[key] if row and other else None


def scales(results: dict) -> list[dict]:
    return [file for file in results["inputs"] if file["scale"]]


def seconds_per_million(file: dict, row: dict) -> float:
    return row["wall"] / file["rows"] * 1e6


def bound(results: dict, file: dict, threads: int) -> float:
    """The memory that a file's customers and orders may take."""
    cost = next(cost for cost in results["memory"] if cost["threads"] == threads)
    return cost["base"] + cost["order"] * file["orders"] + cost["customer"] * file["customers"]


def goals(results: dict) -> str:
    rows = []

    def goal(text: str, limit: float, threads: int, value: float | None) -> None:
        verdict = "not measured" if value is None else "met" if value <= limit else "**missed**"
        shown = "" if value is None else f"{value:.2f}"
        rows.append((text, str(threads), f"{limit:g}", shown, verdict))

    for source, key, limit, peer in (
        ("real", "wall", 0.25, "DuckDB"),
        ("20x", "wall", 0.25, "DuckDB"),
        ("100x", "wall", 0.25, "DuckDB"),
        ("1x", "wall", 0.5, "Polars"),
        ("5x", "wall", 0.5, "Polars"),
        ("20x", "wall", 0.5, "Polars"),
        ("100x", "wall", 0.5, "Polars"),
        ("20x", "peak", 0.15, "DuckDB"),
    ):
        what = "wall time" if key == "wall" else "peak memory"
        for threads in THREADS:
            ours, theirs = (row_of(results, source, tool, threads) for tool in ("rfmseg", peer.lower()))
            goal(f"{source}: {what} relative to {peer}", limit, threads, ratio(ours, theirs, key))
    walk = results.get("walk")
    for threads in THREADS:
        ours = row_of(results, walk["input"], "rfmseg", threads) if walk else None
        goal("20x: wall time, of counting its lines (`wc -l`)", 3, threads, ratio(ours, walk, "wall"))
    by_name = {file["name"]: file for file in results["inputs"]}
    for threads in THREADS:
        small, large = (row_of(results, source, "rfmseg", threads) for source in ("1x", "100x"))
        growth = None
        if small and large:
            growth = seconds_per_million(by_name["100x"], large) / seconds_per_million(by_name["1x"], small)
        goal("time per row at 100x relative to 1x", 1.15, threads, growth)
    for threads in THREADS:
        large = row_of(results, "100x", "rfmseg", threads)
        part = large["peak"] / bound(results, by_name["100x"], threads) if large else None
        goal("100x: peak memory relative to the expected maximum", 1, threads, part)
    heading = "## Goals\n\nEach goal is a ratio that must not exceed the limit.\n\n"
    return heading + table(("goal", "threads", "limit", "measured", ""), rows)


def machine(results: dict) -> str:
    facts = results["machine"]
    started = ", ".join(f"{tool} {seconds(time)}" for tool, time in results["start_up"].items())
    text = "## Machine\n\n" + prose(
        f"{facts['date']}: {facts['cpu']}, {facts['cores']} cores, {facts['memory'] / 2**30:.0f} GiB; "
        f"{facts['system']}. rfmseg {facts['rfmseg']}, built by {facts['compiler']}; DuckDB "
        f"{facts['duckdb']}, Polars {facts['polars']}, pandas {facts['pandas']} with pyarrow "
        f"{facts['pyarrow']}, Python {facts['python']}. {results['runs']} runs of each command. "
        f"Startup alone takes: {started}."
    )
    if facts["busy"] > 0.1:
        text += "\n" + prose(
            f"**{facts['busy']:.1f} cores were busy with other work when the measurement began: wall "
            "times are too long, most of all with 2 threads; CPU times suffer less.**"
        )
    return text


def files(results: dict) -> str:
    text = "## Time and memory\n"
    for file in results["inputs"]:
        text += (
            f"\n### {file['name']}: {file['bytes'] / 1e6:,.0f} MB, {file['rows']:,} rows, "
            f"{file['customers']:,} customers, {file['orders']:,} orders\n\n"
        )
        rows = []
        for row in file["tools"]:
            duckdb = row_of(results, file["name"], "duckdb", row["threads"])
            ratios = [ratio(row, duckdb, key) for key in ("wall", "cpu", "peak")]
            rows.append(
                (row["tool"], str(row["threads"]), seconds(row["wall"]),
                 f"{seconds(row['wall_min'])} - {seconds(row['wall_max'])}", seconds(row["cpu"]),
                 megabytes(row["peak"]), *("" if part is None else f"{part:.2f}" for part in ratios))
            )  # fmt: skip
        header = ("tool", "threads", "wall", "min - max", "CPU", "peak", "wall ÷", "CPU ÷", "peak ÷")
        text += table(header, rows)
        for row in file["skipped"]:
            text += "\n" + prose(
                f"{row['tool']}, threads {row['threads']}, was skipped: in proportion to the smaller files "
                f"it would need {row['expected_peak'] / 1e9:.0f} GB of memory."
            )
    return text


def linearity(results: dict) -> str:
    tools = [("rfmseg", 1), ("rfmseg", 2), ("duckdb", 1), ("duckdb", 2), ("polars", 2)]
    rows = []
    for file in scales(results):
        measured = [row_of(results, file["name"], *tool) for tool in tools]
        shown = [f"{seconds_per_million(file, row):.3f}" if row else "" for row in measured]
        rows.append((file["name"], f"{file['rows']:,}", *shown))
    heading = "## Time per row\n\nSeconds of wall time per million rows; linear means the same at every size.\n\n"
    header = ("size", "rows", *(f"{tool}, {threads}" for tool, threads in tools))
    return heading + table(header, rows)


def memory(results: dict) -> str:
    text = "## Memory of rfmseg\n\n" + prose(
        "Memory grows with customers and orders and not with rows. What each takes is measured on a file "
        "of a million orders of one customer, less one of a million lines of one order; and on a file of a "
        "million customers with one order each, less the former. Hash tables double when they are full: a "
        "million is just past such a point, so these figures are near the highest."
    )
    text += "\n"
    costs = [
        (str(cost["threads"]), megabytes(cost["base"]), f"{cost['customer']:,.0f}", f"{cost['order']:,.0f}")
        for cost in results["memory"]
    ]
    text += table(("threads", "a million lines", "bytes per customer", "bytes per order"), costs, 0)
    text += "\nExpected maximum and measured memory for each size:\n\n"
    rows = []
    for file in scales(results):
        for threads in THREADS:
            if row := row_of(results, file["name"], "rfmseg", threads):
                rows.append(
                    (file["name"], str(threads), f"{file['customers']:,}", f"{file['orders']:,}",
                     megabytes(bound(results, file, threads)), megabytes(row["peak"]))
                )  # fmt: skip
    return text + table(("size", "threads", "customers", "orders", "allowed", "peak"), rows)


def profile(results: dict) -> str:
    text = "## Where the time goes\n\n"
    found = results["profile"]
    if found:
        text += prose(
            f"`rfmseg segment` on {found['input']} with one thread, sampled by `perf record`; functions "
            "that were inlined count for their callers."
        )
        text += "\n"
        row = row_of(results, found["input"], "rfmseg", 1)
        rows = next(file["rows"] for file in results["inputs"] if file["name"] == found["input"])
        nanoseconds = row["wall"] / rows * 1e9
        text += table(
            ("stage", "share", "ns per row"),
            ((name, f"{share:.1f}%", f"{share / 100 * nanoseconds:.1f}") for name, share in found["stages"].items()),
        )
        text += "\n"
        functions = ((f"`{symbol}`", f"{share:.1f}%") for share, symbol in found["functions"])
        text += table(("function ([k]: in the kernel)", "share"), functions)
        text += "\n"
    return text + REMARKS.read_text()
