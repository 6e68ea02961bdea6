#!/usr/bin/env bash
# Installs the Debian packages that the builds and the private container engine need, unless they are there.
set -euo pipefail
build=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

packages=(jq openssl zstd util-linux iproute2)
if ! "$build/host-engine.sh"; then
  packages+=(docker.io containerd runc iptables debootstrap debian-archive-keyring)
fi
missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# docker.io and containerd start their services when they are installed. This engine is nobody's business but the
# tests', who start a private one, so the package scripts are told not to.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"
