#!/usr/bin/env python3
"""Plants small faults in a copy of the sources, one at a time, and looks whether a test fails.

The faults are those of the *.toml files next to this script; a file's name is that of a stage. Takes
names of stages and parts of faults' names: only these are planted. --list names them, --check looks
whether each can still be planted in the working tree; neither plants any.
The copy is in build/mutation; the working tree is only read. Ends with 1 if a fault is not noticed or
cannot be planted, and with 2 if the suite fails without any.
"""

import argparse
import collections
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutation"
COPY = WORK / "source"
BUILD = COPY / "build" / "dev"
TARGETS = ["rfmseg_tests", "rfmseg_cli", "make_shop"]
# Need programs that are not built here.
NOT_RUN = "^(Kernels|CsvDifferential|WorkbookDifferential)$"
# In seconds: what a fault may make endless ends here. Whole tests take a few.
TEST_LIMIT = 120
SUITE_LIMIT = 1200

NOTICED, TIMED_OUT = "noticed", "timed out"  # the good outcomes
SURVIVED, STALE, NOT_COMPILED = "SURVIVED", "STALE", "DOES NOT COMPILE"


@dataclasses.dataclass
class Fault:
    stage: str
    name: str
    file: str
    before: str
    after: str
    tests: str


def all_faults():
    return [
        Fault(path.stem, **fault)
        for path in sorted(pathlib.Path(__file__).parent.glob("*.toml"))
        for fault in tomllib.loads(path.read_text())["fault"]
    ]


def chosen(faults, wanted):
    def matches(fault):
        return any(name == fault.stage or name.lower() in fault.name.lower() for name in wanted)

    return [fault for fault in faults if not wanted or matches(fault)]


def run(command, limit=None):
    """The exit code and what was written; no exit code after `limit` seconds."""
    with subprocess.Popen(
        command, cwd=COPY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=limit)
            return process.returncode, output
        except BaseException as stopped:
            os.killpg(process.pid, 15)
            output, _ = process.communicate()
            if isinstance(stopped, subprocess.TimeoutExpired):
                return None, output
            raise


def copy_sources():
    """Brings the copy up to date and leaves what is the same alone, so that little is built anew."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    files = {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    for path in COPY.rglob("*"):
        name = path.relative_to(COPY)
        if name.parts[0] != "build" and path.is_file() and str(name) not in files:
            path.unlink()
    for name in files:
        here, there = ROOT / name, COPY / name
        if there.is_file() and there.read_bytes() == here.read_bytes():
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(here.read_bytes())
        there.chmod(here.stat().st_mode)
    # Reference data is next to a checkout.
    data = WORK / "shared"
    if (ROOT.parent / "shared").is_dir() and not data.exists():
        data.symlink_to(ROOT.parent / "shared")


def build():
    return run(["cmake", "--build", "--preset", "dev", "-j2", "--target", *TARGETS])


def failing_test(selection, first_only=True):
    """The first test that fails, and whether it did so by taking too long; nothing if all pass."""
    command = ["ctest", "--test-dir", str(BUILD), "-j2", "--timeout", str(TEST_LIMIT), *selection]
    code, output = run(command + ["--stop-on-failure"] * first_only, SUITE_LIMIT)
    if code is None:
        return "the whole suite", True
    if code == 0:
        return None
    failed = re.search(r"^\t\s*\d+ - (.+?)(?:  # .*)? \((\w[^)]*)\)$", output, re.MULTILINE)
    if not failed:
        raise SystemExit(f"mutate: ctest ends with {code}:\n{output[-2000:]}")
    return failed[1], failed[2] == "Timeout"


def sources(root, place):
    """The file, or those in the folder."""
    path = root / place
    return [path] if path.is_file() else sorted(path.rglob("*.[ch]pp"))


def occurrences(root, fault):
    """How often the text that the fault replaces is there."""
    return sum(path.read_text().count(fault.before) for path in sources(root, fault.file))


def judge(fault):
    """What becomes of the fault, and the test that noticed it or what else there is to say."""
    times = occurrences(COPY, fault)
    if times != 1:
        return STALE, f"`before` occurs {times} times"
    found = [path for path in sources(COPY, fault.file) if fault.before in path.read_text()]
    path, source = found[0], found[0].read_text()
    try:
        path.write_text(source.replace(fault.before, fault.after))
        code, output = build()
        if code != 0:
            errors = re.findall(r"error: .*", output)
            return NOT_COMPILED, errors[0] if errors else output[-300:]
        failed = failing_test(["-R", fault.tests, "-E", NOT_RUN])
        elsewhere = ""
        if failed is None:
            failed = failing_test(["-E", f"{fault.tests}|{NOT_RUN}"])
            elsewhere = ", which is not where it was looked for"
    finally:
        path.write_text(source)
    if failed is None:
        return SURVIVED, ""
    test, too_long = failed
    return (TIMED_OUT, f"{test}, after {TEST_LIMIT} s") if too_long else (NOTICED, test + elsewhere)


def prepare(faults):
    copy_sources()
    print("mutate: builds the copy in build/mutation", flush=True)
    code, output = run(["cmake", "--preset", "dev"])
    if code == 0:
        code, output = build()
    if code != 0:
        sys.exit(f"mutate: the copy cannot be built:\n{output[-3000:]}")
    for fault in faults:
        if "No tests were found" in run(["ctest", "--test-dir", str(BUILD), "-N", "-R", fault.tests])[1]:
            sys.exit(f"mutate: {fault.name}: no test is called {fault.tests}")
    print("mutate: runs the suite without a fault", flush=True)
    if failed := failing_test(["-E", NOT_RUN]):
        print(f"mutate: {failed[0]} fails without a fault")
        sys.exit(2)


def print_table(faults, outcomes):
    print(f"\n{'stage':<10} {'faults':>6} {'noticed':>7}")
    for stage in dict.fromkeys(fault.stage for fault in faults):
        tally = collections.Counter(
            outcome in (NOTICED, TIMED_OUT)
            for fault, outcome in zip(faults, outcomes) if fault.stage == stage
        )
        print(f"{stage:<10} {tally.total():>6} {tally[True]:>7}")
    noticed = sum(outcome in (NOTICED, TIMED_OUT) for outcome in outcomes)
    print(f"{'all':<10} {len(faults):>6} {noticed:>7}")
    for fault, outcome in zip(faults, outcomes):
        if outcome not in (NOTICED, TIMED_OUT):
            print(f"{outcome}: {fault.stage}: {fault.name}")
    return noticed == len(faults)


def main():
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__.splitlines()[0])
    parser.add_argument("wanted", nargs="*", metavar="STAGE|NAME", help="only these faults")
    parser.add_argument("--list", action="store_true", help="name the faults and plant none")
    parser.add_argument("--check", action="store_true", help="look for those that cannot be planted")
    arguments = parser.parse_args()
    faults = chosen(all_faults(), arguments.wanted)
    if not faults:
        sys.exit("mutate: no such fault")
    if arguments.list:
        for fault in faults:
            print(f"{fault.stage}: {fault.name} ({fault.file})")
        return
    if arguments.check:
        stale = [fault for fault in faults if occurrences(ROOT, fault) != 1]
        for fault in stale:
            print(f"{STALE}: {fault.stage}: {fault.name}: `before` does not occur once in {fault.file}")
        sys.exit(1 if stale else 0)
    prepare(faults)
    outcomes = []
    for number, fault in enumerate(faults, 1):
        start = time.monotonic()
        outcome, detail = judge(fault)
        outcomes.append(outcome)
        print(
            f"[{number}/{len(faults)}] {fault.stage}: {fault.name}: {outcome}"
            f"{': ' + detail if detail else ''} ({time.monotonic() - start:.0f} s)",
            flush=True,
        )
    if not print_table(faults, outcomes):
        sys.exit(1)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
