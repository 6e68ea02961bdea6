#!/usr/bin/env bash
# Copies what kube-proxy calls (iptables, nft, conntrack) out of a node's system: kube-proxy-files.sh ROOTFS IMAGE_ROOT
# It has to be the node's own: two flavours of iptables in one network namespace do not see each other's rules.
set -euo pipefail
rootfs=$1 image=$2

programs=(/usr/sbin/xtables-nft-multi /usr/sbin/nft /usr/sbin/conntrack)
# iptables loads its matches and targets at run time, and some of them need libraries that iptables itself does not.
mapfile -t modules < <(cd "$rootfs" && find usr/lib -path '*/xtables/*.so' -printf '/%p\n')
mapfile -t libraries < <(chroot "$rootfs" ldd "${programs[@]}" "${modules[@]}" |
  grep -o '/[^ :]*\.so[^ :]*' | sort -u)
for file in "${programs[@]}" "${modules[@]}" "${libraries[@]}"; do
  mkdir -p "$image${file%/*}"
  cp -L "$rootfs$file" "$image$file"
done
for name in ip{,6}tables{,-save,-restore}; do
  ln -s xtables-nft-multi "$image/usr/sbin/$name"
done
