#!/usr/bin/env bash
# Makes an authority, a certificate for the driver and one for a caller, to try mutual TLS; good for a year.
# usage: make-certificates.sh DIRECTORY [NAME...]; the names are those by which the driver is called besides cluster-driver
set -euo pipefail
directory=$1
shift
names=DNS:cluster-driver,DNS:localhost
for name in "$@"; do names+=,DNS:$name; done
mkdir -p "$directory"
cd "$directory"

make() { # make NAME SUBJECT OPTION...: a key that its owner alone can read, and its certificate
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 \
    -keyout "$1.key" -out "$1.crt" -subj "/CN=$2" "${@:3}" 2>/dev/null
}
signed=(-CA ca.crt -CAkey ca.key -addext basicConstraints=critical,CA:FALSE)
make ca 'authority of cluster-driver'
# Good for a client too: the probe of the driver's health shows the driver's own certificate.
make tls cluster-driver "${signed[@]}" -addext "subjectAltName=$names" -addext extendedKeyUsage=serverAuth,clientAuth
make client caller "${signed[@]}" -addext extendedKeyUsage=clientAuth
