"""What the peers share: the command line, and the segments of the scheme `classic`."""

import sys
from dataclasses import dataclass

COLUMNS = (
    "customer_id first_purchase last_purchase recency frequency monetary items"
    " r_score f_score m_score rfm_score segment"
).split()


@dataclass(frozen=True)
class Rule:
    segment: str
    r: tuple[int, int]  # lowest and highest score
    f: tuple[int, int]


RULES = (
    Rule("Hibernating", (1, 2), (1, 2)),
    Rule("At Risk", (1, 2), (3, 4)),
    Rule("Can't Lose", (1, 2), (5, 5)),
    Rule("About to Sleep", (3, 3), (1, 2)),
    Rule("Need Attention", (3, 3), (3, 3)),
    Rule("Loyal Customers", (3, 4), (4, 5)),
    Rule("Promising", (4, 4), (1, 1)),
    Rule("New Customers", (5, 5), (1, 1)),
    Rule("Potential Loyalists", (4, 5), (2, 3)),
    Rule("Champions", (5, 5), (4, 5)),
)


@dataclass(frozen=True)
class Task:
    source: str
    target: str
    as_of: str  # 2011-12-10
    threads: int


def task_from_command_line() -> Task:
    if len(sys.argv) != 5:
        sys.exit(f"usage: {sys.argv[0]} INPUT.csv OUTPUT.csv AS_OF THREADS")
    return Task(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
