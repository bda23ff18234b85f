#!/usr/bin/env bash
# Opens the HTML reports of analyze and diff of the sample shop in headless Chromium and looks for faults: on
# a laptop and a phone, light and dark, printed. Installs what is missing, builds.
#   scripts/browser.sh                the sample shop
#   scripts/browser.sh FILE [FOLDER]  another file of transactions; pictures go into FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
input="${1:-data/sample_retail.csv}"
pictures="${2:-}"

scripts/setup.sh --browser
cmake --preset dev >/dev/null
cmake --build --preset dev --target rfmseg_cli

# Node finds its packages next to the check: both are copied to where builds may write.
work=build/browser
mkdir -p "$work"
cp tests/report/browser/{package.json,.npmrc,check.mjs} "$work"
(cd "$work" && npm install --silent --no-progress)
build/dev/rfmseg analyze "$input" --k auto --report "$work/report.html" -q >/dev/null
build/dev/rfmseg diff "$input" --as-of 2011-10-01 --as-of 2011-12-01 --report "$work/movement.html" -q -o /dev/null
for page in report movement; do
  [[ -z "$pictures" ]] || mkdir -p "$pictures/$page"
  node "$work/check.mjs" "$work/$page.html" ${pictures:+"$pictures/$page"}
done
