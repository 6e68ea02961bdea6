#!/bin/bash
# The pod network of this node, kept in step with the cluster's list of nodes: tells containerd the address range
# that the cluster gave this node, and routes the ranges of the other nodes to them. IPv4 only.
set -euo pipefail
export KUBECONFIG=/etc/kubernetes/kubelet.conf

# One line for each node: name|range of its pods|its address. A fresh node has no range for a moment.
line='{.metadata.name}|{.spec.podCIDR}|{.status.addresses[?(@.type=="InternalIP")].address}{"\n"}'
nodes() { kubectl get nodes --request-timeout=10s --output "jsonpath={range .items[*]}$line{end}"; }

configure_containerd() {
  local range=$1 file=/etc/cni/net.d/10-pods.conflist
  jq -n --arg range "$range" '{
    cniVersion: "0.3.1", name: "pods",
    plugins: [
      {type: "ptp", ipam: {type: "host-local", ranges: [[{subnet: $range}]], routes: [{dst: "0.0.0.0/0"}]}},
      {type: "portmap", capabilities: {portMappings: true}}
    ]
  }' >"$file.new"
  mv "$file.new" "$file"
}

# Outside the cluster nobody knows the way back to a pod, so what leaves it takes the node's address.
masquerade() {
  local range
  iptables -w -t nat -N PODS-OUT 2>/dev/null || iptables -w -t nat -F PODS-OUT
  for range in "$@"; do
    iptables -w -t nat -A PODS-OUT -d "$range" -j RETURN
  done
  iptables -w -t nat -A PODS-OUT -j MASQUERADE
  for range in "$@"; do
    iptables -w -t nat -C POSTROUTING -s "$range" -j PODS-OUT 2>/dev/null ||
      iptables -w -t nat -A POSTROUTING -s "$range" -j PODS-OUT
  done
}

known=
while sleep 1; do
  # Until the node has joined, and while the API server is away.
  if [ ! -e "$KUBECONFIG" ] || ! current=$(nodes); then continue; fi
  if [ "$current" = "$known" ]; then
    sleep 2
    continue
  fi
  ranges=()
  while IFS='|' read -r name range address; do
    [ -n "$range" ] || continue
    ranges+=("$range")
    if [ "$name" = "$HOSTNAME" ]; then
      configure_containerd "$range"
    elif [ -n "$address" ]; then
      ip route replace "$range" via "$address"
    fi
  done <<<"$current"
  [ ${#ranges[@]} -eq 0 ] || masquerade "${ranges[@]}"
  known=$current
done
