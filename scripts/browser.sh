#!/usr/bin/env bash
# Opens the HTML pages of the sample shop, of one with two customers and of a scheme with forty segments in headless
# Chromium and looks for faults: on a laptop and a phone, light and dark, printed. Installs what is missing, builds.
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
rfmseg=build/dev/rfmseg

# Forty segments: scores of recency and frequency, of which fifteen pairs are split by spend.
forty_segments() {
  echo 'name = "forty"'
  for metric in recency frequency monetary; do printf '[metrics.%s]\nmethod = "quantile"\nbins = 5\n' "$metric"; done
  local groups=(keep win-back grow low-cost) count=0 spend r f
  for r in 5 4 3 2 1; do
    for f in 5 4 3 2 1; do
      for spend in '[4, 5]' '[1, 3]'; do
        printf '[[segment]]\nname = "R%s F%s %s"\nrecency = %s\nfrequency = %s\n' "$r" "$f" "$spend" "$r" "$f"
        printf 'color = "#%02x%02x%02x"\ngroup = "%s"\n' $((count * 37 % 200)) $((count * 91 % 200)) \
          $((count * 53 % 200)) "${groups[(5 - r) % 4]}"
        count=$((count + 1))
        if ((count > 30)); then break; fi
        echo "monetary = $spend"
      done
    done
  done
  for tier in 'Low 2' 'Mid 4' 'High 9'; do
    printf '[[tier]]\nname = "%s"\nmax_points = %s\n' "${tier% *}" "${tier#* }"
  done
}
forty_segments >"$work/forty.toml"
printf '%s\n' 'order,customer,date,quantity,price' '1,Ann,2024-01-05,2,4.50' '2,Bob,2024-02-10,1,12.00' \
  '3,Ann,2024-03-01,3,4.50' >"$work/two.csv"

days=(--as-of 2011-10-01 --as-of 2011-12-01)
pages=(report movement forty forty-movement)
title=(--title "A very long title of a shop whose owner likes to name everything at once, winter 2011")
"$rfmseg" analyze "$input" --k auto "${title[@]}" --report "$work/report.html" -q >/dev/null
"$rfmseg" diff "$input" "${days[@]}" "${title[@]}" --report "$work/movement.html" -q -o /dev/null
"$rfmseg" analyze "$input" --scheme "$work/forty.toml" --report "$work/forty.html" -q >/dev/null
"$rfmseg" diff "$input" "${days[@]}" --scheme "$work/forty.toml" --report "$work/forty-movement.html" -q -o /dev/null
if [[ $# -eq 0 ]]; then
  for command in cohort trend clv validate; do
    "$rfmseg" "$command" "$input" --report "$work/$command.html" -q -o /dev/null
  done
  "$rfmseg" analyze "$input" --with cohorts,trend,clv,validate --report "$work/outlook.html" -q >/dev/null
  "$rfmseg" analyze "$work/two.csv" --report "$work/two.html" -q >/dev/null
  "$rfmseg" diff "$work/two.csv" --as-of 2024-02-20 --as-of 2024-03-10 --report "$work/two-movement.html" -q -o /dev/null
  pages+=(cohort trend clv validate outlook two two-movement)
fi
for page in "${pages[@]}"; do
  [[ -z "$pictures" ]] || mkdir -p "$pictures/$page"
  node "$work/check.mjs" "$work/$page.html" ${pictures:+"$pictures/$page"}
done
