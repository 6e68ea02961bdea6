#!/bin/bash
# Process 1 of a cluster node: makes the container fit for systemd and the kubelet, then becomes systemd.
# It knows cgroup v1 only. Hosts with v2 that run containers have a docker engine of their own, and with it the
# published node image.
set -euo pipefail
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  echo "this node image needs a host with cgroup v1" >&2
  exit 1
fi

# systemd takes a writable /sys for the sign that it owns the hardware. This fails if the container is not privileged.
mount -o remount,ro /sys

# The kubelet passes mounts on to its containers.
mount --make-rshared /
mount --make-rprivate /sys/fs/cgroup

# kind's configuration puts all pods below /kubelet, and the kubelet does not create that group itself; it is called
# kubelet.slice where systemd manages the groups.
for hierarchy in /sys/fs/cgroup/*/; do
  [ "$hierarchy" = /sys/fs/cgroup/unified/ ] && continue
  for group in kubelet kubelet.slice; do
    mkdir -p "$hierarchy$group"
    # A new cpuset starts empty, and nothing can run in it until it is told its processors.
    if [ -e "$hierarchy/cpuset.cpus" ]; then
      cat "$hierarchy/cpuset.cpus" >"$hierarchy$group/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" >"$hierarchy$group/cpuset.mems"
    fi
  done
done

# The engine's name server answers on a loopback address of the node, which in a pod is the pod itself: CoreDNS would
# ask itself and give up over the loop. So pods are sent to the node's address, where dns-for-pods.service passes on.
address=$(ip -4 -json address show dev eth0 scope global | jq -r '.[0].addr_info[0].local')
echo "nameserver $address" >/etc/resolv-pods.conf

before=$(sed -n 's/^ADDRESS=//p' /etc/default/node 2>/dev/null || true)
if [ -z "$before" ]; then
  # The first start. All nodes would be the same machine otherwise, the one that the image was made on.
  rm -f /etc/machine-id /var/lib/dbus/machine-id
  systemd-machine-id-setup
elif [ "$before" != "$address" ]; then
  follow-address "$before" "$address"
fi
echo "ADDRESS=$address" >/etc/default/node

exec /sbin/init
