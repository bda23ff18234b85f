"""The first screen of the report: the finding, what to do first, all segments, how good the data are."""

import math
from fractions import Fraction

import exact
from facts import Group
from page import Table

GROUPS = {"keep": "Keep", "win-back": "Win back", "grow": "Grow", "low-cost": "Low cost", None: "Other"}
ONE_IN = {"Call": 4, "Win back": 10, "Grow": 5}
MOST_NAMES = 3
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def whole_percent(part, whole):
    share = 100 * Fraction(part) / Fraction(whole)
    texts = {text + "%" for text in exact.mean(share, 0)}
    if 0 < share < Fraction(1, 2):
        texts = {"<1%"}
    return exact.OneOf(texts)


def day(time):
    return f"{time.day} {MONTHS[time.month - 1]} {time.year}"


def purchases(scheme):
    """What frequency counts."""
    return {"orders": "Orders", "days": "Days", "lines": "Lines"}[scheme.counts] + " after the first" * scheme.minus_first


def median(people, metric):
    return exact.quantile(sorted(one.metric(metric) for one in people), Fraction(1, 2))


class Opening:
    def __init__(self, page, facts):
        self.page, self.facts, self.node = page, facts, page.opening
        self.currency = f" {facts.options.currency}" if facts.options.currency else ""
        self.groups = [(key, [s for s in facts.segments if facts.scheme.rules[s.name].get("group") == key])
                       for key in GROUPS]
        self.groups = [(key, segments) for key, segments in self.groups if segments]

    def money(self, value):
        return exact.each(lambda text: text + self.currency, exact.short(value))

    def exact_money(self, value):
        return exact.exact_money(value) + self.currency

    def united(self, segments):
        names = {segment.name for segment in segments}
        return Group("", self.facts.of(lambda one: one.segment in names))

    def of(self, key):
        return next((segments for one, segments in self.groups if one == key), [])

    # --- above ---------------------------------------------------------------------------------------

    def header(self):
        facts, shop, whole = self.facts, self.facts.shop, self.facts.whole
        times = [row.time for row in shop.kept]
        wanted = [(facts.options.source, None),
                  (f"{day(min(times))} to {day(max(times))}" if facts.measured else "customers measured before", None),
                  (f"as of {day(shop.as_of)}", shop.as_of.isoformat()), (exact.counted(whole.size, "customer"), None)]
        if facts.measured:
            wanted.append((exact.counted(shop.orders(), "order"), None))
        wanted.append((exact.each(lambda money: f"{money} revenue", self.money(whole.revenue)),
                       self.exact_money(whole.revenue)))
        items = self.page.header.child("ul").children
        self.page.expect(len(items) == len(wanted), f"{len(items)} facts, not {len(wanted)}")
        for item, (text, more) in zip(items, wanted):
            node = item.child("span") or item
            self.page.says(node, text, "fact")
            self.page.expect(node["title"] == more, f"'{text}' is exactly '{node['title']}', not {more}")
        self.page.reads(self.page.heading, *self.finding())

    def finding(self):
        whole, segments = self.facts.whole, self.facts.segments
        best, lost = segments[0], self.of("win-back")
        lost = self.united(lost) if lost else None
        waits = lambda some: exact.counted(math.ceil(median(some.people, "recency")), "day")
        if whole.size == 1:
            yield ("The only customer is in {}, spent {} and last ordered {} ago.", best.name, self.money(whole.revenue),
                   waits(whole))
            return
        if len(segments) == 1:
            yield ("All {} are in one segment, {}.", exact.counted(whole.size, "customer"), best.name)
            if lost:
                yield ("They spent {} and are slipping away: half of them have not ordered for {} or more.",
                       self.money(lost.revenue), waits(lost))
                return
        else:
            more = Fraction(best.revenue) / Fraction(whole.revenue) > Fraction(best.size, whole.size)
            yield ("{} are {} of customers {} bring {} of revenue.", best.name, whole_percent(best.size, whole.size),
                   "but" if more else "and", whole_percent(best.revenue, whole.revenue))
        if lost and lost.size == 1:
            yield ("1 customer who spent {} is slipping away, with no order for {}.", self.money(lost.revenue), waits(lost))
        elif lost:
            yield ("{} who spent {} are slipping away: half of them have not ordered for {} or more.",
                   exact.counted(lost.size, "customer"), self.money(lost.revenue), waits(lost))
        else:
            groups = {rule.get("group") for rule in self.facts.scheme.rules.values()}
            if "win-back" in groups and not self.of("low-cost"):
                yield ("No customers are slipping away.",)
            if self.facts.has_shares:
                half, sum_ = 0, 0
                while 2 * sum_ < whole.revenue:
                    sum_ += self.facts.falling[half].revenue
                    half += 1
                yield ("Half of revenue comes from {} ({}).", exact.counted(half, "customer"),
                       whole_percent(half, whole.size))

    # --- what to do first -----------------------------------------------------------------------------

    def actions(self):
        wanted = []
        if lost := list(self.of("win-back")):
            if len(lost) > 1:
                dearest = max(lost, key=lambda s: Fraction(s.revenue) / s.size)
                wanted.append(("Call", [dearest]))
                lost.remove(dearest)
            wanted.append(("Win back", lost))
        if growing := self.of("grow"):
            wanted.append(("Grow", growing))
        box = next((node for node in self.node.children if node["class"] == "actions"), None)
        cards = box.children if box else []
        self.page.expect(len(cards) == len(wanted), f"{len(cards)} actions, not {len(wanted)}")
        for card, (verb, segments) in zip(cards, wanted):
            self.action(card, verb, segments)

    def action(self, card, verb, segments):
        people, page = self.united(segments), self.page
        page.same(card["class"], verb.lower().replace(" ", "-"))
        page.says(card.child("h3"), f"{verb} {exact.counted(people.size, 'customer')}")
        sentences = [node for node in card.children if node.tag == "p"]
        names = [segment.name for segment in segments]
        if len(names) > MOST_NAMES:
            names = names[:MOST_NAMES - 1] + [f"{len(names) - MOST_NAMES + 1} more segments"]
        days = median(people.people, "recency")
        page.reads(sentences[0], ("{}: {} spent, last order {} ago" + " (median)" * (people.size > 1) + ".",
                                  exact.enumerated(names), self.money(people.revenue),
                                  exact.number(days) + (" day" if days == 1 else " days")))
        top = sorted(people.people, key=lambda one: -one.revenue)[:3]
        page.reads(sentences[1], ("Top: {}.", exact.each(
            lambda *money: ", ".join(f"{one.id} ({text})" for one, text in zip(top, money)),
            *(exact.short(one.revenue) for one in top))))
        orders = sum(len(self.facts.shop.customers[one.id].orders) for one in people.people)
        order = Fraction(people.revenue) / orders
        page.expect(sentences[2]["class"] == "prize", "the prize does not look like one")
        page.reads(sentences[2], (f"About {{}} if 1 in {ONE_IN[verb]} orders once more (average {{}}).",
                                  self.money(order * people.size / ONE_IN[verb]), exact.short(order)))
        page.expect(len(sentences) == 3, f"{len(sentences)} sentences, not 3")

    # --- segments -------------------------------------------------------------------------------------

    def segments(self):
        facts, page, scheme = self.facts, self.page, self.facts.scheme
        region = next(node for node in self.node.children if node["class"] == "table")
        page.same(region["aria-label"], "Table: Segments")
        region.label_claimed = True
        table = region.child("table")
        revenue = "Revenue" + (f", {facts.options.currency}" if facts.options.currency else "")
        self.medians = ["Days since last order", purchases(scheme), "Spend"]
        heads = [cell for row in table.child("thead").children for cell in row.children]
        wanted = ["Segment", "Customers", revenue, "Median customer", "What to do", *self.medians]
        page.expect(len(heads) == len(wanted), f"{len(heads)} heads, not {len(wanted)}")
        for cell, text in zip(heads, wanted):
            page.says(cell, text, "head")
        bodies = [node for node in table.children if node.tag == "tbody"]
        page.expect(len(bodies) == len(self.groups), f"{len(bodies)} groups, not {len(self.groups)}")
        shares = [Fraction(part) for s in facts.segments
                  for part in (Fraction(s.size, facts.whole.size), Fraction(s.revenue) / Fraction(facts.whole.revenue))]
        for body, (key, segments) in zip(bodies, self.groups):
            rows = list(body.children)
            if key or len(self.groups) > 1:
                people = self.united(segments)
                title, sum_ = rows.pop(0).child("th").children
                page.says(title, GROUPS[key])
                page.says(sum_, exact.each(lambda money: f"{exact.counted(people.size, 'customer')}, {money} spent",
                                           self.money(people.revenue)))
            page.expect(len(rows) == len(segments), f"{len(rows)} segments, not {len(segments)}")
            for row, segment in zip(rows, segments):
                self.segment(row.children, segment, revenue, max(shares))

    def segment(self, cells, segment, revenue, longest):
        page, whole = self.page, self.facts.whole
        name, customers, money, *medians, note = cells
        page.says(name, segment.name)
        self.part(customers, "Customers", exact.count(segment.size), None, segment.size, whole.size, longest, segment)
        self.part(money, revenue, exact.short(segment.revenue), self.exact_money(segment.revenue), segment.revenue,
                  whole.revenue, longest, segment)
        texts = [exact.number(median(segment.people, "recency")), exact.number(median(segment.people, "frequency")),
                 exact.short(median(segment.people, "revenue"))]
        page.expect(len(medians) == len(texts), f"{len(medians)} medians")
        for cell, title, text in zip(medians, self.medians, texts):
            page.says(cell, text, f"{segment.name}, {title}")
            page.same(cell["data-title"], title)
        page.says(note, self.facts.scheme.recommendation(segment.name))

    def part(self, cell, title, number, more, part, whole, longest, segment):
        where = f"{segment.name}, {title}"
        page = self.page
        page.same(cell["data-title"], title)
        seen, share, *bars = cell.children
        page.says(seen, number, where)
        page.expect(seen["title"] == more, f"{where}: exactly '{seen['title']}', not {more}")
        page.says(share, whole_percent(part, whole), f"{where}, share")
        width = 100 * Fraction(part) / Fraction(whole) / longest
        page.expect(len(bars) == (width > 0), f"{where}: {len(bars)} bars")
        for bar in bars:
            rect = bar.child("rect").claim()
            page.same(bar["viewbox"], "0 0 100 10")
            page.expect(abs(float(rect["width"]) - max(width, 1)) < 0.0051, f"{where}: the bar is {rect['width']} long")
            page.expect(rect["fill"] == self.facts.color(segment.name), f"{where}: the bar is {rect['fill']}")

    def exact_figures(self):
        facts, page = self.facts, self.page
        title = "Means and exact money of the segments"
        details = self.node.child("details")
        page.says(details.child("summary"), title)
        whole = facts.whole
        rows = [s.cells(whole) for s in facts.segments]
        rows.append(["all", exact.count(whole.size), "100.0%", "", "", "", exact.money(whole.revenue), "100.0%"])
        table = Table(details.child("div"), page.failures, page.where)
        table.holds(title, ["Segment", "Cust.", "Share", "R", "F", "M", "Revenue", "Share"], rows, totals=[-1])

    # --- data quality ---------------------------------------------------------------------------------

    def quality(self, matter):
        """`matter`: a warning has the returns that are dropped."""
        shop, box = self.facts.shop, next((node for node in self.node.children if node["class"] == "quality"), None)
        wanted = []
        if self.facts.measured:
            used, all_ = shop.entry("kept", "subtracted cancellation")[0], shop.whole()[0]
            verb = "Kept or subtracted" if used > shop.entry("kept")[0] else "Kept"
            wanted.append(exact.each(lambda share: f"{verb}: {exact.count(used)} of {exact.counted(all_, 'row')} ({share}).",
                                     whole_percent(used, all_)))
            rows, amount = shop.entry("missing customer id")
            if rows:
                wanted.append(exact.each(
                    lambda money: f"{exact.counted(rows, 'row')} worth {money} "
                    + ("has no customer id and belongs to no segment." if rows == 1 else
                       "have no customer id and belong to no segment."), self.money(amount)))
            for reasons, what in ((["subtracted cancellation"], "subtracted"),
                                  (["cancellation", "return"], "dropped, not subtracted")):
                rows, amount = shop.entry(*reasons)
                if rows and (shop.net or not matter):
                    wanted.append(exact.each(
                        lambda money: f"{exact.counted(rows, 'return')} worth {money} {'is' if rows == 1 else 'are'} {what}.",
                        self.money(-amount)))
                    break
        items = box.child("ul").children if box and box.child("ul") else []
        self.page.expect(len(items) == len(wanted), f"{len(items)} sentences of quality, not {len(wanted)}")
        for item, text in zip(items, wanted):
            self.page.says(item, text, "quality")
        return [node for node in box.children if node.tag == "p"] if box else []


def check(page, facts, returns_matter):
    """Returns the sentences of warnings, which the caller checks."""
    opening = Opening(page, facts)
    opening.header()
    titles = [node.claim().text for node in opening.node.children if node.tag == "h2"]
    opening.actions()
    opening.segments()
    opening.exact_figures()
    warnings = opening.quality(returns_matter)
    has_actions = any(node["class"] == "actions" for node in opening.node.children)
    has_quality = any(node["class"] == "quality" for node in opening.node.children)
    page.expect(titles == ["What to do first"] * has_actions + ["Segments"] + ["Data quality"] * has_quality,
                f"titles {titles}")
    return warnings
