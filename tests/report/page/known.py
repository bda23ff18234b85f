"""What is known of customers on a date, and what they do then: docs/definitions.md, from the rows of a shop."""

import math
from collections import Counter, defaultdict
from decimal import Decimal

from shop import DAY, Shop

SKEWED = ("recency", "frequency", "monetary", "tenure", "items", "products", "order_value", "gap_mean", "gap_deviation")
QUARTER = 90 * DAY


class Known:
    """Customers of the shop at `as_of`, whose purchases before it are known; values by feature."""

    def __init__(self, path, as_of, net=False):
        shop = Shop(path, net=net, group_column="Country", as_of=as_of - DAY / 86400)
        self.ids = list(shop.customers)
        self.net = net
        rows, returned = defaultdict(list), defaultdict(Decimal)
        for row in shop.counted:
            rows[row.customer].append(row)
        for row in shop.rows:
            if row.reason in ("cancellation", "return") and row.amount < 0 and row.time < as_of:
                returned[row.customer] -= row.amount
        people = [known(rows[one], returned[one], as_of) for one in self.ids]
        self.features = {name: [person[name] for person in people] for name in people[0]}
        countries = [shop.customers[one].latest[1] for one in self.ids]
        self.countries = self.common(countries)
        for name in self.countries:
            self.features[f"country {name}"] = [float(country == name) for country in countries]

    @staticmethod
    def common(countries):
        """The most common one is what others are told apart from."""
        counts = Counter(country for country in countries if country).most_common(11)
        return [name for name, size in counts if size >= 10 and size >= 0.01 * len(countries)][1:]

    def telling(self):
        """Without those in which all are alike."""
        return {name: values for name, values in self.features.items() if len(set(values)) > 1}


def known(rows, returned, as_of):
    orders, products = {}, set()
    spend = sales = items = recent = before = Decimal(0)
    for row in rows:
        spend += row.amount
        if row.amount < 0:
            returned -= row.amount
            continue
        orders[row.order] = min(orders.get(row.order, row.time), row.time)
        products.add(row.stock)
        sales += row.amount
        items += row.quantity
        recent += row.amount if row.time >= as_of - QUARTER else 0
        before += row.amount if as_of - 2 * QUARTER <= row.time < as_of - QUARTER else 0
    times = sorted(orders.values())
    gaps = [(later - one) / DAY for one, later in zip(times, times[1:])]
    recency = (as_of - max(row.time for row in rows if row.amount > 0)) // DAY
    mean = sum(gaps) / len(gaps) if gaps else recency
    return {"recency": float(recency), "frequency": float(len(orders)), "monetary": float(spend),
            "tenure": float((as_of - times[0]) // DAY), "items": float(items), "products": float(len(products)),
            "order_value": float(spend) / len(orders), "gap_mean": float(mean),
            "gap_deviation": math.sqrt(sum((gap - mean)**2 for gap in gaps) / (len(gaps) - 1)) if len(gaps) > 1 else 0.0,
            "returns_share": min(float(returned / sales), 1.0) if sales else 0.0,
            "trend": float((recent - before) / (recent + before)) if recent + before else 0.0}


def deeds(path, ids, start, end, net=False):
    """Orders begun, and money spent, from `start` to before `end`, for each of these customers."""
    rows = Shop(path, net=net, as_of=end - DAY / 86400).rows
    first, orders, spend = {}, defaultdict(set), defaultdict(Decimal)
    for row in rows:
        if row.reason not in ("kept", "subtracted cancellation", "customer without net spend"):
            continue
        if row.time >= start:
            spend[row.customer] += row.amount
        if row.amount > 0:
            key = row.customer, row.order
            first[key] = min(first.get(key, row.time), row.time)
    for (customer, order), time in first.items():
        if time >= start:
            orders[customer].add(order)
    return [(len(orders[one]), spend[one]) for one in ids]
