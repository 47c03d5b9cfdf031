#!/usr/bin/env bash
# Installs the Debian packages named as arguments when their programs are absent.
set -euo pipefail
declare -A package=([chromium]=chromium [postgresql]=postgresql [redis]=redis-server [venv]=python3-venv)
wanted=()
for name in "$@"; do
  case $name in
    chromium) command -v chromium >/dev/null || wanted+=("${package[$name]}") ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=("${package[$name]}") ;;
    redis) command -v redis-server >/dev/null || wanted+=("${package[$name]}") ;;
    venv) python3 -c 'import ensurepip' 2>/dev/null || wanted+=("${package[$name]}") ;;
    *) echo "unknown: $name" >&2; exit 2 ;;
  esac
done
[ ${#wanted[@]} -eq 0 ] && exit 0
as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)
echo "Installing ${wanted[*]} from Debian"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "${wanted[@]}" >/dev/null
