#!/usr/bin/env bash
# Installs the Debian packages named as arguments when their programs are absent.
set -euo pipefail
declare -A package=([chromium]=chromium [postgresql]=postgresql [redis]=redis-server [venv]=python3-venv)
as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)

install() {
  echo "Installing $* from Debian"
  $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "$@" >/dev/null
}

wanted=()
for name in "$@"; do
  case $name in
    chromium)
      # The one that has no windows is twice as fast, but not every Debian has it.
      command -v chromium-headless-shell >/dev/null && continue
      if [ -z "$as_root" ] && install chromium-headless-shell; then continue; fi
      command -v chromium >/dev/null || wanted+=("${package[$name]}")
      ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=("${package[$name]}") ;;
    redis) command -v redis-server >/dev/null || wanted+=("${package[$name]}") ;;
    venv) python3 -c 'import ensurepip' 2>/dev/null || wanted+=("${package[$name]}") ;;
    *) echo "unknown: $name" >&2; exit 2 ;;
  esac
done
[ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}"
