#!/usr/bin/env bash
# Ends the engine that start.sh started and removes everything of it: stop.sh DIRECTORY
# Does nothing if there is none, so it may be called twice.
set -euo pipefail
engine=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$engine/../processes.sh"
. "$engine/kernel-settings.sh"
. "$engine/frozen.sh"
[ -d "$1" ] || exit 0
state=$(cd "$1" && pwd)
# It is going to be removed with all that is in it.
[ -e "$state/.engine" ] || { echo "stop.sh: $state was not made by start.sh" >&2; exit 1; }

if [ -e "$state/engine.pid" ]; then
  if process_lives "$state/engine.pid"; then
    export DOCKER_HOST=unix://$state/docker.sock
    # Otherwise the engine would wait for each of them when it stops.
    timeout 60 /usr/bin/docker ps --all --quiet 2>/dev/null |
      timeout 60 xargs --no-run-if-empty /usr/bin/docker rm --force --volumes >/dev/null 2>&1 || true
  fi
  end_process "$state/engine.pid" 30
fi

# Groups outlive their processes if the engine was killed. A group can go only when those below it are gone, and its processes
# with them, which may have been frozen when they were to end.
group=$(engine_group "$state")
frozen_groups "$group" | thaw
for _ in {1..50}; do
  [ -n "$(find /sys/fs/cgroup/freezer/"$group" -name cgroup.procs -exec cat {} + 2>/dev/null)" ] || break
  sleep 0.1
done
for directory in /sys/fs/cgroup/"$group" /sys/fs/cgroup/*/"$group"; do
  [ ! -d "$directory" ] || find "$directory" -depth -type d -exec rmdir {} + || true
done
[ ! -e "$state/kernel-settings" ] || restore_kernel_settings "$state/kernel-settings"
rm -rf "$state"
