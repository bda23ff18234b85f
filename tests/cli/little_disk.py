#!/usr/bin/env python3
"""Runs rfmseg with little disk, few open files and small files: all of its output appears, or an error and nothing.

    tests/cli/little_disk.py build/release/rfmseg

Small disks are file systems in memory, which only root may mount; the limits of a process need no permission.
"""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile

from analyses import SAMPLE, arguments

KIBIBYTE = 1024


def run(binary, folder, options, limit=None, temporary=None):
    def set_limit():
        if limit:
            resource.setrlimit(limit[0], (limit[1], limit[1]))

    return subprocess.run(
        [binary, *options],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary or folder)},
        capture_output=True,
        preexec_fn=set_limit,
    )


def check(done, label, folder, whole):
    """Whether the run came through."""
    found = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    if done.returncode == 0:
        assert found == whole, f"{label}: ended with 0 and {sorted(found)}"
        return True
    assert done.returncode == 1, f"{label}: ended with {done.returncode}: {done.stderr.decode()}"
    assert b"rfmseg: error: " in done.stderr, f"{label}: says nothing"
    assert b"[ERROR]" not in done.stderr, f"{label}: a library prints {done.stderr.decode()}"
    assert not found, f"{label}: left {sorted(found)}"
    return False


def sweep(binary, name, options, whole, steps):
    """Runs with each limit; the smallest must be too small, and the largest enough."""
    came_through = []
    for limit in steps:
        with tempfile.TemporaryDirectory() as scratch:
            done = run(binary, scratch, options, limit)
            came_through.append(check(done, f"{name} {limit}", pathlib.Path(scratch), whole))
    assert came_through[-1] and not came_through[0], f"{name}: {came_through}"
    return len(came_through)


def small_disks(folder):
    """Mounts a disk of each size in turn; none where that is not permitted."""
    for size in (*range(60, 300, 12), 2000):
        options = ["-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder]
        mounted = subprocess.run(["mount", *options], capture_output=True)
        if mounted.returncode != 0:
            print(f"little_disk: no small disks: {mounted.stderr.decode().strip()}")
            return
        try:
            yield size
        finally:
            subprocess.run(["umount", folder], check=True)


def sweep_disks(binary, options, whole):
    """Writes a file to small disks, with its temporary files."""
    runs = 0
    with tempfile.TemporaryDirectory() as scratch:
        for size in small_disks(scratch):
            done = run(binary, scratch, options)
            came_through = check(done, f"{options[-1]} on a disk of {size} KiB", pathlib.Path(scratch), whole)
            assert came_through or size < 2000, "the largest disk is too small"
            runs += 1
    return runs


def sweep_temporary_disks(binary, options, whole):
    """Writes to standard output, with temporary files on small disks."""
    runs = 0
    with tempfile.TemporaryDirectory() as disk, tempfile.TemporaryDirectory() as folder:
        for size in small_disks(disk):
            done = run(binary, folder, options, temporary=disk)
            label = f"TMPDIR of {size} KiB: ended with {done.returncode} and {len(done.stdout)} bytes"
            if done.returncode == 0:
                assert done.stdout == whole, label
            else:
                assert done.returncode == 1 and b"rfmseg: error: " in done.stderr and not done.stdout, label
            assert done.returncode == 0 or size < 2000, "the largest disk is too small"
            assert not os.listdir(disk), f"{label}: left {os.listdir(disk)}"
            runs += 1
    return runs


def run_without_proc(binary, options, whole):
    """Without /proc no file is without a name; hidden ones do it."""
    with tempfile.TemporaryDirectory() as folder:
        hide = "mount -t tmpfs tmpfs /proc && exec \"$@\""
        done = run("unshare", folder, ["--mount", "sh", "-c", hide, "sh", binary, *options])
        if b"permission denied" in done.stderr or b"not permitted" in done.stderr:
            print("little_disk: /proc cannot be hidden here")
            return 0
        assert check(done, "without /proc", pathlib.Path(folder), whole)
    return 1


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        reference = pathlib.Path(scratch)
        workbook = [*arguments(4), "--format", "xlsx"]
        segments = ["segment", str(SAMPLE), "-q"]
        subprocess.run([binary, *workbook, "-o", "x.xlsx"], cwd=reference, check=True)
        subprocess.run([binary, *segments, "-o", "s.csv"], cwd=reference, check=True)
        whole = {name: (reference / name).read_bytes() for name in ("x.xlsx", "s.csv")}
        book, table = {"x.xlsx": whole["x.xlsx"]}, {"s.csv": whole["s.csv"]}
    runs = 0
    runs += sweep_disks(binary, [*workbook, "-o", "x.xlsx"], book)
    runs += sweep_disks(binary, [*segments, "-o", "s.csv"], table)
    runs += sweep_temporary_disks(binary, workbook, whole["x.xlsx"])
    runs += run_without_proc(binary, [*workbook, "-o", "x.xlsx"], book)
    files = [(resource.RLIMIT_NOFILE, number) for number in (*range(5, 20), 64)]
    sizes = [(resource.RLIMIT_FSIZE, size * KIBIBYTE) for size in (1, 5, 10, 15, 20, 25, 30, 40, 80, 160, 640)]
    runs += sweep(binary, "open files", [*workbook, "-o", "x.xlsx"], book, files)
    runs += sweep(binary, "size of files", [*workbook, "-o", "x.xlsx"], book, sizes)
    runs += sweep(binary, "size of files", [*segments, "-o", "s.csv"], table, sizes)
    print(f"little_disk: {runs} runs gave all of their output or an error")


if __name__ == "__main__":
    main()
