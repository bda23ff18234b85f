#!/usr/bin/env bash
# Plants the faults listed in tests/mutation, one at a time, in a copy of the sources, and checks
# that a test fails for each. Exits with 1 if none does for one of them.
#   scripts/mutate.sh                      all faults
#   scripts/mutate.sh store "last flush"   only those of a list or with this in their name
#   scripts/mutate.sh --list               names them
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
exec python3 tests/mutation/run.py "$@"
