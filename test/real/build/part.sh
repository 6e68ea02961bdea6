#!/usr/bin/env bash
# Prints the directory of one built part, and builds it first if the cache has none for these sources:
#   part.sh kubernetes-1.34 | kubernetes-1.37 | etcd | coredns | pause | kind | node-rootfs | node-image
set -euo pipefail
build=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${DRIVER_REAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/driver-real}
name=$1

case $name in
  kubernetes-* | etcd | coredns | pause | kind)
    sources=("$build/go-tools.sh" "$build/$name")
    make=("$build/go-tools.sh" "$build/$name") ;;
  node-rootfs)
    sources=("$build/node-rootfs.sh")
    make=("$build/node-rootfs.sh") ;;
  node-image)
    sources=("$build"/{node-image,oci-image,preload-images,kube-proxy-files,docker-archive,node-rootfs,go-tools}.sh
      "$build"/{node,load-balancer,kubernetes-1.34,etcd,coredns,pause})
    make=("$build/node-image.sh") ;;
  *) echo "part.sh: no such part: $name" >&2; exit 2 ;;
esac

# Contents and names below the build folder, so that the key does not depend on where the checkout lies.
key=$({
  go env GOVERSION
  cd "$build" && find "${sources[@]#"$build/"}" -type f -print0 | sort -z | xargs -0 sha256sum
} | sha256sum | cut -c1-16)
directory=$cache/$name-$key
mkdir -p "$cache"

# Two test runs may start together; the second waits for the first one's result.
exec 9>"$cache/$name.lock"
flock 9
if [ ! -d "$directory" ]; then
  echo "== $name: building" >&2
  began=$SECONDS
  unfinished=$(mktemp -d "$cache/unfinished-$name-XXXXXX")
  trap 'rm -rf "$unfinished"' EXIT
  chmod 755 "$unfinished"
  "${make[@]}" "$unfinished" 9>&- >&2
  mv "$unfinished" "$directory"
  trap - EXIT
  # Results of other sources stay for whoever goes back and forth between them, but not for ever.
  find "$cache" -mindepth 1 -maxdepth 1 -name "$name-*" -mtime +14 -exec rm -rf {} +
  echo "== $name: built in $((SECONDS - began)) s" >&2
fi
touch "$directory"
echo "$directory"
