#!/usr/bin/env bash
# What each step of .ci/run costs on a machine that has compiled nothing yet: runs it in a fresh clone of the last
# commit, with an empty ccache. The table is the last thing that it prints; docs/development.md has it.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
git clone --quiet . "$scratch/rfmseg"
# Tests find reference data next to the checkout.
[[ ! -d ../shared ]] || ln -s "$(realpath ../shared)" "$scratch/shared"
CCACHE_DIR="$scratch/ccache" bash "$scratch/rfmseg/.ci/run"
