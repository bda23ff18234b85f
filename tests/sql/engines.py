"""The engines that run the queries of `rfmseg sql` in the tests: DuckDB, PostgreSQL and Apache Spark.

An engine loads a CSV file into a table and runs queries. All columns are text, as in the file, unless
types are given. An empty cell is NULL, as each engine reads it by itself, or an empty text with
`empty_is_null=False`: queries must treat both alike.

Settings are hostile where they can be: the time zone has hours that do not exist, PostgreSQL sorts text by
the rules of English, and Spark splits everything into partitions.
"""

import csv
import datetime
import decimal
import io
import logging
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ZONE = "America/New_York"  # 2011-03-13 02:30 does not exist there, 2011-11-06 01:30 exists twice
# DuckDB, Spark and sqlglot come from PyPI, in versions that are tried here. Spark needs Debian's default-jre-headless.
# dbt-core 2 is built from GitHub when it is installed.
PACKAGES = {
    "duckdb": ("duckdb==2.0.1",),
    "spark": ("pyspark==3.5.5",),
    "sqlglot": ("sqlglot==30.30.0",),
    "dbt": ("dbt-core==1.10.23", "dbt-duckdb==1.11.1", "duckdb==2.0.1"),
}
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rfmseg-sql"
Row = tuple[str, ...]


def make_virtual_environment(folder: Path, names: Sequence[str]) -> Path:
    """Its Python, with the packages of these engines, installed when they are missing."""
    python = folder / "env/bin/python"
    if not python.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    installed = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True)
    wanted = [package for name in names for package in PACKAGES.get(name, ())]
    missing = [package for package in wanted if package not in installed.stdout.split()]
    if missing:
        start = time.monotonic()
        # A plain copy of Spark is not a wheel: pip packs it once and keeps it in its cache.
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *missing],
                       check=True)  # fmt: skip
        print(f"sql: installed {', '.join(missing)} in {time.monotonic() - start:.0f} s", flush=True)
    return python


def to_text(value: object) -> str:
    """A value of a result as rfmseg writes it, but decimals with all their zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            raise TypeError(f"{value} has a time zone: the query must give times without one")
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, int | str):
        return str(value)
    raise TypeError(f"{value!r} is a {type(value).__name__}: the query must give exact values or text")


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def header_of(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


class Engine:
    """What the engines have in common."""

    dialect: str
    version: str

    def load(
        self, table: str, path: Path, *, types: Mapping[str, str] | None = None, empty_is_null: bool = True
    ) -> None:
        raise NotImplementedError

    def execute(self, sql: str) -> None:
        """A statement without a result."""
        raise NotImplementedError

    def execute_script(self, sql: str) -> None:
        """Several statements without results."""
        self.execute(sql)

    def run(self, sql: str) -> tuple[list[str], list[Row]]:
        """The names of the columns, and the rows as text."""
        raise NotImplementedError

    def query(self, sql: str) -> list[Row]:
        return self.run(sql)[1]

    def is_alive(self) -> bool:
        """Whether it can run another query."""
        return True

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class DuckDB(Engine):
    """In memory, in this process."""

    dialect = "duckdb"

    def __init__(self) -> None:
        import duckdb

        self.connection = duckdb.connect(":memory:")
        self.connection.execute(f"SET TimeZone = '{ZONE}'")
        self.connection.execute("SET threads = 2")
        self.version = "DuckDB " + duckdb.__version__

    def load(
        self, table: str, path: Path, *, types: Mapping[str, str] | None = None, empty_is_null: bool = True
    ) -> None:
        columns = []
        for name in header_of(path):
            cell = quote(name)
            if types and name in types:
                cell = f"CAST({cell} AS {types[name]}) AS {cell}"
            elif not empty_is_null:
                cell = f"COALESCE({cell}, '') AS {cell}"
            columns.append(cell)
        source = str(path).replace("'", "''")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {quote(table)} AS SELECT {', '.join(columns)} FROM "
            f"read_csv('{source}', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"',"
            "          strict_mode = true, parallel = false)"
        )

    def execute(self, sql: str) -> None:
        self.connection.execute(sql)

    def run(self, sql: str) -> tuple[list[str], list[Row]]:
        result = self.connection.execute(sql)
        header = [column[0] for column in result.description]
        return header, [tuple(map(to_text, row)) for row in result.fetchall()]

    def close(self) -> None:
        self.connection.close()


class PostgreSQL(Engine):
    """Debian's package: a server in a temporary folder, which listens on a socket in it only.

    It runs as the user postgres if the test runs as root, as initdb refuses root. It stops with the test,
    also when the test is killed.
    """

    dialect = "postgres"

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
        if not found:
            raise FileNotFoundError("no initdb in /usr/lib/postgresql: install Debian's package postgresql")
        self.programs = found[-1].parent
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.folder = Path(tempfile.mkdtemp(prefix="rfmseg-pg-", dir="/tmp"))  # a socket's path is short
        self.server: subprocess.Popen | None = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        self.version = self._psql("SHOW server_version").strip()
        self.version = "PostgreSQL " + self.version.split(" ")[0]

    def _as_user(self) -> dict:
        if os.geteuid() != 0:
            return {}
        entry = pwd.getpwnam(self.user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        subprocess.run(
            [self.programs / "initdb", "--pgdata", data, "--username", "rfmseg", "--auth", "trust", "--no-sync",
             "--encoding", "UTF8", "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US"],
            check=True, cwd="/", stdout=subprocess.DEVNULL, **self._as_user(),
        )  # fmt: skip
        settings = {
            "listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off",
            "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "256MB",
            "work_mem": "64MB", "max_wal_size": "4GB", "jit": "off", "timezone": ZONE, "datestyle": "ISO, DMY",
        }  # fmt: skip
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.log = (self.folder / "server.log").open("wb")
        # The kernel stops the server when this process ends in any way. SIGQUIT does not wait for queries.
        self.server = subprocess.Popen(
            ["setpriv", "--pdeathsig", "QUIT", self.programs / "postgres", "-D", data, *options],
            cwd="/", stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, **self._as_user(),
        )  # fmt: skip
        for _ in range(600):
            if self.server.poll() is not None:
                break
            if subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder]).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not start:\n" + (self.folder / "server.log").read_text())

    def _psql(self, sql: str, *options: str, stdin: object = None) -> str:
        run = subprocess.run(
            [self.programs / "psql", "-X", "-q", "-h", self.folder, "-U", "rfmseg", "-d", "postgres",
             "-v", "ON_ERROR_STOP=1", "--csv", *options, *(() if sql is None else ("-t", "-c", sql))],
            stdin=stdin or subprocess.DEVNULL, capture_output=True, encoding="utf-8",
            env=os.environ | {"PGCLIENTENCODING": "UTF8"},
        )  # fmt: skip
        if run.returncode != 0:
            raise RuntimeError(f"PostgreSQL: {run.stderr.strip()}")
        return run.stdout

    def load(
        self, table: str, path: Path, *, types: Mapping[str, str] | None = None, empty_is_null: bool = True
    ) -> None:
        names = header_of(path)
        columns = ", ".join(quote(name) + " text" for name in names)
        self._psql(f"DROP TABLE IF EXISTS {quote(table)}")
        self._psql(f"CREATE UNLOGGED TABLE {quote(table)} ({columns})")
        with path.open("rb") as file:
            self._psql(f"COPY {quote(table)} FROM STDIN (FORMAT csv, HEADER)", stdin=file)
        changes = []
        for name in names:
            if types and name in types:
                kind = types[name]
                changes.append(
                    f"ALTER TABLE {quote(table)} ALTER {quote(name)} TYPE {kind} USING {quote(name)}::{kind}"
                )
            elif not empty_is_null:
                changes.append(f"UPDATE {quote(table)} SET {quote(name)} = '' WHERE {quote(name)} IS NULL")
        self._psql("; ".join([*changes, f"ANALYZE {quote(table)}"]))

    def execute(self, sql: str) -> None:
        self._file(sql)

    def _file(self, sql: str, *options: str) -> str:
        # A query may be longer than an argument, and end with a comment.
        path = self.folder / "query.sql"
        path.write_text(sql + "\n;\n", encoding="utf-8")
        return self._psql(None, *options, "-f", str(path))

    def run(self, sql: str) -> tuple[list[str], list[Row]]:
        header, *rows = csv.reader(io.StringIO(self._file(sql), newline=""))
        return header, [tuple(map(self._times, row)) for row in rows]

    @staticmethod
    def _times(text: str) -> str:
        # psql writes a timestamp with a space.
        if len(text) >= 19 and text[4] == text[7] == "-" and text[10] == " " and text[13] == text[16] == ":":
            if len(text) > 19 and ("+" in text[19:] or "-" in text[19:]):
                raise TypeError(f"{text} has a time zone: the query must give times without one")
            return text.replace(" ", "T", 1)
        return text

    def is_alive(self) -> bool:
        return self.server is not None and self.server.poll() is None

    def close(self) -> None:
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGQUIT)
            self.server.wait()
        if self.server is not None:
            self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark(Engine):
    """In local mode, with two threads and four partitions after each shuffle."""

    dialect = "spark"

    def __init__(
        self, *, ansi: bool = False, memory: str = "2g", settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rfmseg-spark-"))
        os.environ["PYSPARK_SUBMIT_ARGS"] = f"--driver-memory {memory} pyspark-shell"
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        os.environ["SPARK_LOCAL_DIRS"] = str(self.folder)
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("rfmseg")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.adaptive.coalescePartitions.enabled": "false",
            "spark.sql.files.maxPartitionBytes": str(8 << 20),
            "spark.sql.session.timeZone": ZONE,
            "spark.sql.ansi.enabled": str(ansi).lower(),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
            "spark.sql.catalogImplementation": "in-memory",
            **(settings or {}),
        }.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")  # exceptions have the errors, without twenty lines each
        logging.disable(logging.CRITICAL)
        self.java: subprocess.Popen = self.session.sparkContext._gateway.proc
        self.version = "Spark " + self.session.version + (" (ANSI)" if ansi else "")

    def ansi(self, on: bool) -> None:
        self.session.conf.set("spark.sql.ansi.enabled", str(on).lower())

    @staticmethod
    def _quote(name: str) -> str:
        return "`" + name.replace("`", "``") + "`"

    def load(
        self, table: str, path: Path, *, types: Mapping[str, str] | None = None, empty_is_null: bool = True
    ) -> None:
        schema = ", ".join(self._quote(name) + " STRING" for name in header_of(path))
        # Parquet, as tables on a cluster are: a CSV file with line ends in fields is not split into partitions.
        frame = self.session.read.csv(
            str(path), schema=schema, header=True, quote='"', escape='"', multiLine=True
        )
        columns = []
        for name in header_of(path):
            cell = self._quote(name)
            if types and name in types:
                cell = f"CAST({cell} AS {types[name]}) AS {cell}"
            elif not empty_is_null:
                cell = f"COALESCE({cell}, '') AS {cell}"
            columns.append(cell)
        target = self.folder / f"table{len(list(self.folder.glob('table*')))}"
        frame.selectExpr(*columns).repartition(4).write.parquet(str(target))
        self.session.sql(
            f"CREATE OR REPLACE TEMPORARY VIEW {self._quote(table)} AS SELECT * FROM parquet.`{target}`"
        )

    def execute(self, sql: str) -> None:
        self.session.sql(sql).collect()

    def execute_script(self, sql: str) -> None:
        for statement in sql.split(";\n"):
            if statement.strip():
                self.execute(statement)

    def run(self, sql: str) -> tuple[list[str], list[Row]]:
        frame = self.session.sql(sql)
        return frame.columns, [tuple(map(to_text, row)) for row in frame.collect()]

    def plan(self, sql: str) -> str:
        return self.session.sql("EXPLAIN FORMATTED " + sql).collect()[0][0]

    def is_alive(self) -> bool:
        return self.java.poll() is None

    def close(self) -> None:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession

        if self.is_alive():
            self.session.stop()
            self.java.terminate()
        self.java.wait()
        # Otherwise the next session would use the Java that has ended.
        SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
        SparkSession._instantiatedSession = None
        shutil.rmtree(self.folder, ignore_errors=True)


ENGINES = {"duckdb": DuckDB, "postgres": PostgreSQL, "spark": Spark}


def main() -> int:
    """Installs all packages. Returns 3 if PyPI is not reached and nothing was installed before."""
    folders = ((CACHE, ("duckdb", "spark", "sqlglot")), (CACHE / "dbt", ("dbt",)))
    had_some = any((folder / "env").exists() for folder, _ in folders)
    try:
        for folder, names in folders:
            make_virtual_environment(folder, names)
    except subprocess.CalledProcessError:
        if had_some:
            raise
        for folder, _ in folders:
            shutil.rmtree(folder / "env", ignore_errors=True)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
