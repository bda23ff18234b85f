#!/usr/bin/env python3
"""Lets every system call of rfmseg fail once, and kills it at each one that publishes files.

    tests/cli/faults.py build/release/rfmseg [all]

Of system calls that are made often, 40 fail, evenly spread; with `all` every one, which takes minutes. A run whose
call has failed ends with 0 and all of its output, or with an error message and 1; every output is then the old or the
new one, whole, and nothing else is left. Needs strace and the permission to trace.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from analyses import ONE_THREAD, SAMPLE, Analyses, files_in

FAILURES = {
    "write": "ENOSPC",
    "read": "EIO",
    "pread64": "EIO",
    "openat": "EMFILE",
    "fsync": "EIO",
    "linkat": "EIO",
    "rename": "EIO",
    "renameat2": "EIO",
    "mkdir": "EACCES",
    "lseek": "EIO",
    "close": "EIO",
    "unlink": "EACCES",
    "rmdir": "EACCES",
}
MOST_FAILURES = 40
NOTES = b"of somebody else\n"
PUBLISHING = ["linkat", "rename", "renameat2", "fsync", "unlink", "rmdir", "mkdir", "fchmod"]
# The calls after whose failure something is left: those that would remove it.
REMOVING = ("unlink", "rmdir")


def strace(command, folder, log, *options):
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}  # its own tracing cannot work in here
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", log, *options, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=120,
    )


class Case:
    """A command, and the files that it replaces in a folder."""

    def __init__(self, name, binary, arguments, lay_out, outputs, failures=tuple(FAILURES), kills=tuple(PUBLISHING)):
        self.name, self.command = name, [binary, *arguments]
        self.failures, self.kills = failures, kills
        self.lay_out, self.outputs = lay_out, outputs  # name to a function of its path: 'old' or 'new'

    def run(self, inject):
        """The exit code, the message, and what each output is."""
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch) / "work"
            folder.mkdir()
            self.lay_out(folder)
            call = inject.split(":")[0]
            done = strace(self.command, folder, "/dev/null", "-e", f"trace={call}", "-e", f"inject={inject}")
            states = {name: which(folder / name) for name, which in self.outputs.items()}
            left = sorted(set(os.listdir(folder)) - set(self.outputs))
            return done.returncode, done.stderr.decode(), states, left

    def count_calls(self):
        """How often each system call is made: before the sample is opened, and in all."""
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch) / "work"
            folder.mkdir()
            self.lay_out(folder)
            log = pathlib.Path(scratch) / "log"
            names = ",".join(sorted({*FAILURES, *PUBLISHING}))
            strace(self.command, folder, log, "-e", f"trace={names}").check_returncode()
            main = None
            before, counts, started = {}, {}, False
            for line in log.read_text(errors="replace").splitlines():
                process, call = re.match(r"(\d+) +(?:<\.\.\. )?(\w+)", line).groups()
                main = main or process
                started = started or str(SAMPLE) in line
                if process != main or "resumed>" in line:
                    continue
                counts[call] = counts.get(call, 0) + 1
                if not started:
                    before[call] = counts[call]
            return before, counts


def check_failure(case, call, number):
    code, message, states, left = case.run(f"{call}:error={FAILURES[call]}:when={number}")
    label = f"{case.name}: {call} number {number} fails with {FAILURES[call]}: exit code {code}, {states}: {message}"
    assert code in (0, 1), label
    assert code == 0 or "rfmseg: error: " in message, label
    assert code == 1 or set(states.values()) == {"new"}, label
    assert code == 1 or call not in ("write", "fsync"), label
    assert not left or call in REMOVING, f"{label} left {left}"
    return code


def check_fallback(case, fault):
    """What a file system cannot do is done in another way."""
    code, message, states, left = case.run(fault)
    assert (code, set(states.values()), left) == (0, {"new"}, []), f"{case.name}: {fault}: {message}{states}{left}"
    return code


def check_kill(case, call, number):
    code, _, _, left = case.run(f"{call}:signal=SIGKILL:when={number}")
    assert code in (-9, 137), f"{case.name}: {call} number {number}: ended with {code}"
    # For the next run to remove, and, where a file was to be replaced, for nobody: between two calls.
    assert len(left) <= 1 and all(".rfmseg-" in name for name in left), f"{case.name}: killed at {call}: left {left}"
    return code


def file_state(old, new):
    def which(path):
        content = path.read_bytes()
        assert content in (old, new), f"{path.name} is neither the old nor the new one"
        return "old" if content == old else "new"

    return which


def file_case(name, binary, arguments, scratch):
    """A command with -o FILE."""
    folder = pathlib.Path(scratch) / name
    folder.mkdir()
    subprocess.run([binary, *arguments, "-o", "file"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    new, old = (folder / "file").read_bytes(), b"of last night\n"
    return Case(
        name,
        binary,
        [*arguments, "-o", "file"],
        lambda folder: (folder / "file").write_bytes(old),
        {"file": file_state(old, new)},
    )


def folder_state(old, new):
    def which(path):
        found = files_in(path)
        assert found in (old, new), f"{path.name} has files of two runs: {sorted(found)}"
        return "old" if found == old else "new"

    return which


def lists_case(binary, scratch):
    """A file for each segment, of which one had customers only before."""
    folder = pathlib.Path(scratch) / "lists-case"
    folder.mkdir()
    command = lambda day: ["segment", str(SAMPLE), "-q", "--as-of", day, "--segments-dir", "lists", *ONE_THREAD]
    for name, day in (("old", "2011-02-01"), ("new", "2011-12-01")):
        (folder / name).mkdir()
        subprocess.run([binary, *command(day), "-o", "table.csv"], cwd=folder / name, check=True, stderr=subprocess.DEVNULL)
    old, new = (files_in(folder / name / "lists") for name in ("old", "new"))
    tables = [(folder / name / "table.csv").read_bytes() for name in ("old", "new")]

    def lay_out(work):
        shutil.copytree(folder / "old" / "lists", work / "lists")
        (work / "table.csv").write_bytes(tables[0])

    return Case(
        "segment --segments-dir",
        binary,
        [*command("2011-12-01"), "-o", "table.csv"],
        lay_out,
        {"lists": folder_state(old, new), "table.csv": file_state(*tables)},
    )


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    if shutil.which("strace") is None:
        print("skipped: strace is not installed")
        return
    probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    if probe.returncode != 0:
        print(f"skipped: strace may not trace here: {probe.stderr.decode().strip()}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        analyses = Analyses(binary, scratch)
        into_folder = [*analyses.NEW, "--out", "out", "-o", "report.txt"]
        report = file_state(analyses.old_text, analyses.new_text)
        cases = [
            Case("analyze", binary, into_folder, analyses.lay_out, {"out": analyses.which, "report.txt": report}),
            # Here files are exchanged one by one.
            Case(
                "analyze next to notes",
                binary,
                into_folder,
                lambda folder: (analyses.lay_out(folder), (folder / "out" / "notes.txt").write_bytes(NOTES)),
                {"out": lambda path: analyses.which(path, {"notes.txt": NOTES}), "report.txt": report},
                failures=("linkat", "rename", "renameat2", "mkdir", "fsync"),
                kills=(),
            ),
            lists_case(binary, scratch),
            file_case("fit", binary, ["fit", str(SAMPLE), "-q", "--k", "4", *ONE_THREAD], scratch),
            file_case(
                "diff",
                binary,
                ["diff", str(SAMPLE), "-q", "--as-of", "2011-06-01", "--as-of", "2011-09-01", *ONE_THREAD],
                scratch,
            ),
        ]
        # File systems that cannot exchange two names in one step, and one that cannot have the folder renamed.
        tasks = [(check_fallback, cases[0], f"renameat2:error={error}") for error in ("EINVAL", "EBUSY:when=1")]
        for case in cases:
            before, counts = case.count_calls()
            for call, count in counts.items():
                numbers = range(before.get(call, 0) + 1, count + 1)
                if call in case.failures:
                    step = 1 if "all" in sys.argv else max(1, len(numbers) // MOST_FAILURES)
                    tasks += [(check_failure, case, call, number) for number in numbers[::step]]
                if call in case.kills:
                    tasks += [(check_kill, case, call, number) for number in numbers]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            codes = list(pool.map(lambda task: task[0](*task[1:]), tasks))
    print(
        f"faults: {len(codes)} runs: {codes.count(0)} came through, {codes.count(1)} ended with an error, "
        f"{len(codes) - codes.count(0) - codes.count(1)} were killed; nothing was lost"
    )


if __name__ == "__main__":
    main()
