#!/usr/bin/env bash
# The one test command: installs the programs that live tests need when they are missing, then runs every test.
set -euo pipefail
cd "$(dirname "$0")"

# Command, then the package that brings it on a system with apt. Redis is one program under several names, and the package
# redis-server would start a service.
needed=("nginx nginx" "python3 python3" "redis-check-rdb redis-tools" "rabbitmq-server rabbitmq-server")

# The real Celery, whose signatures take cryptography, is for Debian's own interpreter, and another one may come first on the PATH.
has_celery() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c "import celery, cryptography, redis" 2>/dev/null && return
  done
  return 1
}

# The real Django: 25 MB with what it needs.
has_django() {
  local python
  for python in /usr/bin/python3 python3; do
    "$python" -c "import django" 2>/dev/null && return
  done
  return 1
}

# Google's browser is a Chromium too, and is there on GitHub's runners.
has_chromium() {
  local command
  for command in chromium chromium-browser google-chrome chrome-headless-shell; do
    command -v "$command" >/dev/null && return
  done
  return 1
}

missing=()
for entry in "${needed[@]}"; do
  read -r command package <<<"$entry"
  # /usr/sbin is not on every user's PATH, and Debian's nginx is there.
  PATH="$PATH:/usr/sbin" command -v "$command" >/dev/null || missing+=("$package")
done
has_django || missing+=(python3-django)
has_celery || missing+=(python3-celery python3-cryptography python3-redis)
has_chromium || missing+=(chromium)
for python in python3 /usr/bin/python3; do
  "$python" -c "import jsonschema, yaml" 2>/dev/null && has_jsonschema=1
done
((${has_jsonschema:-0})) || missing+=(python3-jsonschema python3-yaml)

if ((${#missing[@]} > 0)); then
  if ! command -v apt-get >/dev/null; then
    echo "The live tests need: ${missing[*]}. Install them with this system's package manager, then run ./test.sh again." >&2
    exit 1
  fi
  as_root=()
  if ((EUID != 0)); then as_root=(sudo); fi
  echo "Installing what the live tests need: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  # Without the recommended packages and without starting a service, with systemd or without: the tests start their own nginx, Redis
  # and RabbitMQ on free ports.
  install=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 SYSTEMD_OFFLINE=1 LC_ALL=C apt-get install --no-install-recommends "${missing[@]}")
  "${as_root[@]}" "${install[@]}" --assume-no | grep -E "Need to get|disk space" || true
  "${as_root[@]}" "${install[@]}" -y -qq >/dev/null
fi

exec dotnet test -c Offline "$@"
