#!/usr/bin/env bash
# Sets up, builds and runs the tests.
#   scripts/test.sh             all of them, in the everyday build
#   scripts/test.sh fast        without those of much data: for everyday work
#   scripts/test.sh clang|tsan  in another build of CMakePresets.json: the other compiler with the address and
#                               undefined-behaviour sanitizers, or the thread sanitizer; without those of much data
set -euo pipefail
cd "$(dirname "$0")/.."
tests="${1:-dev}"
build="${tests/fast/dev}"

scripts/setup.sh "$([[ "$build" != clang ]] || echo --check)"
cmake --preset "$build"
cmake --build --preset "$build"
ctest --preset "$tests" -j "$(nproc)"
