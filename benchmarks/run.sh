#!/usr/bin/env bash
# Measures everything and prints the results as Markdown, with the machine: benchmarks/run.sh [PART...], all parts without one.
# It takes about half an hour. It needs the .NET SDK and python3; "cdk" also npm, "gateway" what gateway.sh names.
set -euo pipefail
cd "$(dirname "$0")/.."

parts=("$@")
((${#parts[@]} > 0)) || parts=(first-run tests commands process cdk gateway)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C TIMEFORMAT='%R s, of it %U + %S s of CPU time'

title() { printf '\n## %s\n\n' "$1"; }

printf 'Measured on %s: %s, %s cores, %s GiB, %s, .NET SDK %s, commit %s, load %s.\n' \
  "$(date -u +%F)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)" "$(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" \
  "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)" "$(dotnet --version)" "$(git rev-parse --short HEAD)" "$(cut -d' ' -f1 /proc/loadavg)"

for part in "${parts[@]}"; do
  case $part in
    first-run)
      title "The README's first command on a clean clone"
      git clone --quiet . "$folder/clone"
      { time dotnet run -c Offline --project "$folder/clone/infra" -- preview --stack dev >/dev/null; } 2>&1 | tail -1
      ;;
    tests)
      title "The tests, built"
      dotnet build -c Offline --nologo -v quiet >/dev/null
      { time dotnet test tests -c Offline --no-build --nologo; } 2>&1 | grep -E 'Passed!|Failed!|CPU time'
      ;;
    commands)
      title "The built commands"
      dotnet build -c Offline infra --nologo -v quiet >/dev/null
      benchmarks/commands.py
      ;;
    process)
      title "Previews and renderings in one process"
      dotnet build -c Offline benchmarks --nologo -v quiet >/dev/null
      benchmarks/bin/offline/Offline/net10.0/FlowerInfra.Benchmarks --filter '*' --artifacts "$folder/results" >/dev/null
      cat "$folder"/results/results/*-github.md
      ;;
    cdk)
      title "CDK beside it"
      dotnet build -c Offline infra --nologo -v quiet >/dev/null
      benchmarks/commands.py cdk
      ;;
    gateway)
      title "The gateway"
      benchmarks/gateway.sh
      ;;
    *)
      echo "No part is called $part: first-run, tests, commands, process, cdk, gateway" >&2
      exit 2
      ;;
  esac
done
