#!/usr/bin/env bash
# Makes a directory that is to a driver what Rancher's jail is: seven libraries, a few devices, no /proc, no HOME, no tools.
# usage: make-jail.sh DIRECTORY DRIVER NAME [UID]; needs root
set -euo pipefail
jail=$1 driver=$2 name=$3 user=${4:-10001}

mkdir -p "$jail"/{dev,etc/ssl,tmp,management-state/bin}
# What the loader finds on this machine; Rancher copies the same of SUSE's BCI-micro image, where glibc is 2.38.
ldd "$driver" | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$jail$(dirname "$library")"
  cp --dereference "$library" "$jail$library"
done
cp "$driver" "$jail/management-state/bin/$name"
chmod 0755 "$jail/management-state/bin/$name"

mknod -m 0666 "$jail/dev/null" c 1 3
mknod -m 0666 "$jail/dev/zero" c 1 5
mknod -m 0666 "$jail/dev/full" c 1 7
mknod -m 0666 "$jail/dev/random" c 1 8
mknod -m 0666 "$jail/dev/urandom" c 1 9
mknod -m 0666 "$jail/dev/tty" c 5 0

echo "driver:x:$user:$user::/:/sbin/nologin" >"$jail/etc/passwd"
echo '127.0.0.1 localhost' >"$jail/etc/hosts"
echo 'hosts: files dns' >"$jail/etc/nsswitch.conf"
: >"$jail/etc/resolv.conf"
# Only / itself is the driver's to write to.
chmod 0755 "$jail/tmp"
chown "$user:$user" "$jail"
