#!/usr/bin/env bash
# Starts etcd, kube-apiserver and kube-controller-manager on loopback, without any node: start.sh VERSION DIRECTORY
#   VERSION  1.34 or 1.37, one of the folders build/kubernetes-*
#   DIRECTORY  must not exist yet; stop.sh ends the processes and removes it
# Prints KEY=VALUE lines when the API is ready: VERSION, ENDPOINT, CA, ADMIN_CERT, ADMIN_KEY, ADMIN_KUBECONFIG, KUBECTL
# and the process numbers. Accounts are checked by RBAC, and the controller manager issues the tokens for secrets of the
# type kubernetes.io/service-account-token.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../processes.sh"
kubernetes=$("$here/../build/part.sh" "kubernetes-$1")
kubectl=$("$here/../build/part.sh" kubernetes-1.34)/kubectl
etcd=$("$here/../build/part.sh" etcd)

mkdir "$2"
directory=$(cd "$2" && pwd)
touch "$directory/.apiserver"
pki=$directory/pki
mkdir "$pki"

fail() {
  echo "start.sh: $1" >&2
  tail -n 5 "$directory"/*.log >&2 || true
  "$here/stop.sh" "$directory"
  exit 1
}

# --- certificates
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 30 -subj "/CN=test CA" \
  -addext "keyUsage = critical, keyCertSign, cRLSign" -keyout "$pki/ca.key" -out "$pki/ca.crt" \
  2>"$directory/openssl.log" || fail "no CA certificate"
openssl ecparam -name prime256v1 -genkey -noout -out "$pki/service-accounts.key"
openssl ec -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub" 2>/dev/null
issue() { "$here/issue-certificate.sh" "$directory" "$@" >/dev/null; }
issue server /CN=kube-apiserver "1 minute ago" "1 day" serverAuth
issue admin /O=system:masters/CN=admin
issue controller-manager /CN=system:kube-controller-manager

# --- ports: below those that the kernel hands out by itself, and not in use now
taken=" $(ss -Hltn | awk '{print $4}' | sed 's/.*://' | tr '\n' ' ') "
free_port() {
  while port=$((20000 + RANDOM % 12000)); do
    [[ $taken == *" $port "* ]] || break
  done
  taken+="$port "
}
free_port && etcd_port=$port
free_port && peer_port=$port
free_port && api_port=$port
endpoint=https://127.0.0.1:$api_port

kubeconfig() { # NAME
  jq -n --arg server "$endpoint" --arg pki "$pki" --arg name "$1" '{apiVersion: "v1", kind: "Config",
    clusters: [{name: "test", cluster: {server: $server, "certificate-authority": "\($pki)/ca.crt"}}],
    users: [{name: $name, user: {"client-certificate": "\($pki)/\($name).crt", "client-key": "\($pki)/\($name).key"}}],
    contexts: [{name: "test", context: {cluster: "test", user: $name}}], "current-context": "test"}' \
    >"$directory/$1.kubeconfig"
}
kubeconfig admin
kubeconfig controller-manager

run() { # NAME PROGRAM ARGUMENT...
  local name=$1
  shift
  setsid "$@" </dev/null >"$directory/$name.log" 2>&1 &
  remember_process "$directory/$name.pid" $!
}
alive() { process_lives "$directory/$1.pid" || fail "$1 ended"; }

# Nobody will miss the data, so etcd need not wait for the disk.
run etcd "$etcd/etcd" --data-dir "$directory/etcd" --unsafe-no-fsync \
  --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
  --listen-peer-urls "http://127.0.0.1:$peer_port"
# The reconciler would want to publish the server's address to pods, and refuses a loopback address.
run kube-apiserver "$kubernetes/kube-apiserver" --etcd-servers "http://127.0.0.1:$etcd_port" \
  --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --secure-port "$api_port" --endpoint-reconciler-type none \
  --authorization-mode Node,RBAC --client-ca-file "$pki/ca.crt" \
  --tls-cert-file "$pki/server.crt" --tls-private-key-file "$pki/server.key" \
  --service-cluster-ip-range 10.96.0.0/16 --service-account-issuer https://kubernetes.default.svc \
  --service-account-key-file "$pki/service-accounts.pub" \
  --service-account-signing-key-file "$pki/service-accounts.key"

get() { "$kubectl" --kubeconfig "$directory/admin.kubeconfig" --request-timeout 5s get "$@" >/dev/null 2>&1; }
wait_for() { # PROCESS WHAT...
  local process=$1
  shift
  for _ in {1..300}; do
    get "$@" && return
    alive etcd
    alive "$process"
    sleep 0.2
  done
  fail "$process is not ready"
}
wait_for kube-apiserver --raw /readyz
run kube-controller-manager "$kubernetes/kube-controller-manager" \
  --kubeconfig "$directory/controller-manager.kubeconfig" --secure-port 0 --leader-elect=false \
  --use-service-account-credentials \
  --root-ca-file "$pki/ca.crt" --service-account-private-key-file "$pki/service-accounts.key"
# Made by it: the sign that it works. Pods and tokens of a test need it anyway.
wait_for kube-controller-manager serviceaccount default --namespace default

process() { cut -d ' ' -f 1 "$directory/$1.pid"; }
printf '%s\n' "VERSION=$(<"$kubernetes/version")" "ENDPOINT=$endpoint" "CA=$pki/ca.crt" "ADMIN_CERT=$pki/admin.crt" \
  "ADMIN_KEY=$pki/admin.key" "ADMIN_KUBECONFIG=$directory/admin.kubeconfig" "KUBECTL=$kubectl" \
  "ETCD_PID=$(process etcd)" "APISERVER_PID=$(process kube-apiserver)" \
  "CONTROLLER_MANAGER_PID=$(process kube-controller-manager)"
