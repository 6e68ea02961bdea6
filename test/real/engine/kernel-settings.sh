# shellcheck shell=bash
# To be sourced: the settings below /proc/sys that a cluster's nodes change for the whole host, not only for themselves.

# The first four are changed by every kubelet.
kernel_settings=(vm/overcommit_memory kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys
  fs/inotify/max_user_instances fs/inotify/max_user_watches)

save_kernel_settings() { # FILE
  local name
  for name in "${kernel_settings[@]}"; do
    [ ! -r "/proc/sys/$name" ] || echo "$name $(cat "/proc/sys/$name")"
  done >"$1"
}

raise_kernel_setting() { # NAME VALUE
  if [ "$(cat "/proc/sys/$1")" -lt "$2" ]; then echo "$2" >"/proc/sys/$1"; fi
}

restore_kernel_settings() { # FILE
  local name value
  while read -r name value; do
    [ "$(cat "/proc/sys/$name")" = "$value" ] || echo "$value" >"/proc/sys/$name"
  done <"$1"
}
