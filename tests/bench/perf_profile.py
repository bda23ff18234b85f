"""Where rfmseg's time goes: functions by their share of the samples that perf takes of one thread."""

import re
import subprocess
from pathlib import Path

from inputs import Input
from tools import Tool

# The first that matches names the stage. perf does not see functions that were inlined: their time
# counts for the caller.
STAGES = (
    ("kernel: reading the file, giving memory", r"^\[k\]"),
    ("csv: the index of blocks", r"store_with_avx2|store_with_avx512|store_portably|store_exactly|FieldIndex"),
    ("csv: rows that are not plain (fast-cpp-csv-parser)", r"rfmseg::(RowReader|remove_quotes)|\bio::"),
    ("csv: reading blocks, encoding", r"rfmseg::(CsvFile|ByteSource|TextSource|ascii_prefix|utf8)"),
    ("load: plain rows, dates, numbers, ids", r"rfmseg::(Transaction|NotedText|parse_|multiply|without_decimals|are_digits|plain_id|Timestamp|TimeParts|Decimal)"),
    ("clean: judging, ledger", r"rfmseg::(judge|Ledger|CleaningRun|CleaningWorker)|CleaningRun::read"),
    ("rfm: customers and orders", r"Customer(Aggregator|Totals|Index)|IdIndex|OrderSet|MeasuringSink|rfmseg::(Amount|to_word|same_text)|absl"),
    ("C library: memcmp, memmove, memchr, ...", r"_avx|_sse|_erms|_evex|malloc|_int_free|cfree|^\[\.\] (mem|str)"),
)
OTHER = "the rest: scores, segments, output"


def profile(source: Input, scratch: Path) -> dict | None:
    """Shares in percent, by stage and for the top functions; nothing where perf may not sample."""
    record = scratch / "perf.data"
    command = Tool("rfmseg", 1).command(source.path, scratch / "profiled.csv")
    run = subprocess.run(
        ["perf", "record", "--quiet", "-e", "cpu-clock", "-F", "4000", "-o", record, *command],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    if run.returncode != 0:
        print(f"bench: no profile: {run.stderr.strip()} (try sysctl kernel.perf_event_paranoid=1)")
        return None
    report = subprocess.run(
        ["perf", "report", "--stdio", "--sort", "symbol", "-i", record],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ).stdout  # fmt: skip
    functions = [
        (float(share), symbol.strip())
        for share, symbol in re.findall(r"^ +([\d.]+)%  (\[.\] .+?)(?:  +-.*)?$", report, re.MULTILINE)
    ]
    stages = dict.fromkeys([name for name, _ in STAGES] + [OTHER], 0.0)
    for share, symbol in functions:
        stages[stage_of(symbol)] += share
    return {"input": source.name, "stages": stages, "functions": functions[:15]}


def stage_of(symbol: str) -> str:
    return next((name for name, pattern in STAGES if re.search(pattern, symbol)), OTHER)
