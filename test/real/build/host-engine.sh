#!/usr/bin/env bash
# Succeeds if this host already has a working docker engine, as a developer's laptop has. DRIVER_REAL_ENGINE=private
# answers no for it, to try the private engine there.
set -euo pipefail
[ "${DRIVER_REAL_ENGINE:-}" != private ] && command -v docker >/dev/null && timeout 20 docker info >/dev/null 2>&1
