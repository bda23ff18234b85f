"""Segments of every night: rfmseg writes the query, the warehouse runs it.

For Airflow 2.4 or later with the provider common.sql. `warehouse` is a connection; sample_orders.csv has some rows of
the table, from which rfmseg learns what the columns mean.
"""

import subprocess
from datetime import datetime

from airflow.decorators import dag, task
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator


@dag(schedule="0 3 * * *", start_date=datetime(2026, 1, 1), catchup=False)
def rfm_segments():
    @task
    def query(day: str) -> str:
        command = [
            "rfmseg", "sql", "/srv/shop/sample_orders.csv", "--dialect", "postgres", "--table", "shop.orders",
            "--as-of", day, "--create-table", "shop.rfm_segments", "--incremental", "--late-days", "3",
        ]  # fmt: skip
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    # The query is one transaction: it reads the last days, and replaces the table when all rows are computed.
    SQLExecuteQueryOperator(
        task_id="segments",
        conn_id="warehouse",
        sql=query("{{ data_interval_end | ds }}"),
        autocommit=True,
    )


rfm_segments()
