#!/usr/bin/env bash
# Builds the image of a driver: packages the driver, gathers its libraries, and nothing else comes along.
# usage: npm run image -- (--provider NAME | --provider ./adapter.js | --all) [--tag NAME:TAG] [--arch amd64|arm64]
# The tag is cluster-driver where not given. Two builds of one commit on one machine give the same layer; /driver is the packaged file.
set -euo pipefail
container=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$container/..

own=$(uname -m)
case $own in x86_64) own=amd64 ;; aarch64) own=arm64 ;; esac
tag=cluster-driver architecture=$own options=()
while [ $# -gt 0 ]; do
  case $1 in
    --tag) tag=$2 && shift 2 ;;
    --arch) architecture=$2 && shift 2 ;;
    *) options+=("$1") && shift ;;
  esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node=$root/node_modules/.bin/node
"$node" "$root/scripts/package/main.ts" "${options[@]}" --no-archive --arch "$architecture" --output "$work/dist"
"$node" "$root/scripts/make-rootfs.ts" "$work/dist"/kontainer-engine-driver-*-linux-"$architecture" "$work/context/rootfs"
cp "$container/Dockerfile" "$work/context/"
platform=()
[ "$architecture" = "$own" ] || platform=(--platform "linux/$architecture")
docker build --quiet --no-cache "${platform[@]}" --tag "$tag" "$work/context" >/dev/null
size=$(docker image inspect --format '{{.Size}}' "$tag")
echo "$tag: linux/$architecture, $((size / 1000000)) MB"
