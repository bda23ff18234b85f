"""Two analyses of the sample shop, and how to tell what of them a folder has: used by the tests that disturb rfmseg."""

import os
import pathlib
import shutil
import subprocess

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "data" / "sample_retail.csv"
ONE_THREAD = ["--threads", "1"]


def arguments(clusters):
    return ["analyze", str(SAMPLE), "-q", "--k", str(clusters), *ONE_THREAD]


def files_in(folder):
    """The content of each file by its name."""
    return {entry.name: pathlib.Path(entry.path).read_bytes() for entry in os.scandir(folder)}


class Analyses:
    """What --out and -o give for three clusters, the old one, and with --with cohorts for four, the new one."""

    OLD = arguments(3)
    NEW = [*arguments(4), "--with", "cohorts"]

    def __init__(self, binary, scratch):
        self.binary = binary
        self.folder = pathlib.Path(scratch) / "reference"
        self.folder.mkdir()
        for name, what in (("old", self.OLD), ("new", self.NEW)):
            command = [binary, *what, "--out", name, "-o", name + ".txt"]
            subprocess.run(command, cwd=self.folder, check=True)
        self.old, self.new = files_in(self.folder / "old"), files_in(self.folder / "new")
        self.old_text, self.new_text = ((self.folder / name).read_bytes() for name in ("old.txt", "new.txt"))
        assert set(self.new) == set(self.old) | {"cohorts.csv"}
        assert all(self.old[name] != self.new[name] for name in ("segments.csv", "analysis.json", "report.html"))

    def lay_out(self, folder):
        """Makes a folder in which the old analysis is to be replaced."""
        shutil.copytree(self.folder / "old", folder / "out")
        (folder / "report.txt").write_bytes(self.old_text)

    def which(self, folder, others=None):
        """'old' or 'new'; fails where files are missing, or of both."""
        found = files_in(folder)
        for name, content in (others or {}).items():
            assert found.pop(name, None) == content, f"{name} is not what it was"
        for name, whole in (("old", self.old), ("new", self.new)):
            if found == whole:
                return name
        kinds = {
            name: "old" if content == self.old.get(name) else "new" if content == self.new.get(name) else "?"
            for name, content in found.items()
        }
        raise AssertionError(f"neither the old nor the new analysis: {kinds}")
