"""What the sections of the page are made of: tables, paragraphs, numbers for people."""

from collections.abc import Iterable, Sequence
from textwrap import fill


def table(header: Sequence[str], rows: Iterable[Sequence[str]], text_columns: int = 1) -> str:
    aligned = ["---"] * text_columns + ["--:"] * (len(header) - text_columns)
    return "".join(f"| {' | '.join(row)} |\n" for row in [header, aligned, *rows])


def prose(text: str) -> str:
    return fill(text, 100, break_long_words=False, break_on_hyphens=False) + "\n"


def megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def seconds(time: float) -> str:
    return f"{time:.3f} s" if time < 1 else f"{time:.2f} s" if time < 100 else f"{time:.0f} s"
