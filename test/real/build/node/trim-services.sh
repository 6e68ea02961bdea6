#!/usr/bin/env bash
# Chooses what systemd starts in a node: trim-services.sh ROOTFS
set -euo pipefail
rootfs=$1

# Hardware, consoles and time tables are the host's. The last five would change settings of the host's kernel.
unwanted=(systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udev-trigger.service
  systemd-logind.service systemd-remount-fs.service systemd-tmpfiles-setup.service systemd-tmpfiles-setup-dev.service
  systemd-tmpfiles-clean.timer systemd-initctl.socket getty.target console-getty.service
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
  systemd-pstore.service dev-hugepages.mount dev-mqueue.mount sys-kernel-config.mount sys-kernel-debug.mount
  sys-kernel-tracing.mount sys-fs-fuse-connections.mount
  proc-sys-fs-binfmt_misc.automount systemd-binfmt.service systemd-sysctl.service systemd-modules-load.service
  kmod-static-nodes.service)
chroot "$rootfs" systemctl mask "${unwanted[@]}"
chroot "$rootfs" systemctl set-default multi-user.target
chroot "$rootfs" systemctl enable containerd.service kubelet.service pod-network.service dns-for-pods.service
