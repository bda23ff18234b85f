"""Revenue: how it is concentrated, and when it came."""

from decimal import Decimal
from fractions import Fraction

import bars
import exact
import lines
from opening import MONTHS
from picture import Picture

MOST_MONTHS = 60


def check(section, facts):
    figures = ["How revenue is concentrated"] if facts.has_shares else []
    if facts.measured:
        figures += ["Revenue by month", "Active customers by month"]
    section.consists_of(figures, [])
    figure = {one.title.text: one for one in section.figures}
    if facts.has_shares:
        concentration(figure["How revenue is concentrated"], facts)
    if facts.measured:
        months = facts.shop.months()[-MOST_MONTHS:]
        currency = f" {facts.options.currency}" if facts.options.currency else ""
        by_month(figure["Revenue by month"], "revenue",
                 [(m, revenue, exact.exact_money(revenue), exact.each(lambda text: text + currency, exact.short(revenue)))
                  for m, revenue, _ in months])
        by_month(figure["Active customers by month"], "customers who bought",
                 [(m, active, exact.count(active), exact.count(active)) for m, _, active in months])


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


def by_month(figure, unit, months):
    """`months` are (name, value, text, text for people)."""
    best = max(months, key=lambda month: month[1])  # the first of equal ones
    year, month = best[0].split("-")
    sentences = [("Most in {}: {}.", f"{MONTHS[int(month) - 1]} {year}", best[3])]
    if len(months) > 2:
        sentences.append(("The first and the last month may be incomplete.",))
    figure.reads(figure.reading, *sentences)
    figure.captioned(figure.title.text)
    figure.table.holds(figure.title.text, ["Month", unit], [[name, text] for name, _, text, _ in months])
    picture = Picture(figure.pictures[0], figure.failures, figure.where)
    picture.titled(figure.title.text, "A column per month")
    bars.columns(picture, unit, [(name, float(value), f"{name}: {unit} {text}") for name, value, text, _ in months])
