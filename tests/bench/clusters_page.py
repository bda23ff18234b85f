"""The page's section on clusters."""

from clusters import SAME_INERTIA
from markdown import megabytes, prose, seconds, table

METHOD = """\
- **The work**: read a CSV of customers, take log1p and z-score of recency, frequency and monetary, group by
  k-means, write a CSV of customers and clusters. rfmseg also assigns segments and value tiers, computes the
  silhouette, and writes all its columns.
- **Starts**: each tool makes {starts}, on all cores. They are not the same work. The peers make
  every start on all customers, and stop there. rfmseg distributes its starts over four samples of 50,000
  customers and refines the best of each by a local search; iterates from there over all customers for a few
  iterations, runs the best of these to convergence, and finally moves single customers if that helps.
- **scikit-learn** has k-means++ starts and its default tolerance, in doubles. **faiss** has its defaults, 25
  iterations from random customers, in floats, but uses all customers; by default it
  uses 256 for each cluster. Polars reads and writes for both, quicker than pandas.
- **Inertia** is computed by one program, in doubles, from the clusters that each tool wrote. rfmseg's may
  be larger than the peers' smallest by one millionth, as sums in another order may differ.
- **Times** are taken after a first run, which measures memory. Runs longer than a minute are timed once.
- Environment variables that force OpenBLAS kernels for another CPU are unset for the peers.
- The customers are invented, by a seeded generator: recency falls off exponentially, frequency has a heavy
  tail, monetary is lognormal for each purchase, and frequent buyers bought recently.
"""

OPTIMA = """\
### Optima on Online Retail

The customers of UCI Online Retail with the default options. The best known inertia is that of 1,900
k-means++ starts of scikit-learn; the worst of ten seeds is how much of it rfmseg's inertia lies above
(wanted: at most 1e-5). Silhouette, Calinski-Harabasz and Davies-Bouldin are compared with scikit-learn's of
the same labels: the largest relative difference (wanted: at most 1e-9).

"""


def clusters_section(results: dict) -> str:
    parts = [introduction(results), goals(results), *map(measured, results["inputs"]),
             *optima(results),
             "### How clusters are measured\n\n" + METHOD.format(starts=results["starts"])]  # fmt: skip
    return "## Clusters\n\n" + "\n".join(parts)


def introduction(results: dict) -> str:
    facts = results["machine"]
    kernels = ", ".join(f"{package} {kernel}" for package, kernel in results["kernels"].items())
    text = prose(
        "`rfmseg cluster` against k-means of scikit-learn and faiss: the same customers, "
        f"{results['starts']} starts each, {facts['cores']} threads. {facts['date']}: {facts['cpu']}, "
        f"{facts['memory'] / 2**30:.0f} GiB; rfmseg {facts['rfmseg']}; scikit-learn {facts['scikit-learn']}, "
        f"faiss {facts['faiss-cpu']}, numpy {facts['numpy']}, Polars {facts['polars']}, Python "
        f"{facts['python']}. OpenBLAS's kernels: {kernels}. Up to {results['runs']} runs of each command."
    )
    if facts["busy"] > 0.1:
        text += "\n" + prose(
            f"**{facts['busy']:.1f} cores were busy with other work when the measurement began: wall "
            "times are too long.**"
        )
    return text


def best(file: dict, key: str) -> dict:
    """The peer that needs least."""
    return min((row for row in file["tools"] if row["tool"] != "rfmseg"), key=lambda row: row[key])


def goals(results: dict) -> str:
    rows = []
    for key, limit, digits, text in (
        ("wall", 0.5, 2, "wall time"),
        ("peak", 0.5, 2, "peak memory"),
        ("inertia", 1 + SAME_INERTIA, 6, "inertia"),
    ):  # fmt: skip
        for file in results["inputs"]:
            ours = next(row for row in file["tools"] if row["tool"] == "rfmseg")
            theirs = best(file, key)
            value = ours[key] / theirs[key]
            rows.append(
                (text, theirs["tool"], f"{file['customers']:,}", str(file["k"]), f"{limit:.{digits}f}",
                 f"{value:.{digits}f}", "met" if value <= limit else "**missed**")
            )  # fmt: skip
    heading = "### Goals for clusters\n\nEach is a ratio to the best of the peers, and at most the limit.\n\n"
    return heading + table(("goal", "best peer", "customers", "k", "limit", "measured", ""), rows, 2)


def optima(results: dict) -> list[str]:
    rows = [
        (str(row["k"]), f"{row['known']:,.6f}", f"{row['excess']:.1e}", f"{row['difference']:.1e}")
        for row in results["optima"]
    ]  # fmt: skip
    header = ("k", "best known inertia", "worst of ten seeds", "quality: largest difference")
    return [OPTIMA + table(header, rows, 0)] if rows else []


def measured(file: dict) -> str:
    rows = [
        (row["tool"], str(row["runs"]), seconds(row["wall"]),
         f"{seconds(row['wall_min'])} - {seconds(row['wall_max'])}", seconds(row["cpu"]),
         megabytes(row["peak"]), f"{row['inertia']:,.3f}",
         *(f"{row[key] / best(file, key)[key]:.2f}" for key in ("wall", "peak")))
        for row in file["tools"]
    ]  # fmt: skip
    header = ("tool", "runs", "wall", "min - max", "CPU", "peak", "inertia", "wall ÷", "peak ÷")
    return f"### {file['customers']:,} customers, k = {file['k']}\n\n" + table(header, rows)
