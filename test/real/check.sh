#!/usr/bin/env bash
# Tries all that is built here, end to end, in two or three minutes: check.sh [apiserver] [cluster]
# For whoever changes a script or a version. The project's own tests do not need it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -gt 0 ] || set -- apiserver cluster

work=$(mktemp -d)
finish() {
  local status=$?
  "$here/engine/stop.sh" "$work/engine"
  "$here/apiserver/stop.sh" "$work/api"
  rm -rf "$work"
  [ $status = 0 ] || echo "FAILED"
}
trap finish EXIT

say() { echo "-- $* ($SECONDS s)"; }
until_true() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "not in time: $*" >&2; return 1; }
    sleep 0.5
  done
}
refused() { if "$@"; then echo "should have failed: $*" >&2 && return 1; fi; }
settings() { while IFS='=' read -r key value; do declare -g "$key=$value"; done; }

check_apiserver() {
  "$here/apiserver/start.sh" "$1" "$work/api" >"$work/settings"
  settings <"$work/settings"
  say "$VERSION is ready at $ENDPOINT"
  local kubectl=("$KUBECTL" --kubeconfig "$ADMIN_KUBECONFIG")
  "${kubectl[@]}" create serviceaccount robot
  "${kubectl[@]}" create -f - <<'YAML'
apiVersion: v1
kind: Secret
metadata:
  name: robot
  annotations: {kubernetes.io/service-account.name: robot}
type: kubernetes.io/service-account-token
YAML
  filled() { [ -n "$("${kubectl[@]}" get secret robot -o jsonpath='{.data.token}')" ]; }
  until_true 20 filled
  say "the controller manager filled the secret"

  "${kubectl[@]}" create clusterrolebinding readers --clusterrole view --group readers
  as() { # NAME ARGUMENT...
    "$KUBECTL" --server "$ENDPOINT" --certificate-authority "$CA" --kubeconfig /dev/null \
      --client-certificate "$work/api/pki/$1.crt" --client-key "$work/api/pki/$1.key" "${@:2}"
  }
  "$here/apiserver/issue-certificate.sh" "$work/api" reader /O=readers/CN=rita
  "$here/apiserver/issue-certificate.sh" "$work/api" late /O=system:masters/CN=late '2 days ago' '1 day ago'
  until_true 5 as reader get configmaps
  refused as reader get secrets
  refused as late get configmaps
  "$here/apiserver/stop.sh" "$work/api"
  say "certificates are told apart; stopped"
}

check_cluster() {
  "$here/engine/start.sh" "$work/engine" >"$work/settings"
  settings <"$work/settings"
  export DOCKER_HOST PATH=$BIN:$PATH KUBECONFIG=$work/kubeconfig
  say "the engine runs"
  # On loopback of the engine's network, so everything that calls the cluster runs in there.
  in_engine() { $ENGINE_EXEC "$@"; }

  in_engine kind create cluster --name check --image "$NODE_IMAGE" --kubeconfig "$KUBECONFIG" --config - <<'YAML'
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{role: control-plane}, {role: worker}, {role: worker}]
YAML
  say "kind made the cluster"
  in_engine kubectl wait node --all --for condition=Ready --timeout 60s
  in_engine kubectl --namespace kube-system rollout status deployment/coredns --timeout 60s
  in_engine kubectl get nodes
  say "all nodes are ready"

  in_engine kubectl create deployment hold --image registry.k8s.io/pause:3.10.1 --replicas 2
  in_engine kubectl rollout status deployment/hold --timeout 60s
  in_engine kubectl create deployment web --image docker.io/library/busybox:1.35.0 --replicas 2 -- \
    httpd -f -p 8080 -h /etc
  in_engine kubectl expose deployment web --port 80 --target-port 8080
  in_engine kubectl rollout status deployment/web --timeout 60s
  # Six requests, so that very likely both pods answer: the one on this worker and the one on the other.
  in_engine kubectl run probe --image docker.io/library/busybox:1.35.0 --restart Never \
    --overrides '{"spec": {"nodeName": "check-worker"}}' --command -- sh -ec '
      nslookup web.default.svc.cluster.local
      for i in 1 2 3 4 5 6; do wget -qO- http://web/hostname; done'
  in_engine kubectl wait pod/probe --for 'jsonpath={.status.phase}=Succeeded' --timeout 30s
  in_engine kubectl logs probe
  say "a pod found the service by name and reached its pods"

  local etcd pki=/etc/kubernetes/pki/etcd
  etcd=$(docker exec check-control-plane ctr --namespace k8s.io containers ls --quiet \
    'labels."io.kubernetes.container.name"==etcd,labels."io.cri-containerd.kind"==container')
  docker exec check-control-plane ctr --namespace k8s.io tasks exec --exec-id save "$etcd" \
    etcdctl --endpoints https://127.0.0.1:2379 --cacert $pki/ca.crt --cert $pki/server.crt --key $pki/server.key \
    snapshot save /var/lib/etcd/check.db
  docker exec check-control-plane ctr --namespace k8s.io tasks exec --exec-id status "$etcd" \
    etcdutl snapshot status /var/lib/etcd/check.db --write-out table
  say "etcd's tools work"

  in_engine kind delete cluster --name check --kubeconfig "$KUBECONFIG"
  [ -z "$(docker ps --all --quiet --filter label=io.x-k8s.kind.cluster=check)" ]
  "$here/engine/stop.sh" "$work/engine"
  say "nothing is left"
}

for part in "$@"; do
  case $part in
    apiserver)
      check_apiserver 1.34
      check_apiserver 1.37 ;;
    cluster) check_cluster ;;
    *) echo "check.sh: no such part: $part" >&2; exit 2 ;;
  esac
done
echo "all good"
