#!/bin/bash
# Lets a stopped node go on under another address, which is what the engine gives it when nodes start in another
# order than before: follow-address OLD NEW. With several control planes etcd would have to be told of the others' too.
set -euo pipefail
old=$1 new=$2

files=()
for file in /kind/kubeadm.conf /etc/kubernetes/*.conf /etc/kubernetes/manifests/*.yaml \
  /var/lib/kubelet/{config.yaml,kubeadm-flags.env}; do
  [ ! -e "$file" ] || files+=("$file")
done
[ ${#files[@]} -gt 0 ] || exit 0
sed -i "s/\b${old//./\\.}\b/$new/g" "${files[@]}"

# The certificates of what listens on the address name it too. kubeadm makes only those that are not there.
for certificate in apiserver etcd/server etcd/peer; do
  [ -e "/etc/kubernetes/pki/$certificate.crt" ] || continue
  rm "/etc/kubernetes/pki/$certificate".{crt,key}
  kubeadm init phase certs "${certificate/\//-}" --config /kind/kubeadm.conf
done
