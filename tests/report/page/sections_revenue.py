"""Revenue: when it came, and how it is concentrated."""

import datetime
from decimal import Decimal
from fractions import Fraction

import exact
import lines
import period_columns as periods
from opening import MONTHS
from picture import Picture

MOST_MONTHS = 60


def check(section, facts):
    figures = ["Revenue and active customers by month"] if facts.measured else []
    if facts.has_shares:
        figures.append("How revenue is concentrated")
    section.consists_of(figures, [])
    figure = {one.title.text: one for one in section.figures}
    if facts.has_shares:
        concentration(figure["How revenue is concentrated"], facts)
    if facts.measured:
        by_month(figure["Revenue and active customers by month"], facts)


def concentration(figure, facts):
    whole = facts.whole
    half, sum_ = 0, Decimal(0)
    while 2 * sum_ < whole.revenue:
        sum_ += facts.falling[half].revenue
        half += 1
    figure.reads(figure.reading, (
        "The best 20% of customers bring {} of the revenue; half of it comes from {} ({}).",
        exact.percent(facts.top(20).revenue, whole.revenue), exact.counted(half, "customer"),
        exact.percent(half, whole.size)))
    figure.captioned("Pareto curve")
    rows = []
    for percent in (1, 5, 10, 20, 50, 80, 100):
        best = facts.top(percent)
        rows.append([f"{percent}%", exact.count(best.size), exact.exact_money(best.revenue),
                     exact.percent(best.revenue, whole.revenue)])
    figure.table.holds(figure.title.text, ["Best customers", "Customers", "Revenue", "Share"], rows)
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled("Pareto curve of revenue", "The share of revenue that the best customers bring together; the "
                   "vertical line is at 20% of customers")
    points = [(0, 0, None)]
    for percent in range(1, 101):
        best = facts.top(percent)
        points.append((Fraction(100 * best.size, whole.size), 100 * Fraction(best.revenue) / Fraction(whole.revenue),
                       None))
    lines.line_chart(picture, "revenue", [("share of revenue", "#0072b2", points)], "best customers", filled=True,
                     marked=False, highlighted=20)


def name_of(month):
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def is_partial(month, facts):
    """Sales begin in the last three quarters of the month, or the month is not over on the as-of date."""
    start = datetime.datetime.fromisoformat(month + "-01")
    end = (start + datetime.timedelta(days=31)).replace(day=1)
    first = min(row.time for row in facts.shop.kept)
    return facts.shop.as_of < end or (first >= start and 4 * (first - start) >= end - start and first < end)


def by_month(figure, facts):
    months = facts.shop.months()[-MOST_MONTHS:]
    currency = facts.options.currency
    unit = f" {currency}" if currency else ""
    rows = [(name_of(month), revenue, active, is_partial(month, facts)) for month, revenue, active in months]
    best = max(rows, key=lambda row: row[1])  # the first of equal ones
    busiest = max(rows, key=lambda row: row[2])
    sentences = [("Highest revenue: {} in {}.", exact.each(lambda text: text + unit, exact.short(best[1])), best[0]),
                 ("Most customers: {} in {}.", exact.count(busiest[2]), busiest[0])]
    if partial := [row[0] for row in rows if row[3]]:
        sentences.append(("Hatched: the data have only a part of {}.", exact.enumerated(partial)))
    figure.reads(figure.reading, *sentences)
    figure.captioned(figure.title.text)
    title = f"Revenue, {currency}" if currency else "Revenue"
    figure.table.holds(figure.title.text, ["Month", title, "Active customers"],
                       [[name, exact.exact_money(revenue), exact.count(active)] for name, revenue, active, _ in rows])
    upper = [(name, float(revenue), f"{name}: {exact.exact_money(revenue)} revenue", hatched)
             for name, revenue, _, hatched in rows]
    lower = [(name, float(active), f"{name}: {exact.counted(active, 'active customer')}", hatched)
             for name, _, active, hatched in rows]
    for node in (figure.pictures[0], figure.narrow[0]):
        picture = Picture(node, figure.failures, figure.where)
        picture.titled(figure.title.text, "Columns of revenue above, of customers with an order below")
        periods.two_kinds(picture, title, "Active customers", upper, lower)
