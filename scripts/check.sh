#!/usr/bin/env bash
# Checks the format of every source and runs clang-tidy over those that are compiled.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --check
git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run -Werror
echo "check: format is right"

cmake --preset dev >/dev/null
cmake --build --preset dev --target rfmseg >/dev/null # presets.cpp is generated
git ls-files 'src/*.cpp' | xargs -P "$(nproc)" -n 4 clang-tidy-14 -p build/dev --quiet
echo "check: clang-tidy has nothing to say"
