#!/usr/bin/env python3
"""Kills rfmseg analyze --out and segment --save-run at random moments and looks at what is left.

    tests/cli/kills.py build/release/rfmseg [KILLS] [SEED]

The folder has all files of the earlier analysis or all of the new one, whole. Nothing else is left; where the kill
came while files were getting their names, a hidden folder, which the next run removes.

A run is recorded in the store after its files have appeared: a run with the files of an earlier one is never seen. Where
the kill came between the two, the same command records the run, and writes the same files.
"""

import collections
import contextlib
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from analyses import ONE_THREAD, SAMPLE, Analyses, files_in


class Runs:
    """Two runs of segment --save-run as of two dates, with -o and --segments-dir."""

    def __init__(self, binary, scratch):
        self.binary = binary
        self.folder = pathlib.Path(scratch) / "runs"
        self.folder.mkdir()
        self.run("ingest", str(SAMPLE), "--store", "shop.db", "-q")
        self.run(*self.command("2011-11-01"))
        self.old = self.outputs(self.folder)
        copy = pathlib.Path(scratch) / "new-run"
        shutil.copytree(self.folder, copy)
        began = time.monotonic()
        self.run(*self.command("2011-12-01"), folder=copy)
        self.takes = time.monotonic() - began
        self.new = self.outputs(copy)
        assert self.old != self.new and self.recorded(copy) == {"2011-11-01", "2011-12-01"}

    def run(self, *arguments, folder=None):
        subprocess.run([self.binary, *arguments], cwd=folder or self.folder, check=True, stderr=subprocess.DEVNULL)

    @staticmethod
    def command(day):
        return ["segment", "--store", "shop.db", "--as-of", day, "--save-run", "-q", "-o", "segments.csv",
                "--segments-dir", "lists", *ONE_THREAD]

    @staticmethod
    def outputs(folder):
        """The content of each output, without the time when the lists were made."""
        lists = {name: content for name, content in files_in(folder / "lists").items() if name.endswith(".csv")}
        return (folder / "segments.csv").read_bytes(), lists

    @staticmethod
    def recorded(folder):
        with contextlib.closing(sqlite3.connect(folder / "shop.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            runs = {day: customers for day, customers in database.execute(
                "SELECT substr(as_of, 1, 10), (SELECT count(*) FROM run_customer WHERE run = number) FROM run")}
        assert all(runs.values()), f"a run without customers: {runs}"
        return set(runs)

    def kill(self, folder):
        """The outcome: 'old', 'new', or 'files' where they are new and the run is not recorded."""
        shutil.copytree(self.folder, folder)
        process = subprocess.Popen([self.binary, *self.command("2011-12-01")], cwd=folder)
        time.sleep(self.takes * random.uniform(0.4, 1.2))
        process.kill()
        process.wait()
        table, lists = self.outputs(folder)
        is_recorded = "2011-12-01" in self.recorded(folder)
        assert lists in (self.old[1], self.new[1]), f"lists of two runs: {sorted(lists)}"
        assert table in (self.old[0], self.new[0]), "half a table"
        all_new = (table, lists) == self.new
        assert all_new or not is_recorded, "a new run with old files"
        if is_recorded:
            return "new"
        self.run(*self.command("2011-12-01"), folder=folder)
        assert self.outputs(folder) == self.new and "2011-12-01" in self.recorded(folder), "not recovered"
        assert not [name for name in os.listdir(folder) if ".rfmseg-" in name and name.startswith(".lists")]
        return "files" if all_new else "old"


def kill_runs(binary, scratch, kills):
    runs = Runs(binary, scratch)
    seen = collections.Counter(runs.kill(pathlib.Path(scratch) / f"run-{kill}") for kill in range(kills))
    print(f"kills of --save-run: {seen['old']} left the earlier run, {seen['new']} the new one, {seen['files']} new files "
          "of a run that the next command recorded")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    seen, hidden = {"old": 0, "new": 0}, 0
    with tempfile.TemporaryDirectory() as scratch:
        kill_runs(binary, scratch, kills)
        analyses = Analyses(binary, scratch)
        began = time.monotonic()
        subprocess.run([binary, *analyses.NEW, "--out", "timed"], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        takes = time.monotonic() - began
        for kill in range(kills):
            folder = pathlib.Path(scratch) / str(kill)
            folder.mkdir()
            analyses.lay_out(folder)
            command = [binary, *analyses.NEW, "--out", "out", "-o", "report.txt"]
            process = subprocess.Popen(command, cwd=folder)
            time.sleep(takes * random.uniform(0.2, 1.4))
            process.kill()
            process.wait()
            seen[analyses.which(folder / "out")] += 1
            left = {name for name in os.listdir(folder) if not name.startswith(".out.rfmseg-")}
            assert left == {"out", "report.txt"}, f"kill {kill} left {left}"
            assert (folder / "report.txt").read_bytes() in (analyses.old_text, analyses.new_text)
            if len(os.listdir(folder)) > 2:
                hidden += 1
                subprocess.run(command, cwd=folder, check=True)
                assert analyses.which(folder / "out") == "new"
                assert set(os.listdir(folder)) == {"out", "report.txt"}, "the next run left a hidden folder"
    print(
        f"kills: {kills} kills left {seen['old']} old and {seen['new']} new analyses, all whole; "
        f"{hidden} hidden folders, which the next run removed"
    )


if __name__ == "__main__":
    main()
