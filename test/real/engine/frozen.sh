# shellcheck shell=bash
# To be sourced: finds and thaws what is frozen below the control groups of an engine. With cgroup v1, a process that is frozen
# does not die by any signal; with v2 it does, and there is nothing to find.

engine_group() { # STATE
  echo "driver-real-${1//[^A-Za-z0-9]/-}"
}

# A file for each frozen group, and each below one.
frozen_groups() { # GROUP
  local directory=/sys/fs/cgroup/freezer/$1
  [ ! -d "$directory" ] || find "$directory" -name freezer.state -exec grep -lE 'FROZEN|FREEZING' {} + 2>/dev/null | sort || true
}

thaw() { # FILES, a line each, on standard input
  local file
  while read -r file; do
    echo THAWED 2>/dev/null >"$file" || true # it may have gone meanwhile
  done
}

# Thaws what is found frozen twice in a row. runc freezes a group for milliseconds whenever it changes one; where it is killed
# with its node meanwhile, the group stays frozen, and docker could never remove the node: it "did not receive an exit event".
keep_thawed() { # GROUP
  local before='' now
  while sleep 2; do
    now=$(frozen_groups "$1")
    comm -12 <(printf '%s' "$before") <(printf '%s' "$now") | thaw
    before=$now
  done
}
