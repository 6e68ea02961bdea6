#!/usr/bin/env bash
# Gathers what the image holds: a packaged driver, the libraries that it asks for, and nothing else.
# usage: make-rootfs.sh DRIVER DIRECTORY; the libraries are this machine's, so run it on the driver's architecture
set -euo pipefail
driver=$1 directory=$2

mkdir -p "$directory"/etc "$directory"/tmp
ldd "$driver" | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$directory$(dirname "$library")"
  cp --dereference "$library" "$directory$library"
done
install -m 0755 "$driver" "$directory/driver"
echo 'driver:x:65532:65532::/:/sbin/nologin' >"$directory/etc/passwd"
echo 'hosts: files dns' >"$directory/etc/nsswitch.conf"
