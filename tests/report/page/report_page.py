"""The page of `rfmseg analyze`, section by section."""

import exact
import sections_choice
import sections_clusters
import sections_computed
import sections_distributions
import sections_ledger
import sections_revenue
import sections_segments
from page import Page


def cards(facts):
    shop, whole = facts.shop, facts.whole
    yield "Customers", exact.count(whole.size)
    if facts.measured:
        yield "Orders", exact.count(shop.orders())
    yield "Revenue", exact.exact_money(whole.revenue)
    if facts.measured:
        times = [row.time for row in shop.kept]
        yield "Period", f"{min(times).date()} to {max(times).date()}"
    yield "As of", str(shop.as_of.date())
    if facts.has_shares:
        yield "Revenue from the top 20%", exact.percent(facts.top(20).revenue, whole.revenue)


def check(text, facts, failures):
    page = Page(text, failures)
    sections = {"Segments": sections_segments, "Revenue": sections_revenue, "Distributions": sections_distributions,
                "Clusters": sections_clusters, "Number of clusters": sections_choice,
                "What became of every row": sections_ledger, "How it was computed": sections_computed}
    if not facts.measured:
        del sections["What became of every row"]
        if not facts.has_shares:
            del sections["Revenue"]
    if not facts.analysis["clustering"]["k_choice"]:
        del sections["Number of clusters"]
    source = facts.options.source
    page.headed("Customer segments", source if facts.measured else f"{source}: customers as they were measured before",
                list(cards(facts)), list(sections))
    page.same(page.version, f"rfmseg {facts.analysis['rfmseg_version']}", "generator")
    for section in page.sections:
        if section.title in sections:
            sections[section.title].check(section, facts)
    page.leaves_nothing_unchecked()
