"""How many clusters. The figures of every number of clusters are those of analysis.json."""

import exact
import lines
from picture import Picture

AT = {"elbow": "the inertia bends most", "silhouette": "the silhouette is largest",
      "calinski-harabasz": "Calinski-Harabasz is largest", "davies-bouldin": "Davies-Bouldin is smallest",
      "gap": "the gap is first within one standard error of the next"}


def favourites(candidates, given):
    """The k that each criterion likes best; of the elbow what analysis.json says."""
    def best(key, sign):
        known = [c for c in candidates if c[key] is not None]
        return max(known, key=lambda c: sign * c[key])["k"] if known else None

    gap = next((a["k"] for a, b in zip(candidates, candidates[1:])
                if None not in (a["gap"], b["gap"]) and a["gap"] >= b["gap"] - b["gap_error"]), None)
    return {"elbow": given["elbow"], "silhouette": best("silhouette", 1),
            "calinski-harabasz": best("calinski_harabasz", 1), "davies-bouldin": best("davies_bouldin", -1),
            "gap": gap}


def check(section, facts):
    section.consists_of(["How many clusters"], [])
    figure = section.figures[0]
    clustering = facts.analysis["clustering"]
    choice, k = clustering["k_choice"], clustering["k"]
    candidates = choice["candidates"]
    favourite = favourites(candidates, choice["favourites"])
    figure.expect(favourite == choice["favourites"], f"favourites {choice['favourites']}, not {favourite}")
    by = choice["by"]
    if favourite[by] is not None:
        reason = [("there {}.", AT[by])]
    else:
        reason = [("no k stands out by {}, but there {}.", by, AT["silhouette"])]
    figure.expect(k == (favourite[by] or favourite["silhouette"]), f"k is {k}")
    stable = [("Stability is the mean adjusted Rand index of the clusters and those of {} bootstrap resamples.",
               str(facts.options.resamples))] if facts.options.resamples else []
    figure.reads(figure.reading,
                 ("k = {} (tried {} to {}):", str(len({one.cluster for one in facts.people})), str(candidates[0]["k"]),
                  str(candidates[-1]["k"])),
                 *reason,
                 ("Other criteria (--k-by) choose: {}.",
                  ", ".join(f"{name} {favourite[name] or 'none'}" for name in
                            ("elbow", "silhouette", "calinski-harabasz", "davies-bouldin", "gap") if name != by)),
                 ("A star marks the k of each criterion.",),
                 ("The gap compares with {} reference samples without clusters, with {}; the silhouette is of {}.",
                  str(choice["gap_references"]), exact.counted(choice["gap_customers"], "customer"),
                  exact.count(max(c["silhouette_customers"] for c in candidates))),
                 *stable)
    figure.captioned("Inertia", "Silhouette")
    columns = [("Inertia", "inertia", 4, "elbow"), ("Silhouette", "silhouette", 4, "silhouette"),
               ("Calinski-H.", "calinski_harabasz", 2, "calinski-harabasz"),
               ("Davies-B.", "davies_bouldin", 4, "davies-bouldin"), ("Gap", "gap", 4, "gap"),
               ("Error", "gap_error", 4, None)]
    if facts.options.resamples:
        columns.append(("Stability", "stability", 4, None))
    rows = []
    for candidate in candidates:
        row = [str(candidate["k"])]
        for _, key, decimals, criterion in columns:
            star = "*" if criterion and favourite[criterion] == candidate["k"] else ""
            value = candidate[key]
            row.append("-" if value is None else exact.each(lambda text: star + text, exact.mean(value, decimals)))
        rows.append(row)
    figure.table.holds(figure.title.text, ["k", *(column[0] for column in columns)], rows,
                       totals=[[c["k"] for c in candidates].index(k)])
    for node, name, title, description in (
            (figure.pictures[0], "inertia", "Inertia by number of clusters",
             "Inertia falls with k; the elbow is where the line bends"),
            (figure.pictures[1], "silhouette", "Silhouette by number of clusters",
             "Higher is better; the vertical line is at the k that was chosen")):
        picture = Picture(node, figure.failures, f"{figure.where}, {name}")
        picture.titled(title, description)
        points = [(c["k"], c[name], exact.each(lambda text, k=c["k"]: f"k = {k}: {name} {text}",
                                               exact.mean(c[name], 4)))
                  for c in candidates if c[name] is not None]
        lines.line_chart(picture, name, [(name, "#0072b2", points)], "clusters (k)", highlighted=k)
