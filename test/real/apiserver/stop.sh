#!/usr/bin/env bash
# Ends what start.sh started and removes its directory: stop.sh DIRECTORY. Does nothing if there is none.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../processes.sh"
[ -d "$1" ] || exit 0
# It is going to be removed with all that is in it.
[ -e "$1/.apiserver" ] || { echo "stop.sh: $1 was not made by start.sh" >&2; exit 1; }

# In this order, or each would spend its last seconds looking for the next.
for name in kube-controller-manager kube-apiserver etcd; do
  end_process "$1/$name.pid" 15
done
rm -rf "$1"
