#!/usr/bin/env bash
# Makes the generated types anew, elsewhere, and compares: what is committed must be what the contract gives.
set -euo pipefail
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
proto-loader-gen-types --keepCase --longs=String --defaults --oneofs --grpcLib=@grpc/grpc-js \
  --targetFileExtension=.ts --importFileExtension=.js --outDir="$fresh" proto/driver.proto
cp .prettierrc.json "$fresh/"
prettier --log-level=warn --write "$fresh" >/dev/null
rm "$fresh/.prettierrc.json"
if ! diff -r "$fresh" src/wire/generated; then
  echo 'src/wire/generated differs from what proto/driver.proto gives; run "npm run generate"' >&2
  exit 1
fi
