#!/usr/bin/env bash
# Sets up, builds, and analyzes the sample shop in data/.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --build >&2
cmake --preset release -DRFMSEG_BUILD_TESTS=OFF >&2
cmake --build --preset release >&2
echo "\$ build/release/rfmseg analyze data/sample_retail.csv" >&2
exec build/release/rfmseg analyze data/sample_retail.csv
