#!/bin/bash
# Stands in for envoy in front of several control planes, under the name and with the files that kind uses: hands each
# connection to the first control plane that takes it. kind changes the list of them while this runs.
set -euo pipefail
clusters=/home/envoy/cds.yaml

backends() {
  sed -nE '/lb_endpoints:/,$ s/^ *(address|port_value): *(\S+)$/\2/p' "$clusters" | paste -d : - -
}

if [ "${1:-}" = connection ]; then
  for backend in $(backends); do
    # It fails before it has read anything if nobody listens there.
    socat - "TCP:$backend,connect-timeout=2" && exit
  done
  exit 1
fi
exec socat TCP-LISTEN:6443,reuseaddr,fork EXEC:"$0 connection"
