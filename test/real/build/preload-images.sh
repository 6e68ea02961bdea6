#!/usr/bin/env bash
# Puts an OCI image layout into the image store of a node's containerd: preload-images.sh ROOTFS LAYOUT
set -euo pipefail
rootfs=$1 layout=$2

# In namespaces of its own, so that containerd and its mounts are gone when this ends, however it ends.
tar -C "$layout" -c . | unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
  cd "$1"
  mount -t proc proc proc
  mount -t tmpfs tmpfs run
  mkdir run/containerd
  printf "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n" >run/containerd/config.toml
  chroot . containerd --config /run/containerd/config.toml --log-level error &
  for _ in {1..100}; do
    [ -S run/containerd/containerd.sock ] && break
    sleep 0.1
  done
  # Unpacking is left to the nodes: their snapshots lie on another file system than this one.
  chroot . ctr --namespace k8s.io images import --no-unpack -
  kill %1
  wait
' bash "$rootfs"
rm -rf "$rootfs"/var/lib/containerd/tmpmounts
