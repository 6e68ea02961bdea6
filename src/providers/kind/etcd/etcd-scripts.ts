/**
 * The directory of the scripts in this file. They run inside the first control plane container (`docker exec NODE sh -c
 * SCRIPT`). They continue to their end where this driver dies; only a stop of the container interrupts them.
 *
 * The node has no etcdctl, but the image of etcd has. So the scripts run it in etcd's own container, which shares
 * /var/lib/etcd with the node (kubeadm's static pod). etcd ignores other directories there.
 */
export const etcdDirectory = '/var/lib/etcd/rancher-driver-host';

const common = `
set -eu
directory=${etcdDirectory}
manifests=/etc/kubernetes/manifests
parked=/etc/kubernetes/rancher-driver-host-parked
say() { echo "$*" >&2; }
control_plane_ids() { # COMPONENT...
  for component; do
    ctr -n k8s.io containers ls -q "labels.\\"io.kubernetes.container.name\\"==$component,labels.\\"io.cri-containerd.kind\\"==container"
  done
}
running() { ctr -n k8s.io tasks ls | awk -v id="$1" '$1 == id && $3 == "RUNNING" { found = 1 } END { exit !found }'; }
etcd_id() {
  for id in $(control_plane_ids etcd); do
    if running "$id"; then echo "$id"; return; fi
  done
  say 'no etcd container is running'
  return 1
}
in_etcd() { # PROGRAM ARGUMENT...
  ctr -n k8s.io tasks exec --exec-id "rancher-driver-host-$$-$(date +%s%N)" "$etcd" "$@"
}
`;

/**
 * Saves to the file $1 in the directory above; then prints the hash of the file, and on the next line etcdutl's status
 * of it.
 */
export const saveScript = `${common}
etcd=$(etcd_id)
mkdir -p -m 700 "$directory"
file=$directory/$1
rm -f "$file"
pki=/etc/kubernetes/pki/etcd
in_etcd etcdctl --endpoints=https://127.0.0.1:2379 --cacert=$pki/ca.crt --cert=$pki/server.crt --key=$pki/server.key \\
  snapshot save "$file" >/dev/null
sha256sum "$file" | cut -d ' ' -f 1
in_etcd etcdutl snapshot status "$file" -w json
`;

/** Deletes the file $1, and makes the directory for it where there is none. */
export const discardScript = `${common}
mkdir -p -m 700 "$directory"
rm -rf "$directory/$1"
`;

/**
 * Repairs an interrupted restore that has left the control plane stopped: puts the old data back, if it was moved away,
 * and starts the control plane again. Otherwise changes nothing.
 */
const heal = `
heal() {
  [ -d "$parked" ] || return 0
  if [ -d "$directory/previous" ]; then
    rm -rf /var/lib/etcd/member
    mv "$directory/previous" /var/lib/etcd/member
  fi
  for file in "$parked"/*.yaml; do
    if [ -e "$file" ]; then mv "$file" "$manifests/"; fi
  done
  rmdir "$parked"
  echo healed
}
`;

/** Prints \`healed\` where it had to do something. */
export const healScript = `${common}${heal}
heal
`;

/**
 * Restores the file $1, whose SHA-256 is $2. Steps that may well fail come before the stop of the control plane; a
 * later failure puts the old data back. Exits with 4 where the cluster is as before, with 5 where even that failed.
 *
 * The flags of etcd are taken from its manifest. The revision is raised where etcdutl can do so (3.6), so that watchers
 * notice the other history (https://etcd.io/docs/v3.6/op-guide/recovery/#restoring-with-revision-bump).
 */
export const restoreScript = `${common}${heal}
heal >/dev/null
file=$directory/$1
echo "$2  $file" | sha256sum -c - >/dev/null || { say 'the snapshot was damaged on its way into the node'; exit 4; }
etcd=$(etcd_id) || exit 4
flag() { sed -n "s/^ *- --$1=//p" "$manifests/etcd.yaml"; }
rm -rf "$directory/restored" "$directory/previous"
bump=
if in_etcd etcdutl snapshot restore --help 2>&1 | grep -q -- --bump-revision; then
  bump='--bump-revision 1000000000 --mark-compacted'
fi
# shellcheck disable=SC2086
in_etcd etcdutl snapshot restore "$file" --data-dir "$directory/restored" --name "$(flag name)" \\
  --initial-cluster "$(flag initial-cluster)" --initial-advertise-peer-urls "$(flag initial-advertise-peer-urls)" $bump >&2 ||
  exit 4

components='etcd kube-apiserver kube-controller-manager kube-scheduler'
none_running() {
  for id in $(control_plane_ids $components); do
    if running "$id"; then return 1; fi
  done
}
stop_control_plane() {
  mkdir -p "$parked"
  for component in $components; do
    if [ -e "$manifests/$component.yaml" ]; then mv "$manifests/$component.yaml" "$parked/"; fi
  done
  tries=120
  until none_running; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then say 'the control plane does not stop'; return 1; fi
    sleep 1
  done
}
await_api() {
  tries=180
  until kubectl --kubeconfig=/etc/kubernetes/admin.conf --request-timeout=5s get --raw=/readyz >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then say 'the API server did not come back'; return 1; fi
    sleep 1
  done
}
put_back() {
  say "$1; putting the old data back"
  stop_control_plane || true
  heal >/dev/null || exit 5
  await_api || exit 5
  exit 4
}
stop_control_plane || put_back 'stopping the control plane failed'
mv /var/lib/etcd/member "$directory/previous" || put_back 'moving the old data away failed'
mv "$directory/restored/member" /var/lib/etcd/member || put_back 'putting the restored data in place failed'
for component in $components; do
  if [ -e "$parked/$component.yaml" ]; then mv "$parked/$component.yaml" "$manifests/"; fi
done
await_api || put_back 'the restored data does not work'
rmdir "$parked"
mv "$directory/previous" "$directory/replaced"
rm -rf "$directory/replaced" "$directory/restored" "$file"
`;
