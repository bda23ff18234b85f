"""Scores: customers and revenue by recency and frequency score, and ties."""

from fractions import Fraction

import areas
import exact
from facts import Group
from picture import Picture


def check(section, facts):
    section.consists_of(["Recency and frequency scores"], [])
    scores(section.figures[0], facts)
    section.expect(len(section.notes) == bool(facts.ties_sentences()), f"{len(section.notes)} notes")
    for note in section.notes:
        section.reads(note, *facts.ties_sentences())


def scores(figure, facts):
    rows = [str(r) for r in range(facts.scheme.scoring["recency"].bins, 0, -1)]
    columns = [str(f) for f in range(1, facts.scheme.scoring["frequency"].bins + 1)]
    cells = {}
    for r in rows:
        for f in columns:
            people = facts.of(lambda one: (str(one.scores[0]), str(one.scores[1])) == (r, f))
            if people:
                cells[r, f] = Group("", people)
    # Of equally full ones whichever the sentence names.
    fullest = max(cells, key=lambda at: (cells[at].size, "recency {} and frequency {}.".format(*at)
                                         in figure.reading.text))
    figure.reads(figure.reading,
                 ("The largest cell has {} customers, with recency {} and frequency {}.",
                  exact.count(cells[fullest].size), *fullest),
                 ("Scores run from 1 (worst) to the best; darker is more.",))
    figure.captioned("Customers", "Revenue per customer")
    per_head = {at: Fraction(group.revenue) / group.size for at, group in cells.items()}
    figure.table.holds(figure.title.text, ["Recency score", "Frequency score", "Customers", "Revenue per customer"],
                       [[*at, exact.count(group.size), exact.mean(per_head[at], 2)] for at, group in cells.items()])
    tips = {(r, f): exact.each(lambda mean, r=r, f=f, group=group: f"recency {r}, frequency {f}: "
                               f"{exact.counted(group.size, 'customer')}, revenue per customer {mean}",
                               exact.mean(per_head[r, f], 2)) for (r, f), group in cells.items()}
    # Pictures over the page have another one for phones.
    figure.expect(len(figure.narrow) in (0, 2), f"{len(figure.narrow)} narrow pictures")
    for pictures in [figure.pictures] + ([figure.narrow] if figure.narrow else []):
        for node, title, more, value, text in (
                (pictures[0], "Customers", "customers", lambda at: Fraction(cells[at].size),
                 lambda at: exact.count(cells[at].size)),
                (pictures[1], "Revenue per customer", "revenue per customer", lambda at: max(per_head[at], 0),
                 lambda at: exact.short(per_head[at]))):
            picture = Picture(node, figure.failures, f"{figure.where}, {title}")
            picture.titled(f"{title} by recency and frequency score",
                           f"A cell per pair of scores, darker with more {more}")
            areas.heat_map(picture, "Recency", "Frequency score", rows, columns,
                           {at: (value(at), text(at), tips[at]) for at in cells}, all_spoken=True)
