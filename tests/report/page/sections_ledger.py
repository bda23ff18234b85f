"""Rows kept and dropped, and what returns did."""

from decimal import Decimal

import bars
import exact
from picture import Picture
from shop import REASONS

LARGEST_FALLS = 5


def check(section, facts):
    section.consists_of(["From the file to revenue"], ["Returns"] if facts.shop.net else [])
    ledger(section.figures[0], facts.shop)
    if facts.shop.net:
        returns(section.tables[0], facts)


def ledger(figure, shop):
    dropped = {reason: shop.entry(reason) for reason in REASONS[1:]}
    dropped = {reason: entry for reason, entry in dropped.items() if entry[0]}
    read, kept, subtracted = shop.whole(), shop.entry("kept"), shop.entry("subtracted cancellation")
    revenue = kept[0] + subtracted[0], kept[1] + subtracted[1]
    figure.failures.expect(read == (revenue[0] + sum(n for n, _ in dropped.values()),
                                    revenue[1] + sum((amount for _, amount in dropped.values()), Decimal(0))),
                           figure.where, "rows are missing from the ledger of the check")
    share = exact.percent(revenue[0], read[0])
    if dropped:
        commonest = max(dropped, key=lambda reason: dropped[reason][0])
        figure.reads(figure.reading, (
            "Of {} read, {} make the revenue.", exact.counted(read[0], "row"), share),
            ("The most common reason to drop a row is \"{}\" ({}).", commonest,
             exact.counted(dropped[commonest][0], "row")),
            ("Orange bars reduce the amount, green bars add to it: dropping negative rows, such as returns, does.",))
    else:
        figure.reads(figure.reading, ("Of {} read, {} make the revenue.", exact.counted(read[0], "row"), share),
                     ("No row was dropped.",))
    figure.captioned("Amount")
    table = [(reason, entry) for reason, entry in dropped.items()]
    if subtracted[0]:
        table += [("subtracted cancellation", subtracted), ("kept", kept), ("revenue", revenue)]
    else:
        table += [("kept", kept)]
    table.append(("read", read))
    figure.table.holds(figure.title.text, ["Reason", "Rows", "Amount"],
                       [[name, exact.count(rows), exact.exact_money(amount)] for name, (rows, amount) in table],
                       totals=[-1])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled("Ledger", "Amounts of the rows that were read, of those dropped for each reason, and of those that "
                   "make the revenue")
    steps = []
    for name, (rows, amount) in [("read", read), *dropped.items(), ("revenue", revenue)]:
        total = name in ("read", "revenue")
        value = amount if total else -amount
        sign = "+" if not total and value > 0 else ""
        steps.append((name, value, total, exact.each(lambda text: sign + text, exact.short(value)),
                      f"{name}: {exact.counted(rows, 'row')}, worth {exact.exact_money(amount)}"))
    bars.waterfall(picture, steps)


def returns(table, facts):
    shop = facts.shop
    buyers = [one for one in shop.before_returns.values() if one.gross > 0]
    returning = [one for one in buyers if one.cancellations]
    gross = sum(one.gross for one in buyers)
    returned = sum(one.returned for one in buyers)
    sentences = [("{} bought goods worth {}.", exact.counted(len(buyers), "customer"), exact.exact_money(gross)),
                 ("{} by {} of them, worth {}, are subtracted, which leaves {}.",
                  exact.counted(sum(one.cancellations for one in buyers), "return"), exact.count(len(returning)),
                  exact.exact_money(returned), exact.exact_money(gross + returned))]
    if shop.gone:
        sentences.append((
            "{} with no net spend, who bought {} and returned {}, {} dropped: revenue is {}.",
            exact.counted(len(shop.gone), "customer"), exact.exact_money(sum(one.gross for one in shop.gone)),
            exact.exact_money(sum(one.returned for one in shop.gone)), "is" if len(shop.gone) == 1 else "are",
            exact.exact_money(facts.whole.revenue)))
    rows, amount = shop.unmatched()
    if rows:
        sentences.append(("{}, worth {}, {} no earlier sale of that product to that customer.",
                          exact.counted(rows, "return"), exact.exact_money(amount),
                          "matches" if rows == 1 else "match"))
    table.reads(table.reading, *sentences)
    falls = sorted(returning, key=lambda one: (one.returned, int(one.id)))[:LARGEST_FALLS]
    if falls:
        table.table.holds(table.title, ["Largest reductions", "Bought", "Returned", "Left"],
                          [[one.id, *map(exact.exact_money, (one.gross, one.returned, one.revenue))] for one in falls])
