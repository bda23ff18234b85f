"""Reads a page into sections, figures, tables and pictures, and knows what nobody has checked.

A check claims what it has compared. Every text and every mark that is left in the end is a failure, so
that no figure comes to the page without its check.
"""

import html.parser
import re

import exact

VOID = {"meta"}
MARKS = {"rect", "line", "path", "circle"}


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []
        self.text = ""
        self.claimed = False
        self.label_claimed = "aria-label" not in attributes

    def __getitem__(self, name):
        return self.attributes.get(name)

    def all(self, *tags):
        """The elements below, in the order of the page."""
        for child in self.children:
            if child.tag in tags or not tags:
                yield child
            yield from child.all(*tags)

    def child(self, tag):
        return next((child for child in self.children if child.tag == tag), None)

    def claim(self):
        self.claimed = True
        return self


class Tree(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.root = self.at = Node("", {}, None)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        node = self.add(tag, attributes)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attributes):
        self.add(tag, attributes)

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.text += data

    def add(self, tag, attributes):
        node = Node(tag, dict(attributes), self.at)
        self.at.children.append(node)
        return node


class Failures(list):
    def add(self, where, what):
        self.append(f"{where}: {what}")

    def expect(self, holds, where, what):
        if not holds:
            self.add(where, what)

    def same(self, seen, wanted, where):
        if not exact.is_right(seen, wanted):
            self.add(where, f"'{seen}' instead of '{' or '.join(exact.texts_of(wanted))}'")


class Part:
    """Some of the page; `where` tells people which."""

    def __init__(self, failures, where):
        self.failures, self.where = failures, where

    def expect(self, holds, what):
        self.failures.expect(holds, self.where, what)

    def same(self, seen, wanted, what=""):
        """Dates of `wanted` are expected as people write them."""
        wanted = exact.each(exact.people_dates, wanted)
        self.failures.same(seen, wanted, f"{self.where}{what and ': '}{what}")

    def says(self, node, wanted, what=""):
        """The node's text is one of the wanted ones."""
        if node is None:
            return self.expect(False, f"nothing says {wanted} {what}")
        node.claim()
        self.same(node.text, wanted, what or node.tag)

    def reads(self, node, *sentences):
        """A paragraph of these sentences, each a template with {} for the figures that follow it."""
        if node is None:
            return self.expect(not sentences, "there is no sentence to read")
        node.claim()
        rest = node.text
        for template, *figures in sentences:
            template = exact.people_dates(template)
            pattern = "(.+?)".join(re.escape(part) for part in template.split("{}"))
            match = re.match(pattern + r"(?: |$)", rest)
            if not match:
                return self.expect(False, f"instead of '{template}' it says '{rest}'")
            for seen, wanted in zip(match.groups(), figures, strict=True):
                self.same(seen, wanted, f"'{template}'")
            rest = rest[match.end():]
        self.expect(not rest, f"nobody checked the sentence '{rest}'")


class Table(Part):
    def __init__(self, node, failures, where):
        super().__init__(failures, f"{where}, table")
        self.node = node
        rows = list(node.all("tr"))
        self.head = rows[0].children
        self.rows = [row.children for row in rows[1:]]
        self.totals = [i for i, row in enumerate(rows[1:]) if row["class"] == "total"]

    def holds(self, title, columns, rows, totals=()):
        """Exactly these cells; `totals` are the rows that are set apart."""
        # A title that the page has twice is followed by the section.
        section = self.where.split(",")[0]
        self.same(self.node["aria-label"], exact.OneOf({f"Table: {title}", f"Table: {title} ({section})"}))
        self.node.label_claimed = True
        self.expect(len(self.head) == len(columns), f"{len(self.head)} columns, not {len(columns)}")
        for cell, wanted in zip(self.head, columns):
            self.says(cell, wanted, "header")
        self.expect(len(self.rows) == len(rows), f"{len(self.rows)} rows, not {len(rows)}")
        for cells, wanted in zip(self.rows, rows):
            name = f"row {cells[0].text}"
            self.expect(len(cells) == len(wanted), f"{name}: {len(cells)} cells, not {len(wanted)}")
            for cell, column, text in zip(cells, columns, wanted):
                self.says(cell, text, f"{name}, {column}")
        self.expect(self.totals == [i % len(rows) for i in totals], f"rows {self.totals} are emphasised")


class Figure(Part):
    """A figure: its pictures by their captions, what to read in them, and their figures as a table."""

    def __init__(self, node, failures, where):
        self.title = next(node.all("h3"))
        super().__init__(failures, f"{where}, {self.title.text}")
        self.title.claim()
        self.reading = next(node.all("figcaption")).child("p")
        pictures = [div for div in node.child("div").children if div.tag == "div"]
        # What phones show instead of a picture for wide windows.
        self.narrow = [div.child("svg") for div in pictures if div["class"] == "narrow"]
        self.narrow_captions = [div.child("p") for div in pictures if div["class"] == "narrow"]
        pictures = [div for div in pictures if div["class"] != "narrow"]
        self.captions = [div.child("p") for div in pictures]
        self.pictures = [div.child("svg") for div in pictures]
        self.table = Table(node.child("details").child("div"), failures, self.where)
        self.says(node.child("details").child("summary"), "Figures")

    def captioned(self, *captions):
        """Has so many pictures; several are told apart by their captions."""
        self.expect(len(self.pictures) == len(captions), f"{len(self.pictures)} pictures")
        for nodes in (self.captions, self.narrow_captions):
            for node, caption in zip(nodes, captions):
                if len(captions) > 1:
                    self.says(node, caption, "caption")


class PlainTable(Part):
    """A table with a heading and a paragraph before it; any may be missing."""

    def __init__(self, title, failures, where):
        self.title = title.text if title else ""
        super().__init__(failures, f"{where}, {self.title or 'untitled table'}")
        if title:
            title.claim()
        self.reading = None
        self.table = None


class Fold(Part):
    """A table that the reader opens."""

    def __init__(self, node, failures, where):
        self.title, self.summary = node.child("summary").children
        super().__init__(failures, f"{where}, {self.title.text}")
        self.expect(node["open"] is None, "it is open")
        self.reading = node.child("p")
        self.table = Table(node.child("div"), failures, self.where)


class Section(Part):
    def __init__(self, node, failures):
        self.closed = next((one for one in node.children if one["class"] == "closed"), None)
        self.id = node["id"]
        self.title = (self.closed.child("summary") if self.closed else node).child("h2").claim().text
        super().__init__(failures, self.title)
        if self.closed:
            self.expect(self.closed["open"] is None, "it is not closed")
            node = self.closed
        self.figures, self.tables = [], []
        self.folds = [Fold(one, failures, self.title) for one in node.children if one["class"] == "fold"]
        self.headline = next((p for p in node.children if p["class"] == "headline"), None)
        self.notes = [p for p in node.children if p["class"] == "note"]
        for child in node.children:
            if child is self.headline or child in self.notes:
                continue
            if child["class"] == "figures":
                self.figures = [Figure(one, failures, self.title) for one in child.children]
            elif child.tag == "h3":
                self.tables.append(PlainTable(child, failures, self.title))
            elif child.tag == "p":
                if not self.tables:
                    self.tables.append(PlainTable(None, failures, self.title))
                self.tables[-1].reading = child
            elif child["class"] == "table":
                if not self.tables or self.tables[-1].table:
                    self.tables.append(PlainTable(None, failures, self.title))
                self.tables[-1].table = Table(child, failures, self.tables[-1].where)

    def command_is(self, command):
        code = self.tables[0].reading.claim().child("code")
        self.expect(code is not None and code.claim().text == command, f"the command is not '{command}'")

    def notes_are(self, *wanted):
        self.expect(len(self.notes) == len(wanted), f"{len(self.notes)} notes, not {len(wanted)}")
        for node, sentence in zip(self.notes, wanted):
            self.says(node, sentence, "note")

    def consists_of(self, figures, tables):
        """Has these figures and tables, by title, in this order."""
        tables = [exact.people_dates(title) for title in tables]
        self.expect([figure.title.text for figure in self.figures] == figures,
                    f"figures {[figure.title.text for figure in self.figures]}, not {figures}")
        self.expect([table.title for table in self.tables] == tables,
                    f"tables {[table.title for table in self.tables]}, not {tables}")


class Page(Part):
    def __init__(self, text, failures):
        super().__init__(failures, "page")
        root = Tree(text).root
        head, self.body = next(root.all("head")), next(root.all("body"))
        self.title = next(head.all("title"))
        self.version = next(node["content"] for node in head.all("meta") if node["name"] == "generator")
        self.header = self.body.child("header")
        self.heading, self.subtitle = self.header.child("h1"), self.header.child("p")
        main = self.body.child("main")
        cards = main.child("dl")
        self.cards = [(div.child("dt"), div.child("dd")) for div in cards.children] if cards else []
        sections = [node for node in main.children if node.tag == "section"]
        self.opening = next((node for node in sections if node["class"] == "opening"), None)
        self.sections = [Section(node, failures) for node in sections if node is not self.opening]

    def headed(self, title, subtitle, cards, sections):
        self.says(self.title, title)
        self.says(self.heading, title)
        if subtitle or self.subtitle.text:
            self.says(self.subtitle, subtitle, "subtitle")
        self.expect(len(self.cards) == len(cards), f"{len(self.cards)} cards, not {len(cards)}")
        for (name, value), (wanted_name, wanted) in zip(self.cards, cards):
            self.says(name, wanted_name, "card")
            self.says(value, wanted, f"card '{wanted_name}'")
        titles = [section.title for section in self.sections]
        self.expect(titles == sections, f"sections {titles}, not {sections}")
        nav = self.body.child("nav")
        self.navigates("", [(link.text, section) for link, section in zip(nav.child("span").children, self.sections)])
        self.expect(all(section.id for section in self.sections), "a section is not in the line at the top")

    def navigates(self, title, anchors):
        """The sticky line has this title (or none) and these words, each of which leads to a part of the page."""
        nav = self.body.child("nav")
        self.same(nav["aria-label"], "Sections")
        nav.label_claimed = True
        if title or nav.child("b"):
            self.says(nav.child("b"), title)
        links = [node for node in nav.child("span").children if node.tag == "a"]
        self.expect([link.claim().text for link in links] == [name for name, _ in anchors],
                    f"the line leads to {[link.text for link in links]}")
        for link, (name, part) in zip(links, anchors):
            id_ = part.id if isinstance(part, Section) else part["id"]
            self.expect(id_ and link["href"] == "#" + id_, f"'{name}' leads to {link['href']}, not to {id_}")

    def leaves_nothing_unchecked(self):
        for node in self.body.all():
            if not node.label_claimed:
                self.expect(False, f"nobody checked the label '{node['aria-label']}'")
            if node.claimed:
                continue
            if node.tag in MARKS:
                self.expect(False, f"nobody checked the mark <{node.tag} {node.attributes}>")
            elif node.text.strip():
                self.expect(False, f"nobody checked the <{node.tag}> '{node.text.strip()}'")
