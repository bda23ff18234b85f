"""The benchmark's work in Polars: a lazy scan on the streaming engine, then a small table of customers.

Money is in doubles, rounded to the file's thousandths so that equal sums are equal. A workbook is read by calamine,
through fastexcel, which is Polars' default.
"""

import os

from classic import COLUMNS, RULES, task_from_command_line

task = task_from_command_line()
os.environ["POLARS_MAX_THREADS"] = str(task.threads)  # read when polars is imported
import polars as pl  # noqa: E402
from polars import col  # noqa: E402


def bins(values: pl.Expr) -> pl.Expr:
    edges = [values.quantile(part / 5, interpolation="linear") for part in range(1, 5)]
    return 1 + pl.sum_horizontal((values > edge).cast(pl.Int64) for edge in edges)


def segment() -> pl.Expr:
    name = pl.lit(None, dtype=pl.String)
    for rule in RULES:
        hit = col("r_score").is_between(*rule.r) & col("f_score").is_between(*rule.f)
        name = pl.when(hit).then(pl.lit(rule.segment)).otherwise(name)
    return name




def read_lines() -> pl.LazyFrame:
    if task.source.endswith(".xlsx"):
        types = {
            "InvoiceNo": pl.String, "Quantity": pl.Int64, "InvoiceDate": pl.Datetime,
            "UnitPrice": pl.Float64, "CustomerID": pl.Float64,
        }
        return pl.read_excel(task.source, columns=list(types), schema_overrides=types).lazy()
    return pl.scan_csv(
        task.source,
        schema_overrides={
            "InvoiceNo": pl.String, "Quantity": pl.Int64, "InvoiceDate": pl.String,
            "UnitPrice": pl.Float64, "CustomerID": pl.Float64,
        },
        ignore_errors=True,  # what is no number becomes null
    ).with_columns(col("InvoiceDate").str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False))


as_of = pl.lit(task.as_of).str.to_datetime("%Y-%m-%d")
customers = (
    read_lines()
    .filter(
        col("CustomerID").is_not_null(),
        ~col("InvoiceNo").str.starts_with("C"),
        ~col("InvoiceNo").str.starts_with("A"),
        col("Quantity") > 0,
        col("UnitPrice") > 0,
    )
    .select(
        "InvoiceNo",
        "Quantity",
        customer_id=col("CustomerID").cast(pl.Int64),
        time=col("InvoiceDate"),
        amount=col("Quantity") * col("UnitPrice"),
    )
    .filter(col("time") <= as_of)
    .group_by("customer_id")
    .agg(
        first_purchase=col("time").min(),
        last_purchase=col("time").max(),
        frequency=col("InvoiceNo").n_unique(),
        monetary=col("amount").sum().round(3),
        items=col("Quantity").sum(),
    )
    .collect(engine="streaming")
)

(
    customers.lazy()
    .sort("customer_id")
    .with_columns(
        recency=(as_of - col("last_purchase")).dt.total_days(),
        frequency_rank=pl.struct("frequency", "customer_id").rank("ordinal"),
    )
    .with_columns(
        r_score=6 - bins(col("recency")),
        f_score=bins(col("frequency_rank")),
        m_score=bins(col("monetary")),
    )
    .with_columns(rfm_score=pl.concat_str("r_score", "f_score", "m_score"), segment=segment())
    .select(COLUMNS)
    .collect()
    .write_csv(task.target, datetime_format="%Y-%m-%dT%H:%M:%S")
)
