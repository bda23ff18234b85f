#!/usr/bin/env bash
# Checks the sources without running them.
#   scripts/check.sh          format, then clang-tidy
#   scripts/check.sh format   only the format
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --check
git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run -Werror
echo "check: format is right"
[[ "${1:-}" != format ]] || exit 0

# clang-tidy reads how that build compiles; nothing is built for it.
cmake --preset clang >/dev/null
scripts/tidy.py build/clang
