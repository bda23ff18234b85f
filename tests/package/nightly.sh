#!/usr/bin/env bash
# Runs docs/nightly.md: puts the files that stand in it on a Debian that has the package, boots that at
# fourteen minutes past three, has cron do the first night and systemd's timer the second, which was missed,
# and looks at what they leave.
#   tests/package/nightly.sh DEBIAN   the folder that it is in; as root
set -euo pipefail
cd "$(dirname "$0")/../.."
root="$(realpath "$1")"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# The page's files, each under the name in its first lines, and its set-up.
python3 - "$scratch" <<'PYTHON'
import pathlib, re, sys
scratch = pathlib.Path(sys.argv[1])
page = pathlib.Path("docs/nightly.md").read_text()
for block in re.findall(r"^```\w+\n(.*?)^```", page, re.M | re.S):
    name = re.search(r"\A(?:#!.*\n)?# (/\S+)\n", block)
    file = scratch / "files" / name[1].lstrip("/") if name else scratch / "set-up.sh"
    if name or block.startswith("useradd"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block)
PYTHON
chroot "$root" sh -e <"$scratch/set-up.sh"
chmod +x "$scratch"/files/usr/local/bin/rfmseg-*
cp -R "$scratch/files/." "$root"

shop="$root/var/lib/rfmseg"
sample=data/sample_retail.csv
head -n 2000 "$sample" >"$scratch/2011-05-05.csv"
(head -n 1 "$sample" && tail -n +2001 "$sample") >"$scratch/2011-12-09.csv"
cp "$scratch/2011-05-05.csv" "$shop/orders"
cp "$scratch/2011-12-09.csv" "$root"

# What happens there while nobody looks.
cat >"$root/check.sh" <<'CHECK'
shop=/var/lib/rfmseg
wait_for() {
  for _ in $(seq 90); do
    eval "$1" && return
    sleep 1
  done
  echo "nightly: in vain: $1"
  systemctl status --no-pager cron rfmseg-nightly
  cat $shop/nightly.log
  exit 1
}
wait_for "grep -qs '\"command\":\"diff\"' $shop/runs.jsonl"
rm /etc/cron.d/rfmseg-nightly
mv /2011-12-09.csv $shop/orders
touch -d '2 days ago' /var/lib/systemd/timers/stamp-rfmseg-nightly.timer
systemctl enable --now rfmseg-nightly.timer
wait_for "journalctl -q -t rfmseg-alert | grep -q 'At Risk'"
systemctl list-timers --no-pager rfmseg-nightly.timer | sed -n 2p
journalctl -q -o cat -t rfmseg-alert
CHECK
cat >"$root/etc/systemd/system/check.service" <<'UNIT'
[Service]
Type=oneshot
ExecStart=/bin/sh /check.sh
StandardOutput=file:/check.log
StandardError=inherit
ExecStopPost=/bin/systemctl poweroff --no-block
[Install]
WantedBy=multi-user.target
UNIT
install -d "$root/var/lib/systemd/timers"
systemctl --root="$root" enable --quiet check.service
# A zone where it is fourteen minutes past three.
ahead=$((3 * 3600 + 14 * 60 + 20 - $(date +%s) % 86400))
printf 'Zone Night %s%d:%02d:%02d - NGT\n' "$([[ $ahead -lt 0 ]] && echo -)" \
  $((${ahead#-} / 3600)) $((${ahead#-} / 60 % 60)) $((${ahead#-} % 60)) >"$scratch/zone"
/usr/sbin/zic -d "$scratch/zones" "$scratch/zone"
cp "$scratch/zones/Night" "$root/etc/localtime"

timeout 300 systemd-nspawn --quiet --directory="$root" --boot --register=no --keep-unit --timezone=off \
  </dev/null >"$scratch/boot.log" 2>&1 || { tail -n 40 "$scratch/boot.log" >&2; exit 1; }
cat "$root/check.log"

# Both nights against the program run by hand.
chroot "$root" rfmseg ingest --store /tmp/shop.db -q /var/lib/rfmseg/archive/2011-05-05.csv
for night in 2011-05-06 2011-12-10; do
  chroot "$root" rfmseg segment --store /tmp/shop.db -q -o /tmp/expected.csv
  cut -d, -f 1-13 "$shop/published/$night/segments.csv" | cmp - "$root/tmp/expected.csv"
  [[ "$(stat -c %U "$shop/published/$night/report.html")" != root ]]
  chroot "$root" rfmseg ingest --store /tmp/shop.db -q /var/lib/rfmseg/archive/2011-12-09.csv
done
grep -q 'At Risk' "$shop/published/2011-12-10/movement.txt"
[[ -z "$(ls "$shop/orders")" ]]
echo "nightly: cron and systemd did what docs/nightly.md says"
