#!/usr/bin/env python3
"""Writes the files of docs/library.md's example to a folder: scripts/library-example.py FOLDER"""
import pathlib
import re
import sys

page = (pathlib.Path(__file__).parent.parent / "docs/library.md").read_text()
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, text in re.findall(r"^(?:.* )?`(\S+)`:\n\n```\w+\n(.*?)^```", page, re.M | re.S):
    (folder / name).write_text(text)
