#!/usr/bin/env bash
# runc for machines that keep CAP_SYS_RESOURCE from everybody: takes it out of what a privileged container asks for,
# since asking for it would be refused as a whole.
set -euo pipefail

previous='' file=''
for argument in "$@"; do
  case $previous in
    --bundle) file=$argument/config.json ;; # create, run
    --process) file=$argument ;;            # exec
  esac
  previous=$argument
done
if [ -n "$file" ]; then
  # create's file has the process inside, exec's is the process.
  without=$(jq -c '
    def without: if .capabilities then .capabilities |= map_values(. - ["CAP_SYS_RESOURCE"]) else . end;
    if .process then .process |= without else without end' "$file")
  printf '%s' "$without" >"$file"
fi
exec runc "$@"
