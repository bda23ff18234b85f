"""The page's section on models of repeat buying."""

from markdown import megabytes, prose, seconds, table

TITLES = {"bg-nbd": "BG/NBD", "mbg-nbd": "MBG/NBD", "pareto-nbd": "Pareto/NBD"}
LIKELIHOOD_NOISE = 1e-6  # what sums in another order may differ by
WANTED = 20  # times as fast as lifetimes

METHOD = """\
- **Ratios** are to rfmseg with one thread.
- **Wall**, CPU and **peak** are of whole processes. rfmseg reads and cleans the purchases, fits the model and that of
  spend, forecasts for every customer, assigns segments and writes JSON. The peers read by pandas and fit.
- **Fit** is the median time of fitting alone, by each program's own clock, after reading and importing. rfmseg's also includes
  standard errors.
- **Log-likelihood** is computed by one program, by the formulas of lifetimes, from the parameters found by each tool.
- All have the same purchases, one a day at most, until 1997-09-30, and weeks as the unit. clvkit has no Pareto/NBD.
- Simulated customers are of Pareto/NBD with the parameters of CDNOW, by a seeded generator.
"""


def repeat_section(results: dict) -> str:
    facts = results["machine"]
    text = "## Repeat-buying models\n\n" + prose(
        "`rfmseg clv` against lifetimes and clvkit: fits by maximum likelihood. "
        f"{facts['date']}: {facts['cpu']}, {facts['cores']} cores; rfmseg {facts['rfmseg']}; lifetimes "
        f"{facts['lifetimes']}, clvkit {facts['clvkit']}, numpy {facts['numpy']}, scipy {facts['scipy']}, pandas "
        f"{facts['pandas']}, Python {facts['python']}. Up to {results['runs']} runs of each command."
    )
    if facts["busy"] > 0.1:
        text += "\n" + prose(
            f"**{facts['busy']:.1f} cores were busy with other work when the measurement began: wall "
            "times are too long, especially the long ones, which makes the ratios look better; CPU times suffer less.**"
        )
    return "\n".join([text, goals(results), *map(measured, results["inputs"]),
                      "### How these models are measured\n\n" + METHOD])  # fmt: skip


def of_tool(file: dict, tool: str) -> dict:
    return next(row for row in file["tools"] if row["tool"] == tool)


def goals(results: dict) -> str:
    rows = []
    for file in results["inputs"]:
        ours, lifetimes = of_tool(file, "rfmseg"), of_tool(file, "lifetimes")
        peers = [row for row in file["tools"] if row["tool"] != "rfmseg"]
        where = (file["input"], TITLES[file["model"]])
        times = lifetimes["fit"] / ours["fit"]
        rows.append((*where, "fit: times as fast as lifetimes, at least", str(WANTED), f"{times:.0f}",
                     "met" if times >= WANTED else "**missed**"))  # fmt: skip
        least = ours["likelihood"] - max(row["likelihood"] for row in peers)
        rows.append((*where, "log-likelihood less the best peer's, at least", "0", f"{round(least, 6) + 0:.6f}",
                     "met" if least >= -LIKELIHOOD_NOISE else "**missed**"))  # fmt: skip
    return "### Goals for models\n\n" + table(("input", "model", "goal", "limit", "measured", ""), rows, 3)


def measured(file: dict) -> str:
    ours = of_tool(file, "rfmseg")
    rows = [
        (row["tool"], str(row["threads"]), seconds(row["fit"]), seconds(row["wall"]),
         f"{seconds(row['wall_min'])} - {seconds(row['wall_max'])}", seconds(row["cpu"]), megabytes(row["peak"]),
         f"{row['likelihood']:,.4f}", *(f"{row[key] / ours[key]:.1f}" for key in ("fit", "wall", "peak")))
        for row in file["tools"]
    ]  # fmt: skip
    header = ("tool", "threads", "fit", "wall", "min - max", "CPU", "peak", "log-likelihood", "fit ÷", "wall ÷",
              "peak ÷")  # fmt: skip
    return f"### {TITLES[file['model']]} of {file['input']} customers\n\n" + table(header, rows)
