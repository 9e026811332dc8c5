#!/usr/bin/env bash
# The one test command: installs the programs that live tests need when they are missing, then runs every test.
set -euo pipefail
cd "$(dirname "$0")"

# Command, then the package that brings it on a system with apt.
needed=("nginx nginx" "python3 python3")

missing=()
for entry in "${needed[@]}"; do
  read -r command package <<<"$entry"
  # /usr/sbin is not on every user's PATH, and Debian's nginx is there.
  PATH="$PATH:/usr/sbin" command -v "$command" >/dev/null || missing+=("$package")
done

if ((${#missing[@]} > 0)); then
  if ! command -v apt-get >/dev/null; then
    echo "The live tests need: ${missing[*]}. Install them with this system's package manager, then run ./test.sh again." >&2
    exit 1
  fi
  as_root=()
  if ((EUID != 0)); then as_root=(sudo); fi
  echo "Installing what the live tests need: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  # Without the recommended packages and without starting a service: the tests start their own nginx on free ports.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

exec dotnet test -c Offline "$@"
