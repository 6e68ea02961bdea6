#!/usr/bin/env bash
# Makes the image of a cluster node for kind, with all container images that a cluster needs inside:
#   node-image.sh OUT_DIRECTORY -> OUT/image.tar for `docker load`, and in OUT/reference the image's name
set -euo pipefail
out=$1
build=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kubernetes=$("$build/part.sh" kubernetes-1.34)
etcd=$("$build/part.sh" etcd)
coredns=$("$build/part.sh" coredns)
pause=$("$build/part.sh" pause)
base=$("$build/part.sh" node-rootfs)
version=$(<"$kubernetes/version")

rootfs=$out/rootfs images=$out/images layout=$out/layout
cp -a "$base/rootfs" "$rootfs"

# --- container images; kubeadm itself says under which names it will ask for them
programs() { # IMAGE PROGRAM...: an image with programs in /usr/local/bin, the first of them as its entrypoint
  local name=$1 root=$images/${2##*/}
  shift
  mkdir -p "$root/usr/local/bin"
  cp "$@" "$root/usr/local/bin/"
  "$build/oci-image.sh" "$layout" "$name" "$root" Entrypoint "/usr/local/bin/${1##*/}"
}
for name in $("$kubernetes/kubeadm" config images list --kubernetes-version "$version"); do
  case $name in
    */kube-proxy:*)
      "$build/kube-proxy-files.sh" "$rootfs" "$images/kube-proxy"
      programs "$name" "$kubernetes/kube-proxy" ;;
    */kube-*) component=${name##*/} && programs "$name" "$kubernetes/${component%:*}" ;;
    */etcd:*) programs "$name" "$etcd/etcd" "$etcd/etcdctl" "$etcd/etcdutl" ;;
    */coredns:*) # kubeadm's manifest gives the arguments only and expects the program in /
      mkdir -p "$images/coredns"
      cp "$coredns/coredns" "$images/coredns/"
      "$build/oci-image.sh" "$layout" "$name" "$images/coredns" Entrypoint /coredns ;;
    */pause:*) # the workload of the tests too
      mkdir -p "$images/pause"
      cp "$pause/pause" "$images/pause/"
      "$build/oci-image.sh" "$layout" "$name" "$images/pause" Entrypoint /pause
      echo "$name" >"$out/pause-reference" ;;
    *) echo "node-image.sh: do not know how to make $name" >&2; exit 1 ;;
  esac
done

# A shell with the usual small tools, to look at a cluster from inside a pod; the name is a published image's, so
# that tests do not care which of the two they got.
busybox=$images/busybox
mkdir -p "$busybox/bin" "$busybox/tmp"
cp "$rootfs/bin/busybox" "$busybox/bin/"
for tool in $(chroot "$rootfs" busybox --list); do
  [ "$tool" = busybox ] || ln -s busybox "$busybox/bin/$tool"
done
"$build/oci-image.sh" "$layout" docker.io/library/busybox:1.35.0 "$busybox" Cmd sh

"$build/preload-images.sh" "$rootfs" "$layout"

# --- the node itself
cp "$kubernetes"/{kubeadm,kubelet,kubectl} "$rootfs/usr/bin/"
pause_image=$(<"$out/pause-reference")
sed "s|@PAUSE_IMAGE@|$pause_image|" "$build/node/containerd.toml" >"$rootfs/etc/containerd/config.toml"
for program in entrypoint follow-address pod-network crictl; do
  install "$build/node/$program.sh" "$rootfs/usr/local/bin/$program"
done
install -m 644 "$build"/node/*.service "$rootfs/etc/systemd/system/"
install -D -m 644 "$build/node/journald.conf" "$rootfs/etc/systemd/journald.conf.d/node.conf"
install -D -m 644 "$build/node/default-cni.yaml" "$rootfs/kind/manifests/default-cni.yaml"
echo "$version" >"$rootfs/kind/version"
mkdir -p "$rootfs"/etc/{kubernetes/manifests,cni/net.d} "$rootfs/opt/cni"
ln -s /usr/lib/cni "$rootfs/opt/cni/bin"
"$build/node/trim-services.sh" "$rootfs"

reference=driver-real/node:$version
"$build/docker-archive.sh" "$rootfs" "$reference" "$out/image.tar"
echo "$reference" >"$out/reference"
rm -rf "$rootfs" "$images" "$layout"
