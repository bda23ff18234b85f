#!/usr/bin/env bash
# Sets up, builds and runs every test.
#   scripts/test.sh                everyday build
#   scripts/test.sh asan|tsan|...  another preset of CMakePresets.json
set -euo pipefail
cd "$(dirname "$0")/.."
preset="${1:-dev}"

scripts/setup.sh
cmake --preset "$preset"
cmake --build --preset "$preset"
ctest --preset "$preset" -j "$(nproc)"
