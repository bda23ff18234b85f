"""How it was computed: settings and files."""

import math

import exact
from scheme import METRICS


def check(section, facts):
    section.consists_of([], ["Settings"] + ["Input files"] * facts.measured)
    settings(section.tables[0], facts)
    if facts.measured:
        files(section.tables[1], facts)


def inertia(facts):
    """Squared distances to the means of the clusters, in standardised logarithms."""
    sum_ = 0.0
    for metric in METRICS:
        logs = {one.id: math.log1p(float(one.metric(metric))) for one in facts.people}
        mean = math.fsum(logs.values()) / len(logs)
        variance = math.fsum((value - mean) ** 2 for value in logs.values()) / len(logs)
        if variance < 1e-18:
            continue
        for group in facts.clusters:
            centre = math.fsum(logs[one.id] for one in group.people) / group.size
            sum_ += math.fsum((logs[one.id] - centre) ** 2 for one in group.people) / variance
    return sum_


def layouts(files):
    """Each layout of the files once, with what it measures."""
    texts = []
    for file in files:
        text = f"{file['layout']}: {file['measures']}" if "layout" in file else None
        if text and text not in texts:
            texts.append(text)
    return texts


def settings(table, facts):
    table.reads(table.reading, ("The same input and settings give the same page, byte by byte.",))
    options, scheme, clustering = facts.options, facts.scheme, facts.analysis["clustering"]
    rows = [["Program", f"rfmseg {facts.analysis['rfmseg_version']}"], ["Command", options.command]]
    rows.append(["As of", facts.shop.as_of.isoformat()])
    rows.append(["Scheme", scheme.name])
    if facts.measured:
        rows.append(["Metrics", f"frequency ({'repeat ' if scheme.minus_first else ''}{scheme.counts}), "
                     f"monetary{' (mean)' if scheme.mean else ''}"])
        for text in layouts(facts.analysis["input"]["files"]):
            rows.append(["Read as", text])
        rows.append(["Returns", "subtracted" if facts.shop.net else "dropped"])
    rows.append(["Scoring", ", ".join(f"{name} by {scheme.scoring[name].method} in {scheme.scoring[name].bins} bins"
                                      for name in METRICS)])
    if options.by:
        rows.append(["Scored within", options.by])
    rows.append(["Features", options.features])
    found = clustering["inertia"]
    if options.model or options.features == "log1p and z-score of recency, frequency and monetary":
        ours = options.model.inertia(facts.people) if options.model else inertia(facts)
        table.expect(math.isclose(found, ours, rel_tol=1e-9, abs_tol=1e-9), f"inertia {found}, not {ours}")
    silhouette = clustering["silhouette"]
    chosen = " (chosen)" if clustering["k_choice"] else ""
    origin = options.model.origin if options.model else "Best of 20 starts, seed 42"
    rows.append(["k-means", exact.each(
        lambda a, b: f"k = {clustering['k']}{chosen}. {origin}: inertia {a}, silhouette {b}",
        exact.mean(found, 4), "-" if silhouette is None else exact.mean(silhouette, 4))])
    if options.model:
        rows.append(["Model", options.model.sentences(facts.people)])
    table.table.holds(table.title, ["Setting", "Value"], rows)


def files(table, facts):
    table.reads(table.reading, ("The fingerprint of a plain file in UTF-8 is the output of xxhsum -H2.",))
    file = facts.analysis["input"]["files"][0]
    table.table.holds(table.title, ["File", "Rows", "Encoding", "Dates as", "XXH3 of its text"],
                      [[facts.options.source, exact.count(len(facts.shop.rows)), file["encoding"], file["date_format"],
                        file["fingerprint"]]])
