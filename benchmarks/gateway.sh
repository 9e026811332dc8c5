#!/usr/bin/env bash
# The gateway's throughput and latency, against a plain proxy_pass with the same TLS on the same machine.
# Usage: benchmarks/gateway.sh [rendered nginx.conf]   Needs nginx, openssl, python3 and wrk (Debian packages).
# ROUNDS (5) and SECONDS_EACH (5) set the effort; both proxies are measured in turn in every round.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin"
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-5}
work=$(mktemp -d)
# Started by root, nginx reads its files as another user.
chmod 755 "$work"
started=()
stop() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap stop EXIT

rendered=${1:-}
if [[ -z $rendered ]]; then
  dotnet run -c Offline --project infra -- render --stack dev --out "$work/rendered" >/dev/null
  rendered=$(find "$work/rendered" -name nginx.conf | sort | head -1)
fi
host=$(grep -oE 'X-Forwarded-Host [^;]+' "$rendered" | head -1 | cut -d' ' -f2)
path=$(grep -oE 'proxy_pass http://flower[^;]*/healthcheck' "$rendered" | sed -E 's#proxy_pass http://flower##; s#healthcheck$##')

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj "/CN=$host" \
  -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
authorization="Basic $(printf 'ops:right-password' | base64)"
printf '"~^%s\\z" "1";\n' "$authorization" >"$work/credentials.map"

# Flower's stand-in: 2 kB, as the workers table reloads itself with, and 100 kB, as a static file.
{
  printf 'worker_processes 1; pid %s/upstream.pid; error_log stderr error; events {} http { access_log off; keepalive_requests 1000000; default_type application/json;' "$work"
  printf 'server { listen 127.0.0.1:15555; location / { root %s/answers; try_files /small =404; } location %sstatic/ { root %s/answers; try_files /large =404; } } }\n' "$work" "$path" "$work"
} >"$work/upstream.conf"
mkdir "$work/answers"
head -c 2048 /dev/zero | tr '\0' x >"$work/answers/small"
head -c 102400 /dev/zero | tr '\0' x >"$work/answers/large"

# The rendered configuration with other paths and ports, and with limits that one client does not reach.
sed -E -e "s#([ \"])/tmp/#\1$work/#; s#/etc/nginx-tls#$work#; s#/run/gateway#$work#" \
  -e 's/listen (\[::\]:)?8443/listen \118443/; s/listen (\[::\]:)?8444/listen \118444/; s/listen (\[::\]:)?9443/listen \119443/' \
  -e 's/127\.0\.0\.1:5555/127.0.0.1:15555/; s/rate=[0-9]+r\/s/rate=100000r\/s/; s/(zone=requests burst=)[0-9]+/\1300000/; s/limit_conn connections [0-9]+/limit_conn connections 1000/' \
  "$rendered" >"$work/gateway.conf"
{
  grep -E '^worker_processes' "$rendered"
  printf 'pid %s/plain.pid; error_log stderr error; events { worker_connections 1024; } http {\n' "$work"
  grep -E '^ *ssl_' "$work/gateway.conf"
  printf 'access_log /dev/stdout combined; upstream flower { server 127.0.0.1:15555; keepalive 16; }\n'
  printf 'server { listen 17443 ssl; location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; proxy_pass http://flower; } } }\n'
} >"$work/plain.conf"

for name in upstream gateway plain; do
  nginx -e stderr -c "$work/$name.conf" -g 'daemon off;' >"$work/$name.log" 2>"$work/$name.errors" &
  started+=("$!")
done
for port in 15555 18443 17443; do
  for _ in $(seq 100); do (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
done

# What the processor spent in a proxy's processes so far, in ticks of 10 ms: other load on the machine doesn't change it.
spent() {
  cat /proc/"$1"/stat $(pgrep -P "$1" | sed 's#.*#/proc/&/stat#') | awk '{sum += $14 + $15} END {print sum}'
}

measure() {
  before=$(spent "$4")
  # The host of the address is the loopback's, that of the header the dashboard's.
  wrk --latency -t1 -c16 -d"${seconds}s" -H "Host: $host" -H "Authorization: $authorization" -H 'User-Agent: benchmark' "https://127.0.0.1:$1$path$2" >"$work/wrk.$1"
  if grep -q 'Non-2xx' "$work/wrk.$1"; then cat "$work/wrk.$1" >&2; exit 1; fi
  awk -v name="$3" -v ticks="$(($(spent "$4") - before))" \
    '/Requests\/sec/ {r=$2} /50%/ {m=$2} /99%/ {p=$2} / requests in / {n=$1} END {print name, r, m, p, ticks * 10000 / n}' "$work/wrk.$1"
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $(nginx -v 2>&1 | cut -d' ' -f3), $(wrk -v 2>&1 | head -1 | cut -d' ' -f1,2)"
for target in 'workers?json=1' 'static/js/flower.js?v=1'; do
  for _ in $(seq "$rounds"); do
    measure 17443 "$target" plain "${started[2]}"
    measure 18443 "$target" gateway "${started[1]}"
  done >"$work/results"
  python3 - "$work/results" "$target" <<'PYTHON'
import statistics, sys

rows = [line.split() for line in open(sys.argv[1])]
units = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def milliseconds(text):
    unit = next(unit for unit in ("us", "ms", "s") if text.endswith(unit))
    return float(text[: -len(unit)]) * units[unit]


def median(name, column, convert):
    return statistics.median(convert(row[column]) for row in rows if row[0] == name)


ratios = [float(gateway[1]) / float(plain[1]) for plain, gateway in zip(rows[::2], rows[1::2])]
print(sys.argv[2])
for name in ("plain", "gateway"):
    print(f"  {name:8} {median(name, 1, float):9.0f} requests/s   p50 {median(name, 2, milliseconds):6.2f} ms   p99 {median(name, 3, milliseconds):6.2f} ms   processor {median(name, 4, float):5.1f} us")
print(f"  gateway / plain: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds")
PYTHON
done
