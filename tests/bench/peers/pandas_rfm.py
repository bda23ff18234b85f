"""The benchmark's work in pandas: read the columns that are used, filter, group, cut.

Money is in doubles, rounded to the file's thousandths so that equal sums are equal. pandas works on one
thread. Its C reader is used because the pyarrow one refuses numbers that are none. A workbook is read by openpyxl,
its default.
"""

import pandas as pd
from classic import COLUMNS, RULES, task_from_command_line

task = task_from_command_line()
as_of = pd.Timestamp(task.as_of)


def bins(values: pd.Series) -> pd.Series:
    edges = values.quantile([0.2, 0.4, 0.6, 0.8]).to_numpy()
    return pd.Series(edges.searchsorted(values.to_numpy()) + 1, index=values.index)


used = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
if task.source.endswith(".xlsx"):
    lines = pd.read_excel(task.source, usecols=used, dtype={"InvoiceNo": "str"})
else:
    lines = pd.read_csv(
        task.source, usecols=used, dtype={"InvoiceNo": "str", "InvoiceDate": "str"}, low_memory=False
    )
lines["Quantity"] = pd.to_numeric(lines["Quantity"], errors="coerce")
lines["UnitPrice"] = pd.to_numeric(lines["UnitPrice"], errors="coerce")
kept = lines[
    lines["CustomerID"].notna()
    & ~lines["InvoiceNo"].str.startswith(("C", "A"))
    & (lines["Quantity"] > 0)
    & (lines["UnitPrice"] > 0)
]
kept = pd.DataFrame(
    {
        "customer_id": kept["CustomerID"].astype("int64"),
        "order": kept["InvoiceNo"],
        "time": pd.to_datetime(kept["InvoiceDate"], format="%Y-%m-%d %H:%M:%S", errors="coerce"),
        "amount": kept["Quantity"] * kept["UnitPrice"],
        "items": kept["Quantity"].astype("int64"),
    }
)
kept = kept[kept["time"] <= as_of]

customers = kept.groupby("customer_id").agg(
    first_purchase=("time", "min"),
    last_purchase=("time", "max"),
    monetary=("amount", "sum"),
    items=("items", "sum"),
)
customers["frequency"] = kept.drop_duplicates(["customer_id", "order"]).groupby("customer_id").size()
customers["monetary"] = customers["monetary"].round(3)
customers["recency"] = (as_of - customers["last_purchase"]).dt.days

customers["r_score"] = 6 - bins(customers["recency"])
customers["f_score"] = bins(customers["frequency"].rank(method="first"))  # in order of customer_id
customers["m_score"] = bins(customers["monetary"])
customers["rfm_score"] = 100 * customers["r_score"] + 10 * customers["f_score"] + customers["m_score"]
for rule in RULES:
    hit = customers["r_score"].between(*rule.r) & customers["f_score"].between(*rule.f)
    customers.loc[hit, "segment"] = rule.segment

customers.reset_index()[COLUMNS].to_csv(task.target, index=False, date_format="%Y-%m-%dT%H:%M:%S")
