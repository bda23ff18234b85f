#!/usr/bin/env bash
# Benchmarks rfmseg against DuckDB, Polars and pandas, its clusters against scikit-learn and faiss, its
# predictions against scikit-learn, and writes docs/benchmarks.md. Installs what is missing, builds, makes
# the data, checks that all agree, measures. Meant for an idle machine.
#   tests/bench/run.sh               everything: some 7 GB of data, about three hours
#   tests/bench/run.sh --scales 1,5  the small files only
#   tests/bench/run.sh --only clusters --customers 1
#                                    clusters of a million customers only
#   tests/bench/run.sh --only models
#                                    models of repeat buying only, compared with lifetimes and clvkit
#   tests/bench/run.sh --only predictions
#                                    models that predict only, compared with scikit-learn
#   tests/bench/run.sh --page        writes the page again from the last measurement
#   tests/bench/run.sh --help        all options
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
for package in hyperfine linux-perf python3-venv time; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
if [[ ${#missing[@]} -gt 0 ]]; then
  echo "bench: installing ${missing[*]}"
  root=()
  [[ $EUID -eq 0 ]] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

scripts/setup.sh
cmake --preset release -DRFMSEG_BUILD_TESTS=ON >/dev/null
cmake --build --preset release --target rfmseg_cli make_shop make_workbook fit_models
exec /usr/bin/python3 tests/bench/run.py "$@"
