#!/usr/bin/env bash
# Starts a private container engine with a node image for kind: start.sh DIRECTORY [NODE_IMAGE]
# Prints KEY=VALUE lines for the tests (see ../README.md). The directory must not exist yet; stop.sh removes it.
# A host that has a working docker engine gets its tests run there, and nothing is started.
set -euo pipefail
engine=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$engine/../build
. "$engine/../processes.sh"
. "$engine/kernel-settings.sh"

mkdir "$1"
state=$(cd "$1" && pwd)
touch "$state/.engine"
"$build/packages.sh" >&2
kind=$("$build/part.sh" kind)/kind
kubectl=$("$build/part.sh" kubernetes-1.34)/kubectl

# For PATH: kind calls `docker`, and the one that it finds has to fit the engine.
use() {
  mkdir "$state/bin"
  ln -s "$1" "$state/bin/docker"
  ln -s "$kind" "$kubectl" "$state/bin/"
}

if "$build/host-engine.sh"; then
  image=${2:-kindest/node:v1.34.0}
  docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >&2
  use "$(command -v docker)"
  printf '%s\n' "DOCKER_HOST=${DOCKER_HOST:-}" ENGINE_EXEC= "BIN=$state/bin" "NODE_IMAGE=$image"
  exit 0
fi

node_image=$("$build/part.sh" node-image)
socket=$state/docker.sock
# The kernel has 108 bytes for it, and the daemon's message would not say so.
[ ${#socket} -lt 100 ] || { echo "start.sh: the path $state is too long for a socket" >&2; exit 1; }

save_kernel_settings "$state/kernel-settings"
# Each node's systemd, kubelet and containerd take several; the default of 128 is too few for some clusters.
raise_kernel_setting fs/inotify/max_user_instances 1024
raise_kernel_setting fs/inotify/max_user_watches 524288

# Namespaces of its own for network, mounts and processes: no bridge, firewall rule or mount of the engine is seen by
# the host, and none can be left behind, because all of them end with the first process in there.
setsid unshare --net --mount --propagation private --pid --fork --kill-child --mount-proc \
  "$engine/supervise.sh" "$state" </dev/null >"$state/engine.log" 2>&1 &
unshare_pid=$!
first=
for _ in {1..50}; do
  first=$(cat "/proc/$unshare_pid/task/$unshare_pid/children" 2>/dev/null) && [ -n "$first" ] && break
  sleep 0.1
done
first=${first%% *}
[ -n "$first" ] || { cat "$state/engine.log" >&2; exit 1; }
remember_process "$state/engine.pid" "$first"

# Debian's own, which fits its daemon. Another client on the PATH may be too new for it.
docker=/usr/bin/docker
export DOCKER_HOST=unix://$socket
for _ in {1..300}; do
  "$docker" version >/dev/null 2>&1 && break
  process_lives "$state/engine.pid" || break
  sleep 0.1
done
if ! "$docker" version >/dev/null 2>&1 || ! "$docker" load --quiet --input "$node_image/image.tar" >&2; then
  tail -n 30 "$state/engine.log" >&2
  "$engine/stop.sh" "$state"
  exit 1
fi

use "$docker"
printf '%s\n' "DOCKER_HOST=$DOCKER_HOST" "ENGINE_EXEC=nsenter --net=/proc/$first/ns/net --" "BIN=$state/bin" \
  "NODE_IMAGE=$(<"$node_image/reference")"
