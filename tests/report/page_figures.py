"""Recomputes every figure of the HTML pages of `rfmseg analyze`, `diff`, `cohort`, `trend`, `clv`, `validate`
and `predict`.

    page_figures.py RFMSEG MAKE_SHOP SOURCE

Customers, money, scores and segments are computed anew from the rows of the input; which cluster and value
tier a customer is in is read from segments.csv, the figures of the choice of k from analysis.json. The page
is walked section by section: a sentence, a cell or a mark that no check has claimed is a failure.
"""

import csv
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "page"), str(HERE.parent / "support")]

import cohorts  # noqa: E402
import lifetimes  # noqa: E402
import movement  # noqa: E402
import prediction_page  # noqa: E402
import predictions  # noqa: E402
import repeat_models  # noqa: E402
import report_page  # noqa: E402
import trend  # noqa: E402
import validation  # noqa: E402
from facts import Facts  # noqa: E402
from model import Model  # noqa: E402
from page import Failures  # noqa: E402
from scheme import Scheme  # noqa: E402
from shop import DAY, Shop, in_order  # noqa: E402

RFMSEG, MAKE_SHOP, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
SAMPLE = SOURCE / "data/sample_retail.csv"
ONLINE_RETAIL = SOURCE.parent / "shared/data/online_retail.csv.gz"  # next to the checkout
MOST_SHOWN = 25


@dataclass
class Options:
    """What a run was asked for, as far as the page tells it."""
    source: str
    command: str
    by: str = ""
    features: str = "log1p and z-score of recency, frequency and monetary"
    model: Model | None = None
    resamples: int = 0
    measured: bool = True
    currency: str = ""


def run(*arguments):
    subprocess.run([RFMSEG, *map(str, arguments), "-q"], check=True, stdout=subprocess.DEVNULL)


def scheme(name="classic"):
    return Scheme(SOURCE / f"data/schemes/{name}.toml")


def analyze(title, shop, path, *arguments, preset="classic", said=None, **options):
    """Makes a report and checks it; `said` are the arguments as the page gives them. Returns whether all is right."""
    failures = Failures()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        run("analyze", path, "--out", folder, *arguments)
        command = " ".join(["rfmseg analyze", str(path), *(said or map(str, arguments))])
        rules = scheme(preset)
        if options.get("model"):
            options["model"].freeze(rules)
        facts = Facts(shop, rules, folder, Options(str(path), command, **options), failures)
        report_page.check((folder / "report.html").read_text(), facts, failures)
    return report(title, failures)


def report(title, failures):
    print(f"{title}: {len(failures)} failures" if failures else f"{title}: all figures are right")
    for failure in failures[:MOST_SHOWN]:
        print("FAILED:", failure)
    return not failures


def write_shop(path, rows, currency=""):
    lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"]
    lines += [",".join(map(str, row)) for row in rows]
    if currency:
        lines = [lines[0] + ",Currency"] + [f"{line},{currency}" for line in lines[1:]]
    path.write_text("\n".join(lines) + "\n")
    return path


def shop_with_ties(path):
    """Most customers are like another in frequency and spend, one buys nearly all; no row is rejected."""
    rows = []
    for i in range(60):
        for order in range(1 + i % 3):
            date = f"2011-{1 + (i + order) % 6:02}-{1 + i % 10:02} 10:00:00"
            rows.append((f"{i}-{order}", f"S{i % 4}", "THING", 1 + i % 2, date, "2.50", 12000 + i, "France"))
    rows.append(("1000", "S1", "PALLET", 4000, "2011-05-02 09:00:00", "3.125", 13000, "Spain"))
    return write_shop(path, rows)


def even_shop(path, currency):
    """No two customers alike, none much larger than another; how many is no multiple of five."""
    rows = [(f"{i}-{order}", f"S{i}", "THING", 2 + order, f"2011-0{1 + order}-{1 + i:02} 11:30:00", f"{i + 20}.35",
             14000 + i, "Italy") for i in range(23) for order in range(1 + i % 2)]
    return write_shop(path, rows, currency)


def one_segment(path, customers):
    """Every customer bought the same on the same day."""
    return write_shop(path, [(i, "S1", "THING", 2, "2011-05-02 09:00:00", "3.10", 100 + i, "Spain") for i in range(customers)])


def small_shop(path):
    """Too few customers for shares, two of them with a return, one with as much returned as bought."""
    chance = random.Random(7)
    rows = []
    for i in range(11):
        for order in range(1 + chance.randrange(4)):
            date = f"2011-0{1 + order}-{1 + chance.randrange(28):02} {chance.randrange(8, 20):02}:15:00"
            rows.append((f"{i}{order}", f"S{i}", "THING", chance.randrange(1, 30), date,
                         f"{chance.randrange(50, 2000) / 100:.2f}", 100 + i, "Spain"))
    rows.append(("C90", "S1", "THING", -1, "2011-05-01 09:00:00", "0.50", 101, "Spain"))
    rows.append(("C91", "S7", "THING", -1, "2011-05-02 09:00:00", "0.75", 102, "Spain"))
    rows.append(("95", "S2", "THING", 3, "2011-04-02 09:00:00", "2.10", 120, "Spain"))
    rows.append(("C96", "S2", "THING", -3, "2011-04-03 09:00:00", "2.10", 120, "Spain"))
    rows.append(("97", "S2", "THING", 1, "2011-04-03 09:00:00", "2.10", "", "Spain"))
    return write_shop(path, rows)


def reports(folder):
    yield analyze("sample, k chosen", Shop(SAMPLE), SAMPLE, "--k", "auto")
    yield analyze("sample, returns, by country", Shop(SAMPLE, net=True, group_column="Country"), SAMPLE,
                  "--returns", "net", "--by", "Country", by="Country")
    yield analyze("sample, pymc", Shop(SAMPLE), SAMPLE, "--scheme", "pymc", "--k", "1", preset="pymc")
    yield analyze("sample, klaviyo", Shop(SAMPLE), SAMPLE, "--scheme", "klaviyo", preset="klaviyo")
    yield analyze("sample, eleven, stability", Shop(SAMPLE), SAMPLE, "--scheme", "eleven", "--k", "auto", "--k-range",
                  "2:4", "--k-by", "gap", "--stability", "3", "--features", "recency,monetary,items",
                  "--winsorize", "2", preset="eleven", resamples=3,
                  said=["--scheme eleven --k auto --k-range 2:4 --k-by gap --features recency --features monetary",
                        "--features items --winsorize 2 --stability 3"],
                  features="log1p and z-score of recency, monetary and items, winsorized at 2%")
    path = folder / "large.csv"
    path.write_bytes(subprocess.run([MAKE_SHOP, "--customers", "700", "--seed", "5", "--basket", "3"], check=True,
                                    capture_output=True).stdout)
    yield analyze("700 customers, r-rfm", Shop(path), path, "--scheme", "r-rfm", "--k", "9", preset="r-rfm")
    path = folder / "customers.csv"
    run("rfm", SAMPLE, "-o", path)
    yield analyze("measured customers", Shop(SAMPLE), path, "--k", "auto", "--k-range", "5:7", measured=False)
    path = folder / "model.json"
    run("fit", SAMPLE, "--as-of", "2011-10-01", "--k", "5", "-o", path)
    yield analyze("a model", Shop(SAMPLE), SAMPLE, "--model", path, model=Model(path))
    path = small_shop(folder / "small.csv")
    yield analyze("few customers", Shop(path, net=True), path, "--returns", "net", "--k", "3")
    path = even_shop(folder / "even.csv", "SEK")
    yield analyze("customers much alike, with a currency", Shop(path), path, "--k", "2", currency="SEK")
    path = one_segment(folder / "alike.csv", 24)
    yield analyze("one segment, nothing to win back", Shop(path), path, "--scheme", "eleven", "--k", "1", preset="eleven")
    path = one_segment(folder / "one.csv", 1)
    yield analyze("one customer", Shop(path), path, "--scheme", "eleven", "--k", "1", preset="eleven")
    path = shop_with_ties(folder / "ties.csv")
    yield analyze("ties, one buys most, nothing rejected", Shop(path), path, "--k", "3")
    if ONLINE_RETAIL.exists():
        yield analyze("Online Retail", Shop(ONLINE_RETAIL), ONLINE_RETAIL, "--k", "4")
    else:
        print(f"not here, so not checked: {ONLINE_RETAIL}")


# --- movement --------------------------------------------------------------------------------------


def people_on(day):
    """The sample's customers on that day, by id."""
    shop, rules = Shop(SAMPLE, as_of=datetime.datetime.fromisoformat(day)), scheme()
    values = [((shop.as_of - one.last) // DAY, len(one.orders), one.revenue) for one in shop.customers.values()]
    named = rules.apply(values)
    return {id_: movement.Standing(segment, value[2], value[1], value[0])
            for id_, value, (_, segment) in zip(shop.customers, values, named)}


def people_of(path):
    with open(path, newline="") as file:
        return {row["customer_id"]: movement.Standing(row["segment"], Decimal(row["monetary"]), int(row["frequency"]),
                                                      int(row["recency"])) for row in csv.DictReader(file)}


def diff(title, folder, before, after, names, *arguments):
    failures = Failures()
    page = folder / "movement.html"
    run("diff", *arguments, "--report", page, "-o", folder / "movement.csv")
    command = " ".join(["rfmseg diff", *map(str, arguments)])
    found = movement.Movement(before, after, in_order(before.keys() | after.keys()), scheme())
    movement.check(page.read_text(), found, names, command, failures)
    run("diff", *arguments, "--format", "json", "-o", folder / "movement.json")
    movement.check_json(json.loads((folder / "movement.json").read_text(), parse_float=Decimal), found, failures)
    return report(title, failures)


def movements(folder):
    days = "2011-10-01", "2011-12-01"
    yield diff("movement of the sample", folder, *map(people_on, days),
               {"before": "1 Oct 2011", "after": "1 Dec 2011", "source": str(SAMPLE)},
               SAMPLE, "--as-of", days[0], "--as-of", days[1])
    # Without some, so that customers are new and gone.
    files = folder / "before.csv", folder / "after.csv"
    for path, day, left_out in zip(files, days, (5, 7)):
        run("segment", SAMPLE, "--as-of", day, "-o", path)
        lines = path.read_text().splitlines()
        path.write_text("\n".join(lines[:1] + [line for i, line in enumerate(lines[1:]) if i % left_out]) + "\n")
    yield diff("movement between files", folder, *map(people_of, files),
               {"before": f"{files[0]} (as of 1 Oct 2011)", "after": f"{files[1]} (as of 1 Dec 2011)", "source": ""},
               *files)


# --- over time -------------------------------------------------------------------------------------


def results(command, folder, path, *arguments):
    """The page, the JSON and the CSV of a command."""
    page, as_json, as_csv = (folder / f"{command}.{ending}" for ending in ("html", "json", "csv"))
    run(command, path, *arguments, "--report", page, "--format", "json", "-o", as_json)
    run(command, path, *arguments, "--format", "csv", "-o", as_csv)
    return page.read_text(), json.loads(as_json.read_text(), parse_float=Decimal), as_csv


def said(command, path, *arguments):
    return " ".join([f"rfmseg {command}", str(path), *arguments])


def cleaning(as_of, net):
    return (["--as-of", str(as_of.date())] if as_of else []) + ["--returns", "net"] * net


def cohorts_of(title, folder, path, unit, *arguments, as_of=None, net=False, by="", most_ages=12, currency=""):
    failures = Failures()
    found = cohorts.Cohorts(Shop(path, net=net, group_column=by, as_of=as_of), unit, bool(by), most_ages)
    arguments = ["--every", unit, *arguments, *cleaning(as_of, net)]
    page, as_json, as_csv = results("cohort", folder, path, *arguments)
    cohorts.check(page, found, str(path), said("cohort", path, *arguments), currency, failures)
    cohorts.check_json(as_json, found, currency or None, failures)
    cohorts.check_csv(as_csv, found, failures)
    return report(title, failures)


def trend_of(title, folder, path, unit, *arguments, as_of=None, net=False, cuts="last", most_dates=12, currency=""):
    failures = Failures()
    rules = scheme()
    if cuts == "last":
        run("fit", path, "--k", "1", *cleaning(as_of, net), "-o", folder / "model.json")
        Model(folder / "model.json").freeze(rules)
    found = trend.Trend(lambda day: Shop(path, net=net, as_of=day or as_of), rules, unit, cuts, most_dates)
    arguments = ["--every", unit, *arguments, *cleaning(as_of, net)]
    page, as_json, as_csv = results("trend", folder, path, *arguments)
    run("trend", path, *arguments, "--flows", folder / "flows.csv", "-o", folder / "trend.txt")
    trend.check(page, found, str(path), said("trend", path, *arguments), currency, failures)
    trend.check_json(as_json, found, currency or None, failures)
    trend.check_csv(as_csv, folder / "flows.csv", found, failures)
    return report(title, failures)


def lifetimes_of(title, folder, path, *arguments, model="bg-nbd", unit="week", split=None, as_of=None, horizon=None,
                 discount=0.1):
    failures = Failures()
    rules = scheme()
    shop = Shop(path, as_of=as_of)
    known = Shop(path, as_of=split - datetime.timedelta(seconds=1)) if split else shop
    values = [((known.as_of - one.last) // DAY, len(one.orders), one.revenue) for one in known.customers.values()]
    segments = {id_: segment for id_, (_, segment) in zip(known.customers, rules.apply(values))}
    found = lifetimes.Lifetimes(shop, segments, list(rules.rules), unit, split, horizon, discount)
    arguments = ["--model", model, "--time-unit", unit, *(["--split", str(split.date())] if split else []), *arguments,
                 *cleaning(as_of, False)]
    tracking = folder / "tracking.csv"
    page, _, as_csv = results("clv", folder, path, *arguments)
    run("clv", path, *arguments, "--tracking", tracking, "-o", folder / "clv.txt")
    seen = json.loads((folder / "clv.json").read_text())
    lifetimes.check_json(seen, found, model, failures)
    lifetimes.check_rows(as_csv, tracking, seen, failures)
    earlier = None
    if not split:
        day = seen["trial"]["first_day"]
        run("clv", path, *arguments, "--split", day, "--format", "json", "-o", folder / "earlier.json")
        earlier = lifetimes.Lifetimes(shop, {}, [], unit, datetime.datetime.fromisoformat(day))
        earlier.fit = json.loads((folder / "earlier.json").read_text())["repeat_model"]
        lifetimes.check_earlier(seen, earlier, found, failures)
    lifetimes.check(page, seen, found, earlier, str(path), said("clv", path, *arguments), failures)
    return report(title, failures)


def validation_of(title, folder, path, split):
    failures = Failures()
    as_of = split - datetime.timedelta(seconds=1)
    known, whole, rules = Shop(path, as_of=as_of), Shop(path), scheme()
    run("clv", path, "--model", "mbg-nbd", "--split", split.date(), "--draws", "0", "--format", "json", "-o",
        folder / "mbg.json")
    fit = json.loads((folder / "mbg.json").read_text())["repeat_model"]
    model = None if fit["no_dropout"] else repeat_models.model_of(fit)([one["value"] for one in fit["parameters"]])
    histories = lifetimes.Lifetimes(whole, {}, [], "week", split)
    trial = validation.Trial(known, whole, split, rules, model, histories)
    page, _, as_csv = results("validate", folder, path, "--split", str(split.date()))
    seen = json.loads((folder / "validate.json").read_text())
    validation.check_json(seen, trial, failures)
    validation.check_rows(as_csv, seen, failures)
    validation.check(page, seen, trial, str(path), said("validate", path, "--split", str(split.date())), failures)
    return report(title, failures)


def trial_of(folder, path, net=False):
    """What is known of a shop at the usual split, after three quarters of its days, and at the end."""
    whole = Shop(path, net=net)
    first = datetime.datetime.combine(min(row.time for row in whole.kept), datetime.time())
    split = first + (whole.as_of - first).days * 3 // 4 * DAY
    fits = []
    for until in (["--split", split.date()], []):
        run("clv", path, *cleaning(None, net), "--model", "mbg-nbd", *until, "--draws", "0", "--format", "json", "-o",
            folder / "mbg.json")
        fits.append(json.loads((folder / "mbg.json").read_text()))
    return predictions.Trial(path, split, whole, fits)


def predictions_of(title, folder, path, trial, *arguments, asked=None, in_report=False):
    failures = Failures()
    arguments = [*arguments, *(["--model", asked] if asked else []), *cleaning(None, trial.net)]
    page, _, as_csv = results("predict", folder, path, *arguments)
    seen = json.loads((folder / "predict.json").read_text())
    predictions.check_json(seen, trial, failures, asked)
    predictions.check_rows(as_csv, seen, failures)
    prediction_page.check(page, seen, trial, str(path), said("predict", path, *arguments), failures, asked)
    if in_report:
        run("analyze", path, "--with", "predict", "--out", folder / "analysis", *arguments)
        prediction_page.check_report((folder / "analysis/report.html").read_text(), page, failures)
    return report(title, failures)


def shop_abroad(path):
    """A shop with three countries."""
    made = subprocess.run([MAKE_SHOP, "--customers", "120", "--seed", "5", "--basket", "3"], check=True,
                          capture_output=True, text=True).stdout
    abroad = {"3": "France", "7": "Norway", "8": "Norway"}
    rows = [row[:-1] + [abroad.get(row[-2][-1:], row[-1])] if len(row) == 8 else row for row in csv.reader(made.splitlines())]
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def shop_of_buyers(path, dropout, probability=0):
    """Customers of Pareto/NBD, or of NBD, who buy for a year; weeks are the unit of their rates.

    After each purchase all of them may drop out, with the same probability.
    """
    chance = random.Random(5)
    first, weeks = datetime.datetime(2010, 12, 6), 52
    rows = []
    for customer in range(250):
        rate = chance.gammavariate(0.9, 1 / 7)
        time = chance.random() * 20
        end = min(weeks, time + chance.expovariate(chance.gammavariate(0.8, 1 / 12))) if dropout else weeks
        worth = chance.gammavariate(4, 6)
        while time < end:
            moment = first + datetime.timedelta(hours=int(time * 7 * 24))
            price = f"{worth * chance.lognormvariate(0, 0.4):.2f}"
            rows.append((f"{customer}-{moment:%j%H}", "S1", "THING", 2, f"{moment}", price, 20000 + customer, "Spain"))
            time += chance.expovariate(rate)
            if probability and chance.random() < probability:
                break
    return write_shop(path, rows)


def shop_with_gaps(path):
    """The first customer returns all in the end, another returns all and buys again; nobody buys in March."""
    def row(order, day, customer, quantity=1, price="10.00"):
        return order, "S1", "THING", quantity, f"{day} 12:00:00", price, customer, "Spain" if customer < 4 else "Chile"

    rows = [row("1", "2010-12-27", 1), row("C2", "2011-05-09", 1, -1), row("3", "2011-01-31", 2, 7),
            row("C4", "2011-02-01", 2, -7), row("5", "2011-04-01", 2, 3), row("6", "2011-01-03", 3, 2, "7.333"),
            row("6", "2011-02-03", 3, 2, "7.333"), row("7", "2011-04-30", 3, 9), row("C8", "2011-01-02", 4, -1),
            row("9", "2011-02-28", 4, 20, "0.125"), row("C10", "2011-04-20", 3, -4), row("11", "2011-05-31", 5)]
    return write_shop(path, rows)


def over_time(folder):
    yield cohorts_of("cohorts by month", folder, SAMPLE, "month")
    yield cohorts_of("cohorts by quarter and country", folder, SAMPLE, "quarter", "--by", "Country", by="Country")
    yield cohorts_of("cohorts by week, returns", folder, SAMPLE, "week", "--ages", "20", net=True, most_ages=20)
    day = datetime.datetime(2011, 10, 1)
    yield cohorts_of("cohorts by month, all complete", folder, SAMPLE, "month", as_of=day)
    yield trend_of("trend by month", folder, SAMPLE, "month")
    yield trend_of("trend by quarter, returns, own cuts", folder, SAMPLE, "quarter", "--cuts", "own", net=True,
                   cuts="own")
    yield trend_of("trend by quarter, all complete", folder, SAMPLE, "quarter", as_of=day)
    yield trend_of("trend by week, own cuts", folder, SAMPLE, "week", "--cuts", "own", "--periods", "5", cuts="own",
                   most_dates=5)
    split = datetime.datetime(2011, 9, 1)
    yield lifetimes_of("lifetimes, BG/NBD", folder, SAMPLE, split=split)
    yield lifetimes_of("lifetimes, MBG/NBD", folder, SAMPLE, "--draws", "0", model="mbg-nbd", unit="day")
    yield validation_of("validation", folder, SAMPLE, split)
    path = shop_of_buyers(folder / "buyers.csv", dropout=True)
    yield lifetimes_of("lifetimes, Pareto/NBD", folder, path, "--horizon", "3", "--discount", "0.2", model="pareto-nbd",
                       unit="month", split=split, horizon=3, discount=0.2)
    yield validation_of("validation with dropout", folder, path, datetime.datetime(2011, 8, 1))
    path = shop_of_buyers(folder / "loyal.csv", dropout=False)
    yield lifetimes_of("lifetimes, no dropout", folder, path, "--draws", "50")
    path = shop_of_buyers(folder / "alike.csv", dropout=False, probability=0.15)
    yield lifetimes_of("lifetimes, one probability of dropping out", folder, path, "--draws", "50", model="mbg-nbd")
    yield predictions_of("predictions", folder, SAMPLE, trial_of(folder, SAMPLE), in_report=True)
    yield predictions_of("predictions by logistic regression, returns", folder, SAMPLE, trial_of(folder, SAMPLE, net=True),
                         "--target", "returns", asked="logistic")
    path = shop_abroad(folder / "abroad.csv")
    yield predictions_of("predictions by lasso, three countries", folder, path, trial_of(folder, path), asked="lasso")
    for path, currency in ((small_shop(folder / "small.csv"), ""), (even_shop(folder / "even.csv", "SEK"), "SEK"),
                           (shop_with_gaps(folder / "gaps.csv"), "")):
        for unit in ("week", "month", "year"):
            title = f"few customers, {path.name} by {unit}"
            yield cohorts_of(f"cohorts of {title}", folder, path, unit, net=True, currency=currency)
            yield trend_of(f"trend of {title}", folder, path, unit, net=True, currency=currency)


def main():
    right = []
    with tempfile.TemporaryDirectory() as scratch:
        right += reports(pathlib.Path(scratch))
        right += movements(pathlib.Path(scratch))
        right += over_time(pathlib.Path(scratch))
    return 0 if all(right) else 1


sys.exit(main())
