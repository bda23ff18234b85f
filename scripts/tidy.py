#!/usr/bin/env python3
"""Runs clang-tidy over the library and the commands, a folder at a time: scripts/tidy.py BUILD_FOLDER.

The sources of a folder are put into one, so that headers are read once for all of them: with all checks that is several
times quicker. It has to be their text: what is included the static analyzer passes over.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'#include "(/.*)"')
POSITION = re.compile(r"^(?P<file>[^\s:]+):(?P<line>\d+):(?=\d+: (?:warning|error|note))", re.M)


class Folder:
    """The sources of a folder as one, and where each line comes from."""

    def __init__(self, entry, place):
        unity = pathlib.Path(entry["file"])
        self.sources = [pathlib.Path(path) for path in INCLUDE.findall(unity.read_text())]
        self.sources = [path for path in self.sources if ROOT / "src" in path.parents]
        self.file = place / (unity.stem + ".cpp")
        self.lines = []
        text = []
        for source in self.sources:
            lines = source.read_text().splitlines()
            self.lines += [(source, number) for number in range(1, len(lines) + 1)]
            text += lines
        self.file.write_text("\n".join(text) + "\n")
        arguments = shlex.split(entry["command"])[1:]
        # Neither where the object goes nor what a sanitizer adds is of interest.
        self.flags = [each for each in arguments[: arguments.index("-o")] if not each.startswith("-fsanitize")]

    def origin(self, match):
        if pathlib.Path(match["file"]) != self.file:
            return match[0]
        source, number = self.lines[int(match["line"]) - 1]
        return f"{source.relative_to(ROOT)}:{number}:"

    def check(self):
        """The output of clang-tidy; empty if all is well."""
        command = ["clang-tidy-14", "--quiet", str(self.file), "--", *self.flags]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        # Of its second stream only what stopped it counts: it counts findings in system headers there.
        trouble = run.stderr if run.returncode != 0 and not run.stdout.strip() else ""
        return POSITION.sub(self.origin, run.stdout + trouble)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    place = build / "tidy"
    place.mkdir(exist_ok=True)
    entries = json.loads((build / "compile_commands.json").read_text())
    # Not what the tests compile again.
    folders = [Folder(each, place) for each in entries if re.search("/CMakeFiles/.*/Unity/unity_src", each["file"])
               and "/tests/" not in each["file"]]
    folders = sorted((each for each in folders if each.sources), key=lambda each: -len(each.lines))
    seen = {source for each in folders for source in each.sources}
    missed = [path for path in ROOT.glob("src/**/*.cpp") if path not in seen]
    if missed:
        sys.exit(f"tidy: not in a unity build: {', '.join(map(str, missed))}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        findings = "".join(workers.map(Folder.check, folders))
    if findings:
        sys.exit(findings)
    print(f"tidy: nothing found in {len(seen)} sources")


if __name__ == "__main__":
    main()
