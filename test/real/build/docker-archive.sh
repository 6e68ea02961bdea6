#!/usr/bin/env bash
# Packs a node's system, and the load balancer that kind puts before several control planes, for `docker load`:
#   docker-archive.sh ROOTFS REFERENCE OUT_FILE
set -euo pipefail
rootfs=$1 reference=$2 out=$3
build=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# What kind 0.33 asks for; it has no option to ask for another.
load_balancer=docker.io/envoyproxy/envoy:v1.36.2

work=$(mktemp -d "${out%/*}/archive-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/balancer/usr/local/bin" "$work/archive"
cp "$build/load-balancer/envoy.sh" "$work/balancer/usr/local/bin/envoy"
# The balancer needs a shell and socat, so it is the node's layer, which costs nothing twice, and its own program.
tar -C "$rootfs" --sort=name --numeric-owner -cf "$work/archive/node.tar" .
tar -C "$work/balancer" --owner=0 --group=0 -cf "$work/archive/balancer.tar" .

config() { # CONFIG_JSON LAYER...
  local config=$1 layers
  shift
  layers=$(cd "$work/archive" && sha256sum "$@" | jq -R '"sha256:" + .[:64]' | jq -s .)
  jq -n --argjson config "$config" --argjson layers "$layers" '{architecture: "amd64", os: "linux",
    rootfs: {type: "layers", diff_ids: $layers}, history: ($layers | map({})),
    config: ($config + {Env: ["container=docker",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]})}'
}
# SIGRTMIN+3 tells systemd as process 1 to power off; the usual SIGTERM would make it start itself anew.
config '{"Entrypoint": ["/usr/local/bin/entrypoint"], "StopSignal": "SIGRTMIN+3"}' node.tar >"$work/archive/node.json"
config '{}' node.tar balancer.tar >"$work/archive/balancer.json"
jq -n --arg node "$reference" --arg balancer "$load_balancer" '[
  {Config: "node.json", RepoTags: [$node], Layers: ["node.tar"]},
  {Config: "balancer.json", RepoTags: [$balancer], Layers: ["node.tar", "balancer.tar"]}
]' >"$work/archive/manifest.json"
tar -C "$work/archive" -cf "$out" .
