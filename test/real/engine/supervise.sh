#!/usr/bin/env bash
# The first process of the engine's namespaces: runs containerd and dockerd and ends both when told to.
# start.sh calls it; nobody else should.
set -euo pipefail
state=$1
engine=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$engine/frozen.sh"

ip link set lo up
# Both programs keep some sockets at fixed places; here nobody else sees these directories.
for directory in /run/containerd /run/docker; do
  mkdir -p "$directory"
  mount -t tmpfs tmpfs "$directory"
done

cat >"$state/containerd.toml" <<TOML
version = 2
root = "$state/containerd"
state = "/run/containerd/engine"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "/run/containerd/engine.sock"
TOML

# A daemon.json of the host, if any, is not read. An oom score below zero is refused on some machines.
runtimes='{}' runtime=runc
if ! "$engine/can-set-resources.sh"; then
  runtime=runc-without-sys-resource
  runtimes=$(jq -n --arg path "$engine/$runtime.sh" '{"runc-without-sys-resource": {path: $path}}')
fi
group=$(engine_group "$state")
jq -n --arg state "$state" --arg group "$group" --arg runtime "$runtime" --argjson runtimes "$runtimes" '{
  "data-root": "\($state)/docker", "exec-root": "/run/docker/engine", pidfile: "/run/docker/engine.pid",
  hosts: ["unix://\($state)/docker.sock"], containerd: "/run/containerd/engine.sock",
  "cgroup-parent": "/\($group)", "exec-opts": ["native.cgroupdriver=cgroupfs"],
  "oom-score-adjust": 0, "default-runtime": $runtime, runtimes: $runtimes
}' >"$state/daemon.json"

stop() {
  trap '' TERM INT
  kill -TERM "$dockerd" 2>/dev/null && wait "$dockerd"
  kill -TERM "$containerd" 2>/dev/null && wait "$containerd"
  exit 0
}
trap stop TERM INT

keep_thawed "$group" &
containerd --config "$state/containerd.toml" &
containerd=$!
for _ in {1..100}; do
  [ -S /run/containerd/engine.sock ] && break
  sleep 0.1
done
dockerd --config-file "$state/daemon.json" &
dockerd=$!
# Either of them ending early ends the other; a signal ends the wait as well.
wait -n "$containerd" "$dockerd" || true
stop
