#!/usr/bin/env bash
# Runs the queries of `rfmseg sql` in databases: the rows must be those of rfmseg itself. Installs what is missing, builds.
#   scripts/sql.sh          every case in DuckDB and PostgreSQL, some in Spark; sqlglot reads them for all databases; dbt
#   scripts/sql.sh spark    every case in Spark, with and without its ANSI mode (half an hour)
# DuckDB, Spark, sqlglot and dbt come from PyPI into ~/.cache/rfmseg-sql. RFMSEG=PROGRAM uses this program instead of building.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --sql
rfmseg="${RFMSEG:-}"
if [[ -z "$rfmseg" ]]; then
  cmake --preset dev >/dev/null
  cmake --build --preset dev --target rfmseg_cli
  rfmseg=build/dev/rfmseg
fi

installed=0
/usr/bin/python3 tests/sql/engines.py || installed=$?
if [[ $installed -eq 3 && -z "${CI_TIME_IS_LIMITED:-}" ]]; then
  echo "sql: skipped: PyPI is not reached, and nothing of it was installed before"
  exit 0
elif [[ $installed -ne 0 ]]; then
  echo "sql: the packages of PyPI are not installed" >&2
  exit 1
fi

if [[ "${1:-}" == spark ]]; then
  exec /usr/bin/python3 tests/sql/compare.py "$rfmseg" --engines spark,spark-ansi
fi

# The lines of cases that are right are only counted.
compare() {
  local log failed=0
  log="$(mktemp)"
  /usr/bin/python3 tests/sql/compare.py "$rfmseg" "$@" >"$log" 2>&1 || failed=$?
  if [[ $failed -ne 0 ]]; then grep -v '^right: ' "$log"; else grep '^sql: ' "$log"; fi
  rm -f "$log"
  return "$failed"
}

/usr/bin/python3 tests/sql/parse.py "$rfmseg"
compare --engines duckdb,postgres
compare --engines spark --quick --last-stage \
  --case '^shop, (ledger, returns net|classic, returns drop|pymc, returns net|model, returns net|columns with types)$|^hostile names$|^nights, one country$'
/usr/bin/python3 tests/sql/parquet.py "$rfmseg"
/usr/bin/python3 tests/sql/dbt.py "$rfmseg"
