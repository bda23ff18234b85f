#!/usr/bin/env python3
"""Stops rfmseg with SIGINT, SIGTERM and SIGHUP, and looks at what it leaves.

    tests/cli/interrupt.py build/release/rfmseg [MOMENTS]

A command that is stopped while it waits for more input ends with exit code 130, leaves the folder as it was, names
itself in the summary, and an ingested store has nothing of the file that was being read.

Then each command gets a signal at MOMENTS moments of its run: it ends within a second, with the message of an
interrupted run, or had ended before.
"""

import itertools
import json
import os
import pathlib
import random
import shutil
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


# Commands for the sweep of moments; each ends in files of the folder alone.
SHOP, STORE = "shop.csv", "store.db"
EVERY_COMMAND = [
    ["inspect", SHOP, "-o", "out.txt"],
    ["analyze", SHOP, "--out", "out", "-o", "out.txt"],
    ["analyze", SHOP, "--k", "auto", "--k-by", "gap", "--stability", "50", "-o", "out.txt"],
    ["analyze", SHOP, "--with", "cohorts,trend", "-o", "out.xlsx"],
    ["clean", SHOP, "-o", "out.csv", "--rejects", "rejects.csv"],
    ["rfm", SHOP, "-o", "out.csv"],
    ["segment", SHOP, "-o", "out.csv", "--segments-dir", "lists"],
    ["segment", "--store", STORE, "--save-run", "-o", "out.csv"],
    ["cluster", SHOP, "--k", "auto", "--k-by", "silhouette", "-o", "out.csv"],
    ["cluster", SHOP, "--k", "30", "--starts", "2000", "-o", "out.csv"],
    ["audience", SHOP, "--segment", "champions", "--for", "plain", "-o", "out.csv"],
    ["fit", SHOP, "-o", "model.json"],
    ["explain", SHOP, "--customer", "7@example.org", "-o", "out.txt"],
    ["cohort", SHOP, "--report", "out.html", "-o", "out.txt"],
    ["trend", SHOP, "--report", "out.html", "-o", "out.txt"],
    ["validate", SHOP, "-o", "out.txt"],
    ["clv", SHOP, "--report", "out.html", "-o", "out.txt"],
    ["predict", SHOP, "-o", "out.txt"],
    ["diff", SHOP, "--as-of", "2011-03-01", "--as-of", "2011-09-01", "--report", "out.html", "-o", "out.txt"],
    ["ingest", "--store", STORE, "more.csv"],
    ["store", "check", "--store", STORE],
    ["store", "remove", SHOP, "--store", STORE],
    ["history", "--store", STORE, "--customer", "7@example.org", "-o", "out.csv"],
    ["runs", "--store", STORE, "-o", "out.csv"],
]
LONGEST = 3.0  # seconds of a run that are swept


def write_shop(path, first, orders):
    with path.open("w") as file:
        file.write(HEADER)
        for order in range(first, first + orders):
            customer = order * 7919 % 997 if order % 3 else order % 60
            month = 1 + order * 31 % (1 + customer * 5 % 12)  # some customers are long gone
            for line in range(3):
                file.write(f"{order},S{line},{1 + order % 4},2011-{month:02}-{1 + order * 13 % 28:02} 10:00,"
                           f"{order % 40}.50,{customer}@example.org\n")


def sweep(binary, arguments, template, moments, draw):
    """Sends a signal at each moment; returns how many runs it stopped."""
    def start(folder):
        shutil.copytree(template, folder)
        return subprocess.Popen([binary, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        process = start(pathlib.Path(scratch) / "timed")
        try:
            process.communicate(timeout=LONGEST)
            assert process.returncode == 0, f"{arguments}: exit code {process.returncode}"
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        takes = time.monotonic() - began
        stopped = 0
        for moment in range(moments):
            folder = pathlib.Path(scratch) / str(moment)
            process = start(folder)
            time.sleep(takes * (moment + draw.random()) / moments)
            process.send_signal((signal.SIGINT, signal.SIGTERM)[moment % 2])
            sent = time.monotonic()
            _, error = process.communicate(timeout=20)
            waited = time.monotonic() - sent
            label = f"{' '.join(arguments)}, signal {moment + 1} of {moments}"
            assert process.returncode in (0, 130, -signal.SIGINT, -signal.SIGTERM), f"{label}: {process.returncode}"
            assert waited < 1.7, f"{label}: ended after {waited:.1f} s"
            if process.returncode != 130:
                continue  # it was at its end, or not even begun
            stopped += 1
            assert b"rfmseg: error: interrupted" in error, f"{label}: {error.decode()}"
            if b"nothing was written" in error:
                left = set(os.listdir(folder)) - set(os.listdir(template)) - {STORE + "-wal", STORE + "-shm"}
                assert not left, f"{label}: left {sorted(left)}"
            shutil.rmtree(folder)
        assert stopped or takes < 0.3, f"{arguments}: no signal came in time"
        return stopped


def sweep_all(binary, moments):
    draw = random.Random(20111209)
    with tempfile.TemporaryDirectory() as scratch:
        template = pathlib.Path(scratch) / "template"
        template.mkdir()
        write_shop(template / SHOP, 1, 12_000)
        write_shop(template / "more.csv", 12_001, 4_000)
        for arguments in (["ingest", SHOP], ["segment", "--save-run", "-o", "-"]):
            subprocess.run([binary, *arguments, "--store", STORE, "-q"], cwd=template, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stopped = [sweep(binary, arguments, template, moments, draw) for arguments in EVERY_COMMAND]
    print(f"interrupt: of {moments * len(EVERY_COMMAND)} runs of {len(EVERY_COMMAND)} commands {sum(stopped)} were stopped "
          "at any moment, within a second")


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
    wanted = b"nothing of the last file was added" if arguments[0] == "ingest" else b"nothing was written"
    assert b"rfmseg: error: interrupted; " + wanted in error, f"{label}: {error.decode()}"
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
    sweep_all(binary, int(sys.argv[2]) if len(sys.argv) > 2 else 4)


if __name__ == "__main__":
    main()
