#!/usr/bin/env bash
# Adds an image of one layer to an OCI image layout: oci-image.sh LAYOUT NAME ROOT Entrypoint|Cmd PROGRAM
set -euo pipefail
layout=$1 name=$2 root=$3 starts=$4 program=$5

mkdir -p "$layout/blobs/sha256"
[ -e "$layout/oci-layout" ] || echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
[ -e "$layout/index.json" ] || echo '{"schemaVersion":2,"manifests":[]}' >"$layout/index.json"

# Moves a file in among the blobs and prints the descriptor that refers to it.
blob() {
  local file=$1 type=$2 digest size
  digest=$(sha256sum "$file" | cut -d ' ' -f 1)
  size=$(stat -c %s "$file")
  mv "$file" "$layout/blobs/sha256/$digest"
  jq -nc --arg type "$type" --arg digest "sha256:$digest" --argjson size "$size" \
    '{mediaType: $type, digest: $digest, size: $size}'
}

work=$(mktemp -d "$layout/work-XXXXXX")
trap 'rm -rf "$work"' EXIT
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$root" -cf "$work/layer.tar" .
content=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
# Every node gets a copy of all layers, so small counts; zstd because it is far quicker to unpack than gzip.
zstd -q --rm "$work/layer.tar" -o "$work/layer"
layer=$(blob "$work/layer" application/vnd.oci.image.layer.v1.tar+zstd)

jq -nc --arg content "sha256:$content" --arg starts "$starts" --arg program "$program" '{
  architecture: "amd64", os: "linux", rootfs: {type: "layers", diff_ids: [$content]},
  config: {Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], ($starts): [$program]}
}' >"$work/config"
config=$(blob "$work/config" application/vnd.oci.image.config.v1+json)

jq -nc --argjson config "$config" --argjson layer "$layer" \
  '{schemaVersion: 2, config: $config, layers: [$layer]}' >"$work/manifest"
manifest=$(blob "$work/manifest" application/vnd.oci.image.manifest.v1+json)

# The annotation is how containerd's import learns the image's full name.
jq -c --argjson manifest "$manifest" --arg name "$name" \
  '.manifests += [$manifest + {annotations: {"io.containerd.image.name": $name}}]' "$layout/index.json" >"$work/index"
mv "$work/index" "$layout/index.json"
