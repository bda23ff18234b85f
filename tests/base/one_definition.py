#!/usr/bin/env python3
"""Checks that no two types have one name.

    tests/base/one_definition.py SOURCE_FOLDER

Two different types of the same name and namespace, each in a source or header that no file includes together with the
other, compile and link, and then one of them is destroyed by the destructor of the other.
"""

import collections
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1]).resolve()
FOLDERS = ("src", "include", "tests")
LINE = re.compile(
    r"namespace (?:(?P<opens>[\w:]+) )?\{$|\}  // namespace(?: [\w:]+)?$"
    r"|(?:struct|class|union|enum(?: class)?) (?:\[\[.*?\]\] )?(?P<type>[\w:]+)(?: final)?(?: :.*)?[^;]*\{", re.A)  # fmt: skip


def types_of(text):
    """Namespace and name of each type that is defined at namespace scope; formatted sources have such at the margin."""
    spaces = []
    for line in text.split("\n"):
        found = LINE.match(line)
        if found is None:
            continue
        if found["type"]:
            if None not in spaces:
                yield "::".join([*spaces, found["type"]])
        elif line.startswith("namespace"):
            spaces.append(found["opens"])
        else:
            spaces.pop()


def main():
    defined = collections.defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.[hc]pp")):
            for name in types_of(path.read_text()):
                defined[name].append(path.relative_to(SOURCE))
    if len(defined) < 100:
        sys.exit(f"one_definition: only {len(defined)} types found in {SOURCE}")
    twice = {name: files for name, files in defined.items() if len(files) > 1}
    for name, files in twice.items():
        print(f"{name} is defined in {' and in '.join(map(str, files))}")
    sys.exit(1 if twice else 0)


main()
