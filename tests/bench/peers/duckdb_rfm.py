"""The benchmark's work in DuckDB: one query from CSV to CSV, with exact decimals.

The reader casts the columns that are used and skips rows where that fails. Orders are grouped before
customers, which is no slower than count(DISTINCT) and needs no set for each customer.
"""

import duckdb
from classic import COLUMNS, RULES, task_from_command_line

task = task_from_command_line()
segment = " ".join(
    f"WHEN r_score BETWEEN {rule.r[0]} AND {rule.r[1]} AND f_score BETWEEN {rule.f[0]} AND {rule.f[1]}"
    f" THEN '{rule.segment.replace(chr(39), chr(39) * 2)}'"
    for rule in RULES
)

con = duckdb.connect(config={"threads": task.threads})
con.execute("CREATE MACRO bin(value, edges) AS 1 + len(list_filter(edges, lambda edge: value > edge))")
con.execute(f"""
COPY (
  WITH kept AS (
    SELECT CustomerID AS customer_id, InvoiceNo, InvoiceDate, Quantity, Quantity * UnitPrice AS amount
    FROM read_csv($source, header = true, auto_detect = false, ignore_errors = true, columns = {{
      'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'BIGINT',
      'InvoiceDate': 'TIMESTAMP', 'UnitPrice': 'DECIMAL(18, 3)', 'CustomerID': 'BIGINT',
      'Country': 'VARCHAR'}})
    WHERE CustomerID IS NOT NULL AND InvoiceNo[1] NOT IN ('C', 'A') AND Quantity > 0 AND UnitPrice > 0
      AND InvoiceDate <= TIMESTAMP '{task.as_of}'
  ), orders AS (
    SELECT customer_id, min(InvoiceDate) AS first_time, max(InvoiceDate) AS last_time,
           sum(amount) AS amount, sum(Quantity) AS items
    FROM kept GROUP BY customer_id, InvoiceNo
  ), customers AS (
    SELECT customer_id, min(first_time) AS first_purchase, max(last_time) AS last_purchase,
           date_sub('day', last_purchase, TIMESTAMP '{task.as_of}') AS recency,
           count(*) AS frequency, sum(amount) AS monetary, sum(items) AS items
    FROM orders GROUP BY customer_id
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY frequency, customer_id) AS frequency_rank FROM customers
  ), edges AS (
    SELECT quantile_cont(recency::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS r,
           quantile_cont(frequency_rank::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS f,
           quantile_cont(monetary::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS m
    FROM ranked
  ), scored AS (
    SELECT ranked.*, 6 - bin(recency::DOUBLE, edges.r) AS r_score,
           bin(frequency_rank::DOUBLE, edges.f) AS f_score,
           bin(monetary::DOUBLE, edges.m) AS m_score,
           concat(r_score, f_score, m_score) AS rfm_score,
           CASE {segment} END AS segment
    FROM ranked, edges
  )
  SELECT {", ".join(COLUMNS)} FROM scored ORDER BY customer_id
) TO '{task.target}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
""", {"source": task.source})
