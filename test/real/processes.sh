# shellcheck shell=bash
# To be sourced: ends the processes that a script started earlier, and never another that got the same number since.

# The moment a process began, in the kernel's ticks; empty if it is gone, or dead and only not yet buried. The name in
# parentheses may hold blanks, so the fields are counted from behind it.
process_began() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  stat=${stat##*) }
  [ "${stat:0:1}" = Z ] || cut -d ' ' -f 20 <<<"$stat"
}

remember_process() { # FILE PID
  echo "$2 $(process_began "$2")" >"$1"
}

process_lives() { # FILE
  local pid began
  read -r pid began <"$1" && [ -n "$began" ] && [ "$(process_began "$pid")" = "$began" ]
}

# Asks politely, then insists; each time it waits some seconds for the end.
end_process() { # FILE SECONDS
  local pid signal tries
  [ -e "$1" ] || return 0
  read -r pid _ <"$1"
  for signal in TERM KILL; do
    process_lives "$1" && kill -"$signal" "$pid" 2>/dev/null
    tries=$(($2 * 10))
    while process_lives "$1" && [ "$tries" -gt 0 ]; do
      sleep 0.1
      tries=$((tries - 1))
    done
  done
  rm -f "$1"
}
