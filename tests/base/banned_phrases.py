#!/usr/bin/env python3
"""Holds texts and comments to the words of docs/style.md.

    tests/base/banned_phrases.py SOURCE_FOLDER [FILE...]

Looks for the phrases of banned_phrases.toml in the strings of src and include, which messages and help are made of, in
documents, schemes, layouts and scripts, and in comments. With files, only in these. Code is not text: what documents have
in backticks and code blocks is skipped, and so is a string without a blank. Exceptions are for the sentences that are right;
one that is not needed is an error, too.
"""

import pathlib
import re
import sys
import tomllib

SOURCE = pathlib.Path(sys.argv[1]).resolve()
TEXTS = ("README.md", "CHANGELOG.md", "docs/*.md", "docs/*.json", "data/*/*.toml", "scripts/*", "cmake/*.cmake", "CMakeLists.txt")
SOURCES = ("src/**/*.cpp", "src/**/*.hpp", "include/**/*.hpp")
TOKEN = re.compile(r"""//(?P<line>[^\n]*)|/\*(?P<block>.*?)\*/|(?:u8)?R"(?P<end>\w*)\((?P<raw>.*?)\)(?P=end)"
                      |"(?P<text>(?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)+'|^[ \t]*\#[ \t]*include[^\n]*""", re.S | re.M | re.X)


def units_of_source(text):
    """(line, kind, text) of each string, with those that the compiler joins, and of each block of comments."""
    units = []
    end = 0
    for token in TOKEN.finditer(text):
        if token["line"] is not None or token["block"] is not None:
            kind, words = "comment", (token["line"] if token["line"] is not None else token["block"]).lstrip("/!<")
        elif token["text"] is not None or token["raw"] is not None:
            kind, words = "text", token["text"] if token["text"] is not None else token["raw"]
        else:
            continue
        between = text[end:token.start()]
        joins = units and units[-1][1] == kind and not between.strip() and (kind == "text" or between.count("\n") < 2)
        if joins:
            units[-1][2] += (" " if kind == "comment" else "") + words
        else:
            units.append([text.count("\n", 0, token.start()) + 1, kind, words])
        end = token.end()
    for unit in units:
        unit[2] = re.sub(r"\\n", " ", unit[2]) if unit[1] == "text" else re.sub(r"`[^`\n]*`", "`", unit[2])
    return units


def units_of_page(text):
    """Paragraphs, items and rows of a document, without code."""
    units, fenced, begins = [], False, True
    for number, line in enumerate(text.split("\n"), 1):
        fence = line.startswith("```")
        fenced = fenced != fence
        if fence or fenced or begins and line.startswith("    "):
            begins = True
            continue
        words = line.strip()
        if begins or not words or re.match(r"[-*|#]|\d+\. ", words):
            units.append([number, "text", ""])
        units[-1][2] += " " + words
        begins = not words
    for unit in units:
        unit[2] = re.sub(r"`[^`]*`|\]\([^)]*\)", "`", unit[2])
    return units


def units_of_lines(text):
    """Blocks of comments and lines of a script, a build file or TOML."""
    units = []
    for number, line in enumerate(text.split("\n"), 1):
        comment = line.lstrip().startswith("#")
        if comment and units and units[-1][1] and units[-1][3] == number - 1:
            units[-1][2] += " " + line.strip().lstrip("#")
            units[-1][3] = number
        else:
            units.append([number, comment, line.strip().lstrip("#"), number])
    return [[number, "text", re.sub(r"`[^`]*`", "`", words)] for number, _, words, _ in units]


def units_of(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".cpp", ".hpp"):
        return units_of_source(text)
    return units_of_page(text) if path.suffix == ".md" else units_of_lines(text)


def sentence_of(words, at):
    """The sentence of a text with this position."""
    begin = max((found.end() for found in re.finditer(r"[.;:?!] ", words[:at])), default=0)
    end = re.search(r"[.;:?!]( |$)", words[at:])
    return words[begin:at + end.start() + 1 if end else len(words)].strip()


def main():
    listed = tomllib.loads((SOURCE / "tests/base/banned_phrases.toml").read_text(encoding="utf-8"))
    phrases = [(re.compile(phrase["pattern"], re.I), phrase) for phrase in listed["phrase"]]
    exceptions = [(one["file"], " ".join(one["text"].split())) for one in listed.get("exception", [])]
    needed = set()
    given = [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    files = given or sorted({path for pattern in TEXTS + SOURCES for path in SOURCE.glob(pattern) if path.is_file()})
    failures = []
    for path in files:
        name = str(path.relative_to(SOURCE)) if path.is_relative_to(SOURCE) else str(path)
        for line, kind, words in units_of(path):
            words = " ".join(words.split())
            if kind == "text" and " " not in words:
                continue
            for pattern, phrase in phrases:
                if kind == "comment" and not phrase.get("comments"):
                    continue
                for found in pattern.finditer(words):
                    right = [one for one in exceptions if one[0] == name and one[1] in words
                             and words.index(one[1]) <= found.start() < words.index(one[1]) + len(one[1])]
                    needed.update(right)
                    if not right:
                        failures.append(f"{name}:{line}: '{found[0]}' (instead: {phrase['instead']})\n"
                                        f"    {sentence_of(words, found.start())}")
    if not given:
        failures += [f"banned_phrases.toml: not needed: {name}: {text}" for name, text in exceptions if (name, text) not in needed]
    for failure in failures:
        print(failure)
    print(f"{len(files)} files, {len(failures)} failures")
    sys.exit(bool(failures))


main()
