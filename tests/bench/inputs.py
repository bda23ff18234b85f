"""The files that are measured: the real one, the shop at several sizes, three that show memory, and lists
of customers to cluster.
"""

import datetime
import gzip
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

REPO = Path(__file__).resolve().parents[2]
MAKE_SHOP = REPO / "build/release/tests/make_shop"
MAKE_WORKBOOK = REPO / "build/release/tests/make_workbook"
REAL_PACKED = REPO / "../shared/data/online_retail.csv.gz"
CDNOW = REPO / "../shared/data/cdnow_sample.csv"

CUSTOMERS_AT_1X = 4338  # as many as the real file has after cleaning
BYTES_AT_1X = 48_000_000
HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
MILLION = 1_000_000


@dataclass(frozen=True)
class Input:
    name: str
    path: Path
    scale: int | None = None  # of the shop

    @property
    def bytes(self) -> int:
        return self.path.stat().st_size


def cache(path: Path) -> None:
    """Puts a file into the page cache as reading from the disk does: in large pieces. A file that was just written in small
    ones is in pieces of 4 KiB, which the kernel is slower to copy to whoever reads it.
    """
    with path.open("rb", buffering=0) as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while file.read(1 << 20):
            pass


def real_file(given: Path | None, data: Path) -> Input | None:
    """UCI Online Retail, as given or as found next to the checkout."""
    path = given or data / "online_retail.csv"
    if given is None and not path.exists() and REAL_PACKED.exists():
        with gzip.open(REAL_PACKED) as packed:
            write_whole(path, lambda part: copy(packed, part))
    if not path.exists():
        if given:
            sys.exit(f"bench: {given}: no such file")
        print("bench: no real file, so it is skipped (hint: --real FILE, the UCI Online Retail CSV)")
        return None
    return Input("real", path)


def workbook(source: Input, data: Path) -> Input:
    """A workbook with the rows of a CSV file."""
    path = data / f"{source.path.stem}.xlsx"
    if not path.exists():
        print(f"bench: making {path}", flush=True)
        write_whole(path, lambda part: subprocess.run([MAKE_WORKBOOK, source.path, part], check=True))
    return Input("workbook", path)


def shop(scale: int, data: Path) -> Input | None:
    """The invented shop with `scale` times the customers; nothing when there is no room for it."""
    path = data / f"shop_{scale}x.csv"
    if not path.exists():
        needed = scale * BYTES_AT_1X * 5 // 4
        if shutil.disk_usage(data).free < needed:
            print(f"bench: {scale}x is skipped: {data} has no {needed / 1e9:.1f} GB free (try --data DIR)")
            return None
        print(f"bench: making {path}", flush=True)
        command = [MAKE_SHOP, "--customers", str(CUSTOMERS_AT_1X * scale)]
        write_whole(path, lambda part: run_into(command, part))
    return Input(f"{scale}x", path, scale)


def million_lines(data: Path) -> Input:
    """A million lines of one order."""
    return lines(data / "million_lines.csv", ((MILLION, 12346) for _ in range(MILLION)))


def million_orders(data: Path) -> Input:
    """A million orders of one customer, a line each."""
    return lines(data / "million_orders.csv", ((MILLION + i, 12346) for i in range(MILLION)))


def million_customers(data: Path) -> Input:
    """A million customers with an order of one line each."""
    return lines(data / "million_customers.csv", ((MILLION + i, MILLION + i) for i in range(MILLION)))


def lines(path: Path, orders_and_customers: Iterable[tuple[int, int]]) -> Input:
    def write(part: Path) -> None:
        with part.open("w") as file:
            file.write(HEADER)
            for order, customer in orders_and_customers:
                file.write(f"{order},30107,TEA TOWEL,6,2011-05-05 10:30:00,2.95,{customer}.0,Norway\n")

    if not path.exists():
        print(f"bench: making {path}", flush=True)
        write_whole(path, write)
    return Input(path.stem, path)


def customer_list(size: int, data: Path) -> Input:
    """Invented customers with what they bought, the same ones every time."""
    def write(part: Path) -> None:
        with part.open("w") as file:
            file.write("customer_id,recency,frequency,monetary\n")
            file.writelines(invented_customers(size))

    path = data / f"customers_{size}.csv"
    if not path.exists():
        print(f"bench: making {path}", flush=True)
        write_whole(path, write)
    return Input(f"{size:,} customers", path)


def invented_customers(size: int) -> Iterator[str]:
    draw = random.Random(7)
    for customer in range(size):
        frequency = min(int(draw.paretovariate(1.2)), 400)
        recency = min(int(draw.expovariate(frequency**0.5 / 260)), 700)
        monetary = frequency * draw.lognormvariate(3.3, 0.7)
        yield f"{12346 + customer},{recency},{frequency},{monetary:.2f}\n"


def buyers(size: int, data: Path) -> Input:
    """Purchases of simulated customers of Pareto/NBD with the parameters of CDNOW, the same ones every time."""
    def write(part: Path) -> None:
        with part.open("w") as file:
            file.write("customer_id,date,quantity,amount\n")
            file.writelines(simulated_purchases(size))

    path = data / f"buyers_{size}.csv"
    if not path.exists():
        print(f"bench: making {path}", flush=True)
        write_whole(path, write)
    return Input(f"{size:,} simulated", path)


def simulated_purchases(size: int) -> Iterator[str]:
    draw = random.Random(11)
    first, weeks = datetime.date(1997, 1, 1), 39
    for customer in range(size):
        rate, dropout = draw.gammavariate(0.55, 1 / 10.6), draw.gammavariate(0.61, 1 / 11.7)
        time = draw.random() * 12
        end = min(weeks, time + draw.expovariate(dropout))
        while time < end:
            day = first + datetime.timedelta(days=int(time * 7))
            yield f"{customer},{day},1,{draw.lognormvariate(3, 0.7):.2f}\n"
            time += draw.expovariate(rate)


def copy(source: BinaryIO, target: Path) -> None:
    with target.open("wb") as file:
        shutil.copyfileobj(source, file)


def run_into(command: Sequence[str | Path], target: Path) -> None:
    with target.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """A file that exists is complete, even after an interrupted run."""
    part = path.with_suffix(".part")
    write(part)
    part.rename(path)
