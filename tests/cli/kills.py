#!/usr/bin/env python3
"""Kills rfmseg analyze --out at random moments and looks at what is left.

    tests/cli/kills.py build/release/rfmseg [KILLS] [SEED]

The folder has all files of the earlier analysis or all of the new one, whole. Nothing else is left; where the kill
came while files were getting their names, a hidden folder, which the next run removes.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from analyses import Analyses


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    seen, hidden = {"old": 0, "new": 0}, 0
    with tempfile.TemporaryDirectory() as scratch:
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
