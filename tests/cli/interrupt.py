#!/usr/bin/env python3
"""Stops rfmseg with SIGINT, SIGTERM and SIGHUP while it waits for more input, and looks at what it leaves.

    tests/cli/interrupt.py build/release/rfmseg

A command that is stopped ends with exit code 130, leaves the folder as it was, names itself in the
summary, and an ingested store has nothing of the file that was being read.
"""

import itertools
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HEADER = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
ROWS = "".join(
    f"{order},A,1,2011-01-{1 + order % 28:02} 10:00,{order}.50,{order % 50}\n" for order in range(1, 20_000)
)
COMMANDS = [
    ["analyze", "--out", "out", "-o", "analysis.txt", "--report", "report.html"],
    ["clean", "-o", "clean.csv", "--rejects", "rejects.csv"],
    ["rfm", "-o", "customers.csv"],
    ["segment", "-o", "segments.csv"],
    ["cluster", "-o", "clusters.csv"],
    ["fit", "-o", "model.json"],
    ["ingest", "--store", "shop.db"],
]


def wait_for(condition, process):
    for _ in range(2000):
        if condition():
            return
        assert process.poll() is None, f"ended by itself with {process.returncode}"
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def has_begun_to_write(process, folder):
    """Whether it has a file in the folder open that has no name yet, or a hidden one."""
    try:
        opened = [os.readlink(entry.path) for entry in os.scandir(f"/proc/{process.pid}/fd")]
    except OSError:
        return False
    return any(name.startswith((f"{folder}/#", f"{folder}/.rfmseg-")) for name in opened)


def stop(binary, arguments, number, folder, ends):
    """Runs until all that was sent has been taken, and stops it there, where `ends` with its input's
    end at the same moment, as when a whole pipeline is stopped."""
    before = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    process = subprocess.Popen(
        [binary, *arguments, "--summary", "../summary.jsonl"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write((HEADER + ROWS).encode())
    process.stdin.flush()
    if arguments[0] != "ingest":
        wait_for(lambda: has_begun_to_write(process, folder), process)
    time.sleep(0.05)
    process.send_signal(signal.SIGSTOP)
    process.send_signal(number)
    if ends:
        process.stdin.close()
        process.stdin = None
    process.send_signal(signal.SIGCONT)
    out, error = process.communicate(timeout=20)
    label = f"{arguments[0]} after {signal.Signals(number).name}"
    assert process.returncode == 130, f"{label}: exit code {process.returncode}: {error.decode()}"
    assert out == b"", f"{label}: wrote {out[:100]}"
    left = set(os.listdir(folder)) - set(before) - {"shop.db"}
    assert not left, f"{label}: left {sorted(left)}"
    for name, content in before.items():
        assert name == "shop.db" or (folder / name).read_bytes() == content, f"{label}: changed {name}"
    summary = json.loads((folder.parent / "summary.jsonl").read_text().splitlines()[-1])
    assert (summary["command"], summary["exit_code"], summary["outputs"]) == (arguments[0], 130, [])


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    for arguments in COMMANDS:
        for number, ends in itertools.product((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), (False, True)):
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(scratch) / "work"
                folder.mkdir()
                # An earlier night's files stay.
                for option, name in zip(arguments[1:], arguments[2:]):
                    if option in ("-o", "--report", "--rejects"):
                        (folder / name).write_text("of last night\n")
                stop(binary, arguments, number, folder, ends)
                if arguments[0] != "ingest":
                    continue
                # What was stopped can be done again, and then it is in the store once.
                for expected in ("19,999 rows added", "skipped"):
                    again = subprocess.run(
                        [binary, *arguments],
                        cwd=folder,
                        input=(HEADER + ROWS).encode(),
                        stderr=subprocess.PIPE,
                        check=True,
                    )
                    assert expected in again.stderr.decode(), again.stderr.decode()
    print(f"interrupt: {len(COMMANDS)} commands end and clean up after all signals")


if __name__ == "__main__":
    main()
