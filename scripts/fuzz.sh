#!/usr/bin/env bash
# Builds the fuzz targets and runs each for a while, from its corpus in tests/fuzz/corpus and what
# earlier runs found. Keeps an input that fails and prints how to run it again.
#   scripts/fuzz.sh                     20 seconds each
#   scripts/fuzz.sh 600 csv scheme      ten minutes each, only these
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-20}"
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || targets=(csv transactions timestamp number scheme model predictions customers movement store config)

scripts/setup.sh --check
cmake --preset clang >/dev/null
cmake --build --preset clang --target fuzzers

fuzz() {
  local target="$1" out="build/clang/found/$1"
  local log="$out/log"
  mkdir -p "$out/inputs"
  rm -f "$out"/fails-*
  local arguments=(-max_total_time="$2" -max_len=4096 -timeout=20 -rss_limit_mb=3000
                   -print_final_stats=1 -artifact_prefix="$out/fails-")
  [[ ! -f "tests/fuzz/$target.dict" ]] || arguments+=(-dict="tests/fuzz/$target.dict")
  if ! "build/clang/tests/fuzz/fuzz_$target" "${arguments[@]}" "$out/inputs" \
      "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    grep -v '^#' "$log" | tail -n 40 >&2
    echo "fuzz: $target fails ($(grep -m 1 -o 'Seed: [0-9]*' "$log"))" >&2
    for input in "$out"/fails-*; do
      echo "fuzz: again with: build/clang/tests/fuzz/fuzz_$target $input" >&2
    done
    echo "fuzz: once it is fixed, keep the input in tests/fuzz/corpus/$target" >&2
    return 1
  fi
  echo "fuzz: $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $2 s," \
    "nothing found"
}
export -f fuzz

printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz "$@"' fuzz {} "$seconds"
