"""A file of transactions as its rows stand there, cleaned and summed anew, in exact decimals."""

import csv
import datetime
import gzip
from collections import defaultdict
from decimal import Decimal, InvalidOperation

DAY = datetime.timedelta(days=1)
# As the ledger lists them.
REASONS = ["subtracted cancellation", "malformed row", "unreadable date, quantity or price", "blank amount",
         "missing customer id", "cancellation", "return", "adjustment", "non-positive quantity", "non-positive price", "after the as-of date",
         "customer without net spend"]


class Row:
    __slots__ = ("order", "stock", "quantity", "time", "customer", "amount", "group", "reason", "price")


class Customer:
    def __init__(self, id_):
        self.id = id_
        self.orders, self.days, self.lines = set(), set(), 0
        self.gross, self.returned, self.cancellations = Decimal(0), Decimal(0), 0
        self.items = Decimal(0)
        self.first = self.last = None
        self.latest = None  # time and least group of the last rows

    @property
    def revenue(self):
        return self.gross + self.returned


def plain_id(text):
    text = text.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def in_order(ids):
    """Ascending, by number when all are integers."""
    return sorted(ids, key=int) if all(one.isdigit() for one in ids) else sorted(ids, key=str.encode)


class Shop:
    """Columns are those of the UCI Online Retail file."""

    def __init__(self, path, net=False, group_column="", as_of=None):
        self.net = net
        times = {}
        self.rows = []
        opened = gzip.open(path, "rt", newline="") if path.suffix == ".gz" else open(path, newline="")
        with opened as file:
            lines = csv.reader(file)
            header = next(lines)
            for fields in lines:
                self.rows.append(self.read(header, fields, group_column, times))
        for row in self.rows:
            row.reason = row.reason or self.judge(row, as_of)
        self.buyers = {row.customer for row in self.rows if row.reason == "kept"}
        for row in self.rows:
            if row.reason == "subtracted cancellation" and row.customer not in self.buyers:
                row.reason = "cancellation"
        counted = [row for row in self.rows if row.reason in ("kept", "subtracted cancellation")]
        self.as_of = as_of or datetime.datetime.combine(max(row.time for row in counted).date() + DAY, datetime.time())
        self.before_returns = self.sum_up(counted)
        gone = {one.id for one in self.before_returns.values() if one.revenue <= 0}
        self.gone = [self.before_returns[one] for one in gone]
        for row in counted:
            if row.customer in gone:
                row.reason = "customer without net spend"
        self.customers = {one: self.before_returns[one] for one in in_order(self.before_returns) if one not in gone}
        self.counted = [row for row in counted if row.customer not in gone]
        self.kept = [row for row in self.counted if row.reason == "kept"]

    @staticmethod
    def read(header, fields, group_column, times):
        """A row whose reason is not known yet, if it can be read; `times` are those that were read before."""
        row = Row()
        row.reason, row.amount = None, Decimal(0)
        if len(fields) != len(header):
            row.reason = "malformed row"
            return row
        record = dict(zip(header, fields))
        row.order, row.stock, text = record["InvoiceNo"], record["StockCode"], record["InvoiceDate"]
        row.customer = plain_id(record["CustomerID"])
        row.group = record[group_column] if group_column else ""
        if "n/a" in (record["Quantity"], record["UnitPrice"]) or "" in (record["Quantity"], record["UnitPrice"]):
            row.reason = "blank amount"
            return row
        try:
            row.quantity, row.price = Decimal(record["Quantity"]), Decimal(record["UnitPrice"])
            row.amount = row.quantity * row.price  # counts with any date
            if text not in times:
                times[text] = datetime.datetime.fromisoformat(text)
            row.time = times[text]
        except (ValueError, InvalidOperation):
            row.reason = "unreadable date, quantity or price"
        return row

    def judge(self, row, as_of):
        if not row.customer:
            return "missing customer id"
        subtracted = self.net and row.order.startswith("C") and row.amount < 0
        if row.order.startswith("C") and not subtracted:
            return "cancellation"
        if row.order.startswith("A") and row.amount <= 0:
            return "adjustment"
        if row.amount < 0 and not subtracted:
            return "return"
        if not subtracted and row.quantity <= 0:
            return "non-positive quantity"
        if not subtracted and row.price <= 0:
            return "non-positive price"
        if as_of and row.time > as_of:
            return "after the as-of date"
        return "subtracted cancellation" if subtracted else "kept"

    @staticmethod
    def sum_up(rows):
        customers = {}
        for row in rows:
            one = customers.get(row.customer)
            if one is None:
                one = customers[row.customer] = Customer(row.customer)
            if row.reason == "kept":
                one.orders.add(row.order)
                one.days.add(row.time.date())
                one.lines += 1
                one.gross += row.amount
                one.items += row.quantity
                one.first = min(one.first or row.time, row.time)
                one.last = max(one.last or row.time, row.time)
                # The group is that of the last row; of several at that moment the least counts.
                if one.latest is None or row.time > one.latest[0] or (
                        row.time == one.latest[0] and row.group.encode() < one.latest[1].encode()):
                    one.latest = (row.time, row.group)
            else:
                one.returned += row.amount
                one.cancellations += 1
        return customers

    def entry(self, *reasons):
        rows = [row for row in self.rows if row.reason in reasons]
        return len(rows), sum((row.amount for row in rows), Decimal(0))

    def whole(self):
        return len(self.rows), sum((row.amount for row in self.rows), Decimal(0))

    def orders(self):
        return len({(row.customer, row.order) for row in self.kept})

    def months(self):
        """Month by month without gaps: name, revenue, customers who bought."""
        revenue, active = defaultdict(Decimal), defaultdict(set)
        for row in self.counted:
            month = row.time.year * 12 + row.time.month - 1
            revenue[month] += row.amount
            if row.reason == "kept":
                active[month].add(row.customer)
        return [(f"{month // 12:04}-{month % 12 + 1:02}", revenue[month], len(active[month]))
                for month in range(min(revenue), max(revenue) + 1)]

    def unmatched(self):
        """Cancellations whose customer had not bought that product up to then."""
        first = {}
        settled = [row for row in self.rows if row.reason in ("kept", "subtracted cancellation",
                                                            "customer without net spend")]
        for row in settled:
            if row.amount > 0:
                key = row.customer, row.stock
                first[key] = min(first.get(key, row.time), row.time)
        found = [row.amount for row in settled
                 if row.amount < 0 and first.get((row.customer, row.stock), row.time + DAY) > row.time]
        return len(found), sum(found, Decimal(0))
