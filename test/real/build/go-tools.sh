#!/usr/bin/env bash
# Builds the programs that a Go module's `tool` directives name: go-tools.sh MODULE_DIRECTORY OUT_DIRECTORY
set -euo pipefail
module=$1 out=$2
cd "$module"

# kubeadm, the kubelet and the API server read their own version from these variables; without them they call
# themselves v0.0.0 and refuse to work with each other.
flags="-s -w"
kubernetes=$(go list -m -f '{{.Version}}' k8s.io/kubernetes 2>/dev/null || true)
if [ -n "$kubernetes" ]; then
  IFS=. read -r major minor _ <<<"${kubernetes#v}"
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=$kubernetes -X $package.gitMajor=$major -X $package.gitMinor=$minor"
    flags+=" -X $package.gitTreeState=clean"
  done
  echo "$kubernetes" >"$out/version"
fi

# One build for all programs, so that what they share is compiled once.
CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$out/" tool

# The package of the etcd server is named for its major version, and Go names the program for the folder above.
if [ -e "$out/server" ]; then mv "$out/server" "$out/etcd"; fi
