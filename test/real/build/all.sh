#!/usr/bin/env bash
# Builds everything that the tests on real clusters need, or finds it in the cache (see part.sh), and says how long
# each step took. Wants Debian 12, root, Go, and the package registries of the environment.
set -euo pipefail
build=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

step() {
  local began=$SECONDS
  echo "-- $1"
  shift
  "$@"
  echo "-- $((SECONDS - began)) s"
}
part() { step "$1" "$build/part.sh" "$1"; }

step "Debian packages" "$build/packages.sh"
part kubernetes-1.34
part kubernetes-1.37
part etcd
part kind
if "$build/host-engine.sh"; then
  echo "-- this host has a docker engine: its tests use the published node image"
else
  part node-image
fi
echo "-- everything is there after $SECONDS s"
