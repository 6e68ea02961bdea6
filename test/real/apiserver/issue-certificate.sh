#!/usr/bin/env bash
# Issues a certificate of the CA that start.sh made: issue-certificate.sh DIRECTORY NAME SUBJECT [FROM [UNTIL [USAGE]]]
#   SUBJECT  as openssl writes it; for a client /O=GROUP/CN=USER, with as many /O= as it has groups
#   FROM, UNTIL  as `date --date` reads them, '1 minute ago' and '1 day' if not given; both may lie in the past
#   USAGE  clientAuth if not given, or serverAuth for a server on 127.0.0.1
# Prints CERT= and KEY= lines with the two files.
set -euo pipefail
directory=$(cd "$1" && pwd)
name=$2 subject=$3 from=${4:-1 minute ago} until=${5:-1 day} usage=${6:-clientAuth}
pki=$directory/pki

moment() { date --utc --date "$1" +%Y%m%d%H%M%SZ; }

# `openssl ca`, because `openssl x509` of Debian 12 cannot let a certificate begin or end in the past.
work=$(mktemp -d "$pki/work-XXXXXX")
trap 'rm -rf "$work"' EXIT
touch "$work/database"
cat >"$work/openssl.cnf" <<CNF
[ca]
default_ca = ca
[ca]
database = $work/database
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = extensions
[any]
organizationName = optional
commonName = supplied
[extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = $usage
subjectAltName = $([ "$usage" = serverAuth ] && echo "IP:127.0.0.1, DNS:localhost" || echo "URI:urn:$name")
[req]
distinguished_name = none
[none]
CNF
openssl req -config "$work/openssl.cnf" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc \
  -keyout "$pki/$name.key" -subj "$subject" -out "$work/request" 2>"$work/log" ||
  { cat "$work/log" >&2; exit 1; }
openssl ca -batch -notext -config "$work/openssl.cnf" -cert "$pki/ca.crt" -keyfile "$pki/ca.key" -preserveDN \
  -startdate "$(moment "$from")" -enddate "$(moment "$until")" -in "$work/request" -out "$pki/$name.crt" \
  >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
printf '%s\n' "CERT=$pki/$name.crt" "KEY=$pki/$name.key"
