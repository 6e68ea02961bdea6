#!/usr/bin/env bash
# Succeeds if this process may hand on CAP_SYS_RESOURCE (bit 24), which `docker run --privileged` asks for.
set -euo pipefail
bounding=$(sed -n 's/^CapBnd:\s*//p' /proc/self/status)
(((16#$bounding >> 24) & 1))
