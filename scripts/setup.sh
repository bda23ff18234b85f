#!/usr/bin/env bash
# Installs the Debian 12 packages that rfmseg is built and tested with. Lists what it installs, asks
# nothing, and does nothing when all are there.
#   scripts/setup.sh --build      what the build needs
#   scripts/setup.sh              also what the tests need
#   scripts/setup.sh --check      also the formatter, clang-tidy and libFuzzer with clang's sanitizers
#   scripts/setup.sh --package    also what makes the package, and a clean Debian to install and boot
#   scripts/setup.sh --browser    also the browser that the report is looked at with
#   scripts/setup.sh --sql        also what runs the queries of rfmseg sql: PostgreSQL, Java for Spark, and Python's venv;
#                                 Debian starts a server when PostgreSQL is installed, so that the tests skip the
#                                 examples of docs/pipelines.md without it
#   scripts/setup.sh --all        all of these
set -euo pipefail

build=(
  g++ cmake ninja-build ccache pkg-config
  libcli11-dev libfccp-dev libeigen3-dev libfmt-dev libspdlog-dev libabsl-dev libxxhash-dev libmd-dev
  nlohmann-json3-dev libtomlplusplus-dev zlib1g-dev libzstd-dev libxlsxwriter-dev libminizip-dev libexpat1-dev libsimdjson-dev
  libsqlitecpp-dev liblbfgspp-dev libutf8proc-dev libxgboost-dev libsvm-dev
)
tests=(
  libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev python3 python3-jsonschema python3-openpyxl miller
  fish zsh groff-base jq sqlite3 strace xlsx2csv tzdata
)
checks=(clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev)
packaging=(dpkg-dev file mmdebstrap systemd-container)
databases=(postgresql default-jre-headless python3-venv)
browser=(chromium nodejs)
command -v npm >/dev/null || browser+=(npm)

packages=("${build[@]}")
[[ "${1:-}" == --build ]] || packages+=("${tests[@]}")
case "${1:-}" in
  --check) packages+=("${checks[@]}") ;;
  --package) packages+=("${packaging[@]}") ;;
  --browser) packages+=("${browser[@]}") ;;
  --sql) packages+=("${databases[@]}") ;;
  --all) packages+=("${checks[@]}" "${packaging[@]}" "${browser[@]}" "${databases[@]}") ;;
esac

missing=()
for package in "${packages[@]}"; do
  if [[ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" != "install ok installed" ]]; then
    missing+=("$package")
  fi
done
if [[ ${#missing[@]} -eq 0 ]]; then
  echo "setup: all ${#packages[@]} packages are installed"
  exit 0
fi

echo "setup: installing ${missing[*]}"
root=()
if [[ $EUID -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: run as root, or install sudo, or install by hand: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  root=(sudo)
fi
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  "${missing[@]}" >/dev/null
echo "setup: done"
