#!/usr/bin/env bash
# Makes the Debian package, build/package/rfmseg_*.deb.
#   scripts/package.sh          makes it
#   scripts/package.sh --check  also links a program with its library, installs it in a Debian 12 that
#                               has nothing else, runs it there, and has it do the nights of
#                               docs/nightly.md; as root
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --package
cmake --preset package >/dev/null
cmake --build --preset package
rm -f build/package/*.deb
cpack --preset package >/dev/null
package="$(echo "$PWD"/build/package/*.deb)"
echo "package: $package"
[[ "${1:-}" == --check ]] || exit 0

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
dpkg -x "$package" "$scratch/files"

# The example of docs/library.md, built as a user would build it.
scripts/library-example.py "$scratch/example"
cmake -S "$scratch/example" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$scratch/files/usr" >/dev/null
cmake --build "$scratch/build" >/dev/null
"$scratch/build/count_segments" data/sample_retail.csv | sort >"$scratch/counts"
build/package/rfmseg segment data/sample_retail.csv -q |
  mlr --icsv --ocsv --headerless-csv-output count -g segment | sort | diff - "$scratch/counts"
echo "package: a program links the library and counts as the command does"

# What an analyst of that machine would type; --model and --store take the library's other parts along.
cat >"$scratch/try.sh" <<'TRY'
set -euo pipefail
work="$(mktemp -d)"
cp /tmp/sample.csv "$work"
cd "$work"
rfmseg --version
rfmseg analyze sample.csv -q >/tmp/analysis.txt
rfmseg cluster sample.csv -q >whole.csv
rfmseg clean sample.csv -q | rfmseg rfm -q | rfmseg segment -q | rfmseg cluster -q | cmp - whole.csv
rfmseg ingest --store shop.db sample.csv -q
rfmseg cluster --store shop.db -q | cmp - whole.csv
rfmseg analyze sample.csv --out results -q | cmp - /tmp/analysis.txt
test -s results/analysis.xlsx -a -s results/report.html
rfmseg scheme check /usr/share/rfmseg/schemes/eleven.toml >/dev/null
bash -n /usr/share/bash-completion/completions/rfmseg
gzip -dc /usr/share/man/man1/rfmseg-segment.1.gz >/dev/null
apt-get remove -qq --purge rfmseg >/dev/null
test -z "$(find / -xdev -name '*rfmseg*' -not -path '/tmp/*' -not -path '/proc/*')"
TRY
cp data/sample_retail.csv "$scratch/sample.csv"
(program="$PWD/build/package/rfmseg" && cd "$scratch" && "$program" analyze sample.csv -q >analysis.txt)
# One Debian for both: the package is tried and removed, then put there again for the nights.
install='chroot "$1" sh -c "apt-get install -qq -y --no-install-recommends /tmp/rfmseg_*.deb >/dev/null"'
mmdebstrap --quiet --variant=apt --include=systemd-sysv,dbus,cron,passwd \
  --customize-hook="copy-in '$package' /tmp" \
  --customize-hook="upload '$scratch/sample.csv' /tmp/sample.csv" \
  --customize-hook="upload '$scratch/try.sh' /tmp/try.sh" \
  --customize-hook='chroot "$1" apt-get update -qq' \
  --customize-hook="$install" \
  --customize-hook='chroot "$1" bash /tmp/try.sh' \
  --customize-hook="download /tmp/analysis.txt '$scratch/analysis-there.txt'" \
  --customize-hook="$install" \
  bookworm "$scratch/debian" $(find /etc/apt -name '*.list' -o -name '*.sources')
cmp "$scratch/analysis.txt" "$scratch/analysis-there.txt"
echo "package: installs in a clean Debian, runs, and goes without a trace"
tests/package/nightly.sh "$scratch/debian"
