#!/usr/bin/env python3
"""Runs rfmseg where memory and threads are scarce, with names and keys that are far too many or too long, and
stops it while a library works: it does its work, or says what is missing and ends with 1 or 2.

    tests/cli/limits.py build/release/rfmseg SOURCE
"""

import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

BINARY, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SAMPLE = SOURCE / "data/sample_retail.csv"
NOBODY = 65534


def run(*arguments, limits=(), user=None, cwd=None):
    def restrict():
        for what, most in limits:
            resource.setrlimit(what, (most, most))
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)

    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, preexec_fn=restrict)


def scarce_memory(folder):
    """Each run does all or says that it cannot."""
    if run("--version", limits=[(resource.RLIMIT_AS, 1 << 30)]).returncode != 0:
        print("limits: memory is not tried: a sanitizer needs more")
        return
    outcomes = set()
    whole = run("analyze", SAMPLE, "-q", "--threads", 4, "--report", folder / "whole.html", cwd=folder)
    expected = (folder / "whole.html").read_bytes().replace(b"whole.html", b"")
    for megabytes in [*range(24, 72), 100, 200, 400]:
        report = folder / "report.html"
        report.unlink(missing_ok=True)
        got = run("analyze", SAMPLE, "-q", "--threads", 4, "--report", report,
                  limits=[(resource.RLIMIT_AS, megabytes << 20)], cwd=folder)
        if "error while loading shared libraries" in got.stderr or got.returncode == 127:
            continue  # the program did not even start
        assert got.returncode in (0, 1), f"{megabytes} MB: {got.returncode} {got.stderr}"
        if got.returncode == 0:
            assert got.stdout == whole.stdout, f"{megabytes} MB: another result"
            assert report.read_bytes().replace(b"report.html", b"") == expected, f"{megabytes} MB: another page"
        else:
            assert "memory" in got.stderr or "threads" in got.stderr, f"{megabytes} MB: {got.stderr}"
            assert not report.exists(), f"{megabytes} MB: a page of a failed run"
            assert not got.stdout, f"{megabytes} MB: a result of a failed run"
        outcomes.add(got.returncode)
    assert 0 in outcomes, "memory was always scarce"
    if 1 not in outcomes:
        print("limits: memory was never scarce here")


def few_threads(folder):
    """As many threads as the system allows are enough."""
    user = NOBODY if os.getuid() == 0 else None
    expected = run("segment", SAMPLE, "-q", "--threads", 4).stdout
    probe = run("--version", user=user) if reachable(user) else None
    if probe is None or probe.returncode != 0:
        print("limits: threads are not tried: another user cannot run this binary")
        return
    got = run("segment", SAMPLE, "-q", "--threads", 4, limits=[(resource.RLIMIT_NPROC, 1)], user=user)
    assert (got.returncode, got.stdout) == (0, expected), got.stderr


def reachable(user):
    """Whether another user may enter all folders of the binary and the sample."""
    return user is None or all(
        parent.stat().st_mode & 0o1 for path in (BINARY, SAMPLE) for parent in path.parents
    )


def many_names(folder):
    """Text and page of `diff` grow with segments, not with their square."""
    def sizes(segments):
        for name, letter in (("before", "s"), ("after", "t")):
            rows = "".join(f"{i},1,1,5,{letter}{i * 7 % segments}\n" for i in range(2 * segments))
            (folder / f"{name}.csv").write_text("customer_id,recency,frequency,monetary,segment\n" + rows)
        got = run("diff", folder / "before.csv", folder / "after.csv", "-q", "--report", folder / "diff.html")
        assert got.returncode == 0, got.stderr
        return len(got.stdout), (folder / "diff.html").stat().st_size

    few, many = sizes(1000), sizes(2000)
    assert many[0] < 1_000_000 and many[1] < 12_000_000, many
    assert all(more < 2.2 * less for less, more in zip(few, many)), (few, many)


def deep_keys(folder):
    """Keys of many parts are refused before the TOML library takes a level of the stack for each."""
    (folder / "deep.toml").write_text(".".join(["a"] * 200_000) + " = 1\n")
    (folder / "deep.json").write_text("[" * 500_000)
    for option in ("--config", "--scheme", "--layout"):
        got = run("segment", SAMPLE, option, folder / "deep.toml")
        assert got.returncode == 2 and "1000 dots" in got.stderr, f"{option}: {got.returncode} {got.stderr}"
    for command in ("segment", "predict"):
        got = run(command, SAMPLE, "--model", folder / "deep.json")
        assert got.returncode == 2 and "is not valid JSON" in got.stderr, f"{command}: {got.returncode} {got.stderr}"


def stopped_in_a_library(folder):
    """Trees are grown by a library that knows nothing of signals: the program ends a second later all the same."""
    arguments = ["predict", SAMPLE, "--folds", "20", "--model", "forest", "-o", folder / "out.txt"]
    process = subprocess.Popen([BINARY, *map(str, arguments)], stderr=subprocess.DEVNULL)
    time.sleep(0.4)
    assert process.poll() is None, "ended before it could be stopped"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 130
    assert not (folder / "out.txt").exists()


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for check in (scarce_memory, few_threads, many_names, deep_keys, stopped_in_a_library):
            check(folder)
    print("limits: scarce memory and threads, many names, deep keys and signals do no harm")


if __name__ == "__main__":
    main()
