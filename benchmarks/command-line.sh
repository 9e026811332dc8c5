#!/usr/bin/env bash
# Repeats commands of the built program and prints the least and the median of their wall time and of their CPU time.
set -euo pipefail
cd "$(dirname "$0")/.."

program=infra/bin/offline/Offline/net10.0/FlowerInfra
runs=${1:-20}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C TIMEFORMAT='%R %U %S'

measure() {
  for ((run = 0; run < runs; run++)); do
    { time "$program" "$@" >/dev/null 2>&1 || true; } 2>&1
  done | awk '{ print $1, $2 + $3 }' >"$folder/times"
  printf '%-28s' "${*:1:3}"
  for column in 1 2; do
    sort -n -k "$column,$column" "$folder/times" | awk -v c="$column" '{ t[NR] = $c } END { printf "  %.2f  %.2f", t[1], t[int((NR + 1) / 2)] }'
  done
  echo
}

printf '%-28s  wall: least, median; CPU: least, median (s, %s runs)\n' "" "$runs"
for stack in dev staging prod; do
  measure preview --stack "$stack" --format json
done
for stack in dev prod; do
  measure render --stack "$stack" --out "$folder/rendered"
done
