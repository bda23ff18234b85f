#!/usr/bin/env bash
# A PostgreSQL server for a test: in a folder, reached through a socket there and by nothing else.
#   tests/cli/postgresql.sh start FOLDER   then PGHOST=FOLDER PGUSER=shop PGDATABASE=postgres
#   tests/cli/postgresql.sh stop FOLDER
set -euo pipefail
folder="$2"
programs="$(find /usr/lib/postgresql -name pg_ctl -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)"
[[ -n "$programs" ]] || { echo "no PostgreSQL server is installed" >&2; exit 1; }

# The server does not run as root.
run() {
  if [[ $EUID -eq 0 ]]; then
    setpriv --reuid=nobody --regid=nogroup --clear-groups "$programs/$1" "${@:2}"
  else
    "$programs/$1" "${@:2}"
  fi
}

if [[ "$1" == start ]]; then
  mkdir "$folder"
  [[ $EUID -ne 0 ]] || chown nobody:nogroup "$folder"
  run initdb -D "$folder/data" -U shop -A trust -E UTF8 --locale=C.UTF-8 --no-sync
  run pg_ctl -D "$folder/data" -l "$folder/log" -w \
    -o "-k '$folder' -c listen_addresses='' -c fsync=off" start
else
  run pg_ctl -D "$folder/data" -m immediate -w stop
fi
