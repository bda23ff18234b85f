"""The page of `rfmseg analyze`, section by section."""

from collections import defaultdict
from decimal import Decimal

import exact
import opening
import sections_choice
import sections_clusters
import sections_computed
import sections_distributions
import sections_ledger
import sections_revenue
import sections_scores
import sections_segments
from page import Page


def dropped_returns(shop):
    """What is returned by those who are customers, and what would be left of the revenue."""
    returned = defaultdict(Decimal)
    for row in shop.rows:
        if row.reason in ("cancellation", "return") and row.amount < 0 and row.customer in shop.customers:
            returned[row.customer] += row.amount
    left = {one.id: one.revenue + returned[one.id] for one in shop.customers.values()}
    top = sorted(shop.customers.values(), key=lambda one: -one.revenue)[:25]
    most = sum(one.revenue + 2 * returned[one.id] < 0 for one in top)
    return -sum(returned.values(), Decimal(0)), sum((one for one in left.values() if one > 0), Decimal(0)), top, most


def returns_matter(facts):
    """Whether dropped returns are worth more than 1% of revenue."""
    if not facts.measured or facts.shop.net:
        return False
    return dropped_returns(facts.shop)[0] * 100 > facts.whole.revenue


def rounded(value):
    """Amounts of a thousand and more are short."""
    return exact.short(value) if value >= 1000 else exact.exact_money(value)


def doubts(page, warnings, facts):
    """The warnings; that of ties is only counted."""
    nodes = [node for node in warnings if not node.claim().text.startswith("Check: ties decide the segments of ")]
    wanted = []
    revenue = facts.whole.revenue
    if returns_matter(facts):
        returned, left, top, most = dropped_returns(facts.shop)
        wanted.append((f"Check: returns worth {{}} ({{}} of revenue) are dropped; with --returns net the revenue is {{}}"
                       + (f"; {most} of the {len(top)} customers with the highest revenue returned most of what "
                          "they bought." if most else "."),
                       rounded(returned), exact.percent(returned, revenue), rounded(left)))
    if facts.measured and not facts.options.model:
        times = [row.time.date() for row in facts.shop.kept]
        few = [(facts.whole.size, 50, "customer"), ((max(times) - min(times)).days + 1, 90, "day")]
        few = [(number, enough, name) for number, enough, name in few if number < enough]
        if few:
            wanted.append(("Check: only " + " and ".join(exact.counted(number, name) for number, _, name in few)
                           + ": scores are not reliable with fewer than "
                           + " and ".join(f"{enough} {name}s" for _, enough, name in few) + ".",))
    page.expect(len(nodes) == len(wanted), f"{len(nodes)} checks, not {len(wanted)}")
    for node, sentence in zip(nodes, wanted):
        page.reads(node, sentence)


def navigation(page, facts):
    part = {section.title: section for section in page.sections}
    words = [("Segments", "Segments in detail"), ("Revenue", "Revenue"), ("Clusters", "Clusters"),
             ("Appendix", "Rows kept and dropped" if facts.measured else "Scores")]
    quality = next((node for node in page.opening.children if node["class"] == "quality"), None)
    page.navigates("Customer segments", [("Summary", page.header)] + [("Data quality", quality)] * (quality is not None)
                   + [(word, part[title]) for word, title in words if title in part])


def check(text, facts, failures):
    page = Page(text, failures)
    doubts(page, opening.check(page, facts, returns_matter(facts)), facts)
    sections = {"Segments in detail": sections_segments, "Revenue": sections_revenue, "Clusters": sections_clusters,
                "Rows kept and dropped": sections_ledger, "Scores": sections_scores,
                "Distributions": sections_distributions, "Number of clusters": sections_choice,
                "How it was computed": sections_computed}
    if not facts.measured:
        del sections["Rows kept and dropped"]
        if not facts.has_shares:
            del sections["Revenue"]
    if not facts.analysis["clustering"]["k_choice"]:
        del sections["Number of clusters"]
    page.says(page.title, "Customer segments")
    navigation(page, facts)
    titles = [section.title for section in page.sections]
    page.expect(titles == list(sections), f"sections {titles}, not {list(sections)}")
    closed = [section.title for section in page.sections if section.closed]
    page.expect(closed == list(sections)[list(sections).index("Clusters") + 1:], f"closed sections {closed}")
    page.same(page.version, f"rfmseg {facts.analysis['rfmseg_version']}", "generator")
    for section in page.sections:
        if section.title in sections:
            sections[section.title].check(section, facts)
    page.leaves_nothing_unchecked()
