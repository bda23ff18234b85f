#!/usr/bin/env python3
"""Checks manual pages and completions against --help, in the shells themselves.

    tests/cli/definitions.py build/release/rfmseg

Of every command the options of --help are those of its manual page, and those that bash, zsh and
fish offer; so are the values of options that take one of a few. Help names an option once, with a
description.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BINARY = str(pathlib.Path(sys.argv[1]).resolve())
WITH_PROGRAM = os.environ | {"PATH": f"{pathlib.Path(BINARY).parent}:{os.environ['PATH']}"}


def run(*arguments, **more):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **more).stdout


def help_of(*command):
    return run(BINARY, *command, "--help")


def commands_of(text):
    section = text.split("\nCommands:\n")[1].split("\n\n")[0]
    return re.findall(r"^  (\S+)", section, re.M)


def options_of(text):
    """Long options with the words of which they take one."""
    options = {}
    for names, value in re.findall(r"^  ((?:-\w,)?--[\w-]+)(?: (\S+))?", text, re.M):
        words = value.split("|") if "|" in value else []
        options[names.split(",")[-1]] = [word for word in words if re.search("[a-z]", word)]
    return options


def check_help(command, text):
    """No two options of one name, and none without a word on what it is for."""
    names = re.findall(r"^  (?:-\w,)?(--[\w-]+)", text, re.M)
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, f"help {command}: twice {twice}"
    bare = re.findall(r"^  ((?:-\w,)?--[\w-]+(?: \S+)?)\n(?! {30}\S)", text, re.M)
    assert names and not bare, f"help {command}: no description of {bare}"


def manual_options(folder, *command):
    page = (folder / ("-".join(("rfmseg", *command)) + ".1")).read_text()
    checked = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, capture_output=True, text=True
    )
    assert checked.returncode == 0 and checked.stderr == "", f"manual {command}: {checked.stderr}"
    body = page.split(".SH OPTIONS")[1].split("\n.SH ")[0]
    return {name.replace("\\-", "-") for name in re.findall(r"\\fB(\\-\\-[^\\]+(?:\\-[^\\]+)*)\\fR", body)}


class Bash:
    def __init__(self, folder):
        self.script = folder / "rfmseg.bash"
        self.script.write_text(run(BINARY, "completion", "bash"))

    def offers(self, *words):
        quoted = " ".join(f"'{word}'" for word in words)
        text = run(
            "bash", "-c",
            f"source '{self.script}'; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _rfmseg; "
            'printf "%s\\n" "${COMPREPLY[@]}"',
            env=WITH_PROGRAM, cwd=self.script.parent / "empty",
        )
        return set(text.split())


class Fish:
    def __init__(self, folder):
        self.script = folder / "rfmseg.fish"
        self.script.write_text(run(BINARY, "completion", "fish"))
        self.home = folder

    def offers(self, *words):
        text = run(
            "fish", "-c", f"source '{self.script}'; complete -C '{' '.join(words)}'",
            env=WITH_PROGRAM | {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home)},
            cwd=self.home / "empty",
        )
        return {line.split("\t")[0] for line in text.splitlines()}


class Zsh:
    """The completion function with zsh's _arguments and _describe told to print what they get."""

    def __init__(self, folder):
        self.script = folder / "_rfmseg"
        self.script.write_text(run(BINARY, "completion", "zsh"))
        run("zsh", "-n", str(self.script))

    def names(self, function, *words):
        """What a function of the script prints or adds for these words of the command line."""
        inside = " ".join(f"'{word}'" for word in words)
        text = run(
            "zsh", "-f", "-c",
            "_arguments() { }; compadd() { print -l ${(P)@[-1]} }; compset() { return 1 }; "
            f"words=('' ''); CURRENT=2; source '{self.script}'; words=({inside}); {function}",
            env=WITH_PROGRAM, cwd=self.script.parent / "empty",
        )
        return set(text.splitlines())

    def offers(self, *words):
        state = "command" if len(words) == 2 or words[1].startswith("-") else "arguments"
        inside = " ".join(f"'{word}'" for word in words[1:])
        text = run(
            "zsh", "-f", "-c",
            "_arguments() { if [[ $1 == -C ]]; then shift; state=" + state + "; [[ $state == arguments ]] "
            "&& return; fi; printf '%s\\n' \"$@\" }; "
            "_describe() { printf '%s\\n' ${commands%%:*} }; "
            f"words=({inside}); CURRENT={len(words) - 1}; source '{self.script}'",
        )
        offered = set()
        for line in text.splitlines():
            option = re.match(r"(?:\*|\([^)]*\))?(--?[\w-]+)\[", line)
            if option:
                offered.add(option[1])
                if words[-2] == option[1]:
                    values = re.search(r"(?:\(|compadd )([^();]*)\)?[^()]*$", line[option.end():])
                    return set(values[1].split())
            elif re.fullmatch(r"[\w-]+", line):
                offered.add(line)
        return offered


HEADER = 'order,date,"Customer; $(touch bad)",total,country\n1,2024-01-01,a,5,DE\n'


def check_names(folder, shells):
    """What depends on a file: its columns, the keys of a scheme's segments; and items of lists."""
    (folder / "empty" / "orders.csv").write_text(HEADER)
    (folder / "empty" / "own.toml").write_text("")
    (folder / "empty" / "orders.json").write_text("")
    columns = {"order", "date", "total", "country"}
    for shell in shells:
        name = type(shell).__name__

        def offers(*words):
            return shell.offers("rfmseg", *words)

        if isinstance(shell, Zsh):
            assert shell.names("_rfmseg_column_names", "rfm", "orders.csv") >= columns, name
            assert "at_risk" in shell.names("_rfmseg_segments", "audience", "--segment", "")
            continue
        assert columns <= offers("rfm", "orders.csv", "--by", ""), f"{name}: {offers('rfm', 'orders.csv', '--by', '')}"
        assert offers("rfm", "orders.csv", "--by", "co") == {"country"}, name
        assert "total,country" in offers("rfm", "orders.csv", "--carry", "total,c"), name
        assert "customer=" in offers("rfm", "orders.csv", "--columns", "cus"), name
        assert "at_risk" in offers("audience", "--segment", ""), name
        assert "premium" in offers("audience", "--scheme", "pymc", "--segment", ""), name
        assert "champions" in offers("diff", "--fail-if", "ch"), name
        assert "clv,trend" in offers("analyze", "--with", "clv,t"), name
        schemes = offers("segment", "--scheme", "")
        assert {"classic", "own.toml"} <= schemes and "orders.json" not in schemes, f"{name}: {schemes}"
    assert not (folder / "empty" / "bad").exists(), "a name in a header was run"


def long(words):
    return {word for word in words if word.startswith("--")}


def check(command, options, shells, manuals):
    documented = manual_options(manuals, *command)
    assert documented == set(options), f"manual {command}: {documented ^ set(options)}"
    for shell in shells:
        name = f"{type(shell).__name__}, {' '.join(command) or 'rfmseg'}"
        offered = long(shell.offers("rfmseg", *command, "--"))
        assert offered == set(options), f"{name}: {offered ^ set(options)}"
        for option, values in options.items():
            if values:
                offered = shell.offers("rfmseg", *command, option, "")
                assert set(values) <= offered, f"{name} {option}: {offered}, not {values}"


def main():
    program = help_of()
    commands = commands_of(program)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "empty").mkdir()
        run(BINARY, "manual", str(folder))
        pages = {path.stem for path in folder.glob("*.1")}
        assert pages == {"rfmseg"} | {f"rfmseg-{command}" for command in commands}, pages
        kinds = [kind for kind in (Bash, Fish, Zsh) if shutil.which(kind.__name__.lower())]
        shells = [kind(folder) for kind in kinds]
        check_help((), program)
        check((), options_of(program), shells, folder)
        for shell in shells:
            offered = shell.offers("rfmseg", "")
            assert set(commands) <= offered, f"{type(shell).__name__}: {offered ^ set(commands)}"
        for command in commands:
            text = help_of(command)
            check_help(command, text)
            check((command,), options_of(text), shells, folder)
        check_names(folder, shells)
        for shell in shells:
            offered = shell.offers("rfmseg", "scheme", "")
            assert {"list", "show", "check"} <= offered, f"{type(shell).__name__}: {offered}"
            if isinstance(shell, Zsh):
                continue
            assert offered == {"list", "show", "check"}, f"{type(shell).__name__}: {offered}"
            assert shell.offers("rfmseg", "help", "") == set(commands), type(shell).__name__
            offered = shell.offers("rfmseg", "scheme", "show", "")
            assert {"classic", "own.toml"} <= offered, f"{type(shell).__name__}: {offered}"
            assert isinstance(shell, Fish) or "orders.json" not in offered, offered
    names = ", ".join(kind.__name__.lower() for kind in kinds)
    print(f"definitions: manual pages and completions ({names}) of {len(commands)} commands")


if __name__ == "__main__":
    main()
