#!/usr/bin/env bash
# Makes the Debian system of a cluster node, still without Kubernetes: node-rootfs.sh OUT_DIRECTORY -> OUT/rootfs
set -euo pipefail
rootfs=$1/rootfs

# The archive that this machine is set up for, not the one that debootstrap has built in.
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Origin: Debian' | head -n 1)
packages=(systemd systemd-sysv dbus kmod procps iproute2 iptables nftables conntrack ethtool jq socat
  containerd runc containernetworking-plugins busybox-static)
# In a mount namespace of its own: what debootstrap mounts in there is gone with it, even if it is killed.
unshare --mount --propagation private debootstrap --variant=minbase \
  --include="$(IFS=, && echo "${packages[*]}")" bookworm "$rootfs" ${archive:+"$archive"}

# Everything that a node never reads. What is below /var is copied for every node that starts.
rm -rf "$rootfs"/var/{cache/apt,lib/apt/lists,log,cache/debconf}/* \
  "$rootfs"/usr/share/{doc,info,locale,man,zoneinfo}
