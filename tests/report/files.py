"""Reads what `rfmseg analyze` writes with other programs' libraries.

    files.py RFMSEG SOURCE

analysis.json against docs/analysis.schema.json (python3-jsonschema), analysis.xlsx by openpyxl against
analysis.json and segments.csv, report.html as HTML and its style sheet's hash. Without these libraries it
says so and exits with 77.
"""

import base64
import csv
import datetime
import hashlib
import html.parser
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
from decimal import Decimal

try:
    import jsonschema
    import openpyxl
    from openpyxl.utils import get_column_letter
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

RFMSEG, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = SOURCE / "data/sample_retail.csv"
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", what)


def run(*arguments, **options):
    return subprocess.run([RFMSEG, *map(str, arguments)], check=True, capture_output=True, **options)


# --- analysis.json -----------------------------------------------------------------------------

schema = json.loads((SOURCE / "docs/analysis.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def check_json(name, text):
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
              for e in validator.iter_errors(json.loads(text))]
    expect(not errors, f"{name}: {errors[:3]}")


customers = run("rfm", SAMPLE).stdout
for name, arguments, text in [
    ("plain", [SAMPLE], None),
    ("returns, groups", [SAMPLE, "--returns", "net", "--by", "Country"], None),
    ("choice of k", [SAMPLE, "--k", "auto", "--k-range", "2:4", "--stability", "3"], None),
    ("one cluster", [SAMPLE, "--k", "1", "--transform", "box-cox", "--winsorize", "5"], None),
    ("customers", [], customers),
]:
    check_json(name, run("analyze", *arguments, "--format", "json", input=text).stdout)

PARTS = "cohorts,trend,clv,validate,predict"
for name, arguments in [
    ("all parts", [SAMPLE, "--with", PARTS, "--every", "quarter", "--split", "2011-07-01"]),
    ("parts of groups", [SAMPLE, "--with", "cohorts,clv", "--by", "Country"]),
]:
    check_json(name, run("analyze", *arguments, "--format", "json").stdout)

broken = json.loads(run("analyze", SAMPLE, "--format", "json").stdout)
broken["customers"] = "many"
expect(list(validator.iter_errors(broken)), "the schema lets anything pass")

# --- the files of --out ------------------------------------------------------------------------

with tempfile.TemporaryDirectory() as scratch:
    folder = pathlib.Path(scratch)
    hostile = folder / "hostile.csv"
    rows = ["InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,Currency"]
    ids = ["=1+1", "@SUM(A1)", "007", "1e5", "<b>x</b>", "a\"b", "-3", "ä"]
    for i, customer in enumerate(ids * 3):
        quoted = '"' + customer.replace('"', '""') + '"'
        rows.append(f"{i},{i + 1},2011-01-{i + 1:02},2.5,{quoted},EUR")
    hostile.write_text("\n".join(rows) + "\n")

    for source, extra, currency in [(SAMPLE, [], None), (hostile, ["--k", "2"], "EUR")]:
        out = folder / source.stem
        run("analyze", source, "--out", out, "-q", *extra)
        analysis = json.loads((out / "analysis.json").read_text())
        check_json(source.name, (out / "analysis.json").read_text())
        with open(out / "segments.csv", newline="") as file:
            table = list(csv.DictReader(file))

        book = openpyxl.load_workbook(out / "analysis.xlsx")
        expect(book.sheetnames == ["Summary", "Segments", "Clusters", "Customers", "Ledger"],
               f"sheets {book.sheetnames}")
        for sheet in book:
            if sheet.title == "Summary":
                continue
            expect(sheet.freeze_panes == "A2", f"{sheet.title}: the header is not frozen")
            expect(sheet.print_title_rows == "$1:$1", f"{sheet.title}: the header is not on every page")
            totals = sheet.title in ("Segments", "Ledger")
            corner = f"{get_column_letter(sheet.max_column)}{sheet.max_row - totals}"
            expect(sheet.auto_filter.ref == f"A1:{corner}", f"{sheet.title}: filters {sheet.auto_filter.ref}")

        def records(name):
            lines = list(book[name].iter_rows(values_only=True))
            return [dict(zip(lines[0], line)) for line in lines[1:]]

        # The first sheet, which is forwarded alone.
        lines = list(book["Summary"].iter_rows(values_only=True))
        facts = {line[0]: line[1] for line in lines if line[0] and line[1]}
        expect(lines[0][0].startswith(f"{analysis['segments'][0]['name']} are "), f"Summary: finding {lines[0][0]}")
        expect(f"{analysis['customers']:,} customers" in facts["Kept"], "Summary: customers")
        expect(f"{analysis['orders']:,} orders" in facts["Kept"], "Summary: orders")
        revenue = sum(Decimal(line["monetary"]) for line in table)
        expect(f"revenue {revenue:,}".rstrip("0") in facts["Kept"], f"Summary: revenue {revenue}: {facts['Kept']}")
        expect((currency or "") in facts["Kept"], "Summary: currency")
        for name, entry in analysis["ledger"].items():
            if name in ("kept", "read") or not entry.get("rows"):
                continue
            sentence = facts.get("Returns", "") + facts.get("Dropped", "")
            expect(f"{entry['rows']:,} ({Decimal(str(entry['amount'])):,.2f}"[:-1] in sentence, f"Summary: {name} in {sentence}")
        first = next(i for i, line in enumerate(lines) if line[0] == "Segment")
        shown = {line[0]: line for line in lines[first + 1:]}
        names = [segment["name"] for segment in analysis["segments"]]
        expect(list(shown) == names + ["All"], f"Summary: segments {list(shown)}, not {names}")
        for segment in analysis["segments"]:
            line = shown[segment["name"]]
            days = [int(row["recency"]) for row in table if row["segment"] == segment["name"]]
            wanted = (segment["customers"], segment["revenue"], statistics.median(days), segment["recommendation"])
            expect((line[2], line[4], line[6], line[7]) == wanted, f"Summary: {line}, not {wanted}")
        expect(shown["All"][2:6:2] == (analysis["customers"], analysis["revenue"]), f"Summary: {shown['All']}")

        for record, segment in zip(records("Segments"), analysis["segments"], strict=False):
            expect(record["Segment"] == segment["name"], "Segments: names")
            expect(record["Customers"] == segment["customers"], "Segments: customers")
            expect(record["Revenue"] == segment["revenue"], "Segments: revenue")
            expect(abs(record["Revenue share"] - segment["revenue_share"]) < 1e-6, "Segments: share")
        total = records("Segments")[len(analysis["segments"]):]
        expect([(line["Segment"], line["Customers"], line["Revenue"]) for line in total]
               == [("All", analysis["customers"], analysis["revenue"])], f"Segments: total {total}")
        money = f'#,##0.00 "{currency}"' if currency else "#,##0.00"
        for column, shown in [("Customer share", "0.0%"), ("Revenue", money), ("Customers", "#,##0")]:
            titles = [cell.value for cell in book["Segments"][1]]
            cell = book["Segments"].cell(2, titles.index(column) + 1)
            expect(cell.number_format == shown, f"Segments: {column} is shown as {cell.number_format}")
        clusters = {line[0]: line[1:] for line in book["Clusters"].iter_rows(values_only=True)}
        found = analysis["clustering"]["clusters"]
        expect(clusters["Cluster"] == tuple(f"Cluster {cluster['cluster']}" for cluster in found), "Clusters: numbers")
        expect(clusters["Revenue"] == tuple(cluster["revenue"] for cluster in found), "Clusters: revenue")
        expect(clusters["Spend median"] == tuple(cluster["spend"]["median"] for cluster in found), "Clusters: median")
        formats = {row[0].value: row[1].number_format for row in book["Clusters"]}
        expect((formats["Customers"], formats["Customer share"], formats["Revenue"]) == ("#,##0", "0.0%", money),
               f"Clusters: formats {formats}")
        ledger = {record["Reason"]: record for record in records("Ledger")}
        expect(ledger["read"]["Rows"] == analysis["ledger"]["read"]["rows"], "Ledger: rows")
        expect(ledger["kept"]["Amount"] == analysis["ledger"]["kept"]["amount"], "Ledger: amount")
        expect(sum(record["Rows"] for record in records("Ledger")[:-1]) == ledger["read"]["Rows"], "Ledger: sum")

        sheet_rows = records("Customers")
        expect(len(sheet_rows) == len(table), "Customers: rows")
        for record, line in zip(sheet_rows, table, strict=True):
            expect(record["Customer ID"] == line["customer_id"], f"id {line['customer_id']}")
            expect(record["Monetary"] == float(line["monetary"]), f"monetary of {line['customer_id']}")
            expect(record["Recency"] == int(line["recency"]), f"recency of {line['customer_id']}")
            expect(record["Segment"] == line["segment"], f"segment of {line['customer_id']}")
            expect(record["Last purchase"].isoformat() == line["last_purchase"], "last purchase")
        for cell in book["Customers"]["A"]:
            expect(cell.data_type == "s", f"id {cell.value} is not text")
        colors = {segment["name"]: segment["color"] for segment in analysis["segments"]}
        for name in ("Segments", "Customers"):
            seen = {rule.formula[0].strip('"'): f"#{rule.dxf.fill.bgColor.rgb[2:].lower()}"
                    for rules in book[name].conditional_formatting for rule in rules.rules}
            expect(seen == colors, f"{name}: colors {seen}")
        sheet = book["Segments"]
        header = [cell.value for cell in sheet[1]]
        for chart, column in zip(sheet._charts, ("Customers", "Revenue"), strict=True):
            series = chart.series[0]
            for reference, letter in (((series.cat.strRef or series.cat.numRef).f, "A"),
                                      (series.val.numRef.f, get_column_letter(header.index(column) + 1))):
                wanted = f"Segments!${letter}$2:${letter}${sheet.max_row - 1}"
                expect(reference.replace("'", "") == wanted, f"Segments: a chart of {reference}, not {wanted}")
            bars = [f"#{point.graphicalProperties.solidFill.srgbClr.lower()}" for point in series.dPt]
            expect(bars == [segment["color"] for segment in analysis["segments"]], f"Segments: bars {bars}")
        sheet, last = book["Clusters"], get_column_letter(len(found) + 1)
        terms = [cell.value for cell in sheet["A"]]
        for chart, term in zip(sheet._charts, ("Customers", "Revenue"), strict=True):
            series, row = chart.series[0], terms.index(term) + 1
            cells = [reference.replace("'", "") for reference in ((series.cat.strRef or series.cat.numRef).f, series.val.numRef.f)]
            wanted = [f"Clusters!$B${at}:${last}${at}" for at in (1, row)]
            expect(cells == wanted, f"Clusters: a chart of {cells}, not {wanted}")
            expect(len(series.dPt) == len(found), f"Clusters: {len(series.dPt)} bars")
        # The workbook is a customer file, too.
        back = run("segment", out / "analysis.xlsx", "--sheet", "Customers", "--format", "csv").stdout.decode()
        expect([line["segment"] for line in csv.DictReader(back.splitlines())] == [line["segment"] for line in table],
               "segment of the workbook's customers")

        again = folder / "again.xlsx"
        run("analyze", source, "--format", "xlsx", "-o", again, *extra)
        expect(again.read_bytes() == (out / "analysis.xlsx").read_bytes(), "xlsx differs from itself")

        # --- the page ------------------------------------------------------------------------------

        page = (out / "report.html").read_text()
        style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        expect(f"style-src 'sha256-{digest}'" in page, "the policy does not let the style sheet pass")

        class Tags(html.parser.HTMLParser):
            """Every element that is opened is closed, in order."""

            VOID = {"meta"}

            def __init__(self):
                super().__init__()
                self.open = []

            def handle_starttag(self, tag, attributes):
                if tag not in self.VOID:
                    self.open.append(tag)

            def handle_startendtag(self, tag, attributes):
                pass

            def handle_endtag(self, tag):
                expect(self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}")

        tags = Tags()
        tags.feed(page)
        tags.close()
        expect(not tags.open, f"left open: {tags.open}")

    # --- analyze --with: each part is what its command gives ---------------------------------------

    out = folder / "parts"
    run("analyze", SAMPLE, "--with", PARTS, "--out", out, "-q")
    analysis = json.loads((out / "analysis.json").read_text())
    check_json("parts", (out / "analysis.json").read_text())
    page = (out / "report.html").read_text()
    book = openpyxl.load_workbook(out / "analysis.xlsx")
    sections = re.compile(r"<section[^>]*>\n.*?</section>", re.S)
    # On the larger page a label that comes twice is followed by its section.
    plain = lambda text: re.sub(r'(aria-label="Table: [^"(]*) \([^"]*\)"', r'\1"', text)

    def check_sheet(found, name, lines):
        rows = list(found[name].iter_rows(values_only=True))
        for row, line in zip(rows[1:], lines[1:], strict=True):
            for cell, text in zip(row, line, strict=True):
                same = (cell or "") == text if isinstance(cell, str | None) else math.isclose(cell, float(text), rel_tol=1e-14)
                expect(same, f"{name}: {cell} instead of {text}")

    for command, key, files, sheets in [
        ("cohort", "cohorts", ["cohorts.csv"], {"Cohorts": "cohorts.csv"}),
        ("trend", "trend", ["trend.csv", "trend_flows.csv"],
         {"Segments by period": "trend.csv", "Moves": "trend_flows.csv"}),
        ("clv", "clv", ["clv.csv"], {"Lifetimes": "clv.csv"}),
        ("validate", "validation", ["validation.csv"], {"Trial": "validation.csv"}),
    ]:
        flows = ["--flows", folder / "flows.csv"] if command == "trend" else []
        written = [run(command, SAMPLE, "--format", "csv", *flows).stdout]
        written += [(folder / "flows.csv").read_bytes()] if flows else []
        for name, content in zip(files, written, strict=True):
            expect((out / name).read_bytes() == content, f"{name} is not that of {command}")
        alone = json.loads(run(command, SAMPLE, "--format", "json").stdout)
        alone.pop("customers", None)
        expect(analysis[key] == alone, f"{key} of analysis.json is not that of {command}")
        run(command, SAMPLE, "--format", "xlsx", "-o", folder / "alone.xlsx")
        for found in (book, openpyxl.load_workbook(folder / "alone.xlsx")):
            for sheet, name in sheets.items():
                check_sheet(found, sheet, list(csv.reader((out / name).read_text().splitlines())))
        run(command, SAMPLE, "--report", folder / "alone.html")
        own = sections.findall(plain((folder / "alone.html").read_text()))[:-1]  # the last has the command
        expect(own and all(part in plain(page) for part in own), f"the page lacks a section of {command}")

    # Who came back at each age, where the period is complete.
    triangle = [list(row) for row in book["Retention"].iter_rows(values_only=True)]
    for row in triangle[1:]:
        of_cohort = [line for line in csv.DictReader((out / "cohorts.csv").read_text().splitlines())
                     if line["cohort"] == row[0]]
        wanted = [float(line["retention"]) if line["complete"] == "yes" else None for line in of_cohort]
        expect(row[2:] == wanted + [None] * (len(row) - 2 - len(wanted)), f"Retention of {row[0]}: {row[2:]}")

    expect(sorted(path.name for path in out.iterdir()) == analysis["files"], f"files {analysis['files']}")
    (out / "validation.csv").unlink()
    run("analyze", SAMPLE, "--out", out, "-q", "--with", "cohorts,trend,clv")
    (out / "validation.csv").write_text("my own notes")
    run("analyze", SAMPLE, "--out", out, "-q")
    expect((out / "validation.csv").exists(), "a file that is not of the analysis is removed")
    (out / "validation.csv").unlink()
    stale = {path.name for path in out.iterdir()} & {"cohorts.csv", "trend.csv", "trend_flows.csv", "clv.csv", "validation.csv"}
    expect(not stale, f"stale files: {stale}")

    # Excel's calendar has a February 29 in 1900: dates before stay text.
    old = folder / "old.csv"
    old.write_text(rows[0] + "\n1,1,1900-02-28,2.5,a,EUR\n2,1,1900-03-01,2.5,b,EUR\n")
    run("analyze", old, "--format", "xlsx", "-o", folder / "old.xlsx")
    titles, *lines = openpyxl.load_workbook(folder / "old.xlsx")["Customers"].iter_rows(values_only=True)
    last = [line[titles.index("Last purchase")] for line in lines]
    expect(last == ["1900-02-28T00:00:00", datetime.datetime(1900, 3, 1)], f"old dates: {last}")

    # --- explain: of many orders the earlier ones are one row ------------------------------------

    sums = {}
    with open(SAMPLE, newline="") as file:
        for row in csv.DictReader(file):
            order = row["InvoiceNo"]
            if row["CustomerID"] == "12350.0" and order[0] not in "CA" and Decimal(row["UnitPrice"]) > 0:
                lines, items, amount = sums.get(order, (0, 0, 0))
                quantity = int(row["Quantity"])
                if quantity > 0:
                    sums[order] = lines + 1, items + quantity, amount + quantity * Decimal(row["UnitPrice"])
    earlier = [sums[order] for order in sorted(sums)[:-10]]
    lines, items, amount = (sum(column) for column in zip(*earlier))
    expect(amount == round(amount, 2), "explain: a customer with whole cents is needed")
    wanted = f"| {len(earlier)} earlier |  | {lines:,} | {items:,} | {amount:,.2f} |"
    text = run("explain", SAMPLE, "--customer", "12350", "--format", "md").stdout.decode()
    earlier_row = next(line for line in text.splitlines() if " earlier " in line)
    expect(earlier_row == wanted, f"explain: {earlier_row} instead of {wanted}")

    threads = [(folder / f"{n}.html") for n in (1, 2)]
    for count, path in enumerate(threads, 1):
        run("analyze", SAMPLE, "--report", path, "--threads", count, "--block-size", 1000 * count)
    expect(threads[0].read_bytes() == threads[1].read_bytes(), "the page depends on threads")

    safe = run("rfm", hostile, "--csv-safe").stdout.decode()
    expect("'=1+1," in safe and "'@SUM(A1)," in safe, "--csv-safe leaves formulas")
    expect("\n=1+1," in run("rfm", hostile).stdout.decode(), "CSV is changed by default")

sys.exit(1 if failures else 0)
