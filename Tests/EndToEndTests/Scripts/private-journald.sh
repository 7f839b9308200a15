#!/bin/bash
# private-journald.sh COMMAND…
#
# Runs a command beside a systemd-journald of its own, which lives in memory and ends with the command. The machine's
# journal neither sees nor is seen: /run and /var/log are new ones. Without root it takes a user namespace. The command
# finds `journald`, which starts it (again), and its number in /run/journald.pid. JOURNALD_SETTINGS has more lines for
# its configuration.
set -eu

as_root=()
[ "$(id -u)" = 0 ] || as_root=(--user --map-root-user)

exec unshare "${as_root[@]}" --mount --pid --ipc --uts --fork --kill-child --mount-proc bash -euc '
  mount -t tmpfs -o mode=755 tmpfs /run
  mount -t tmpfs -o mode=755 tmpfs /var/log
  mkdir -p /run/systemd/journal /run/log/journal /run/systemd/journald.conf.d
  # Without this it copies the kernel log into the journal, and drops what exceeds its rate limit.
  printf "[Journal]\nReadKMsg=no\nRateLimitIntervalSec=0\nRateLimitBurst=0\n%b" "${JOURNALD_SETTINGS:-}" \
    >/run/systemd/journald.conf.d/test.conf

  journald() {
    /lib/systemd/systemd-journald 2>>/run/journald.errors &
    echo $! >/run/journald.pid
    for _ in $(seq 500); do
      if [ -S /run/systemd/journal/socket ]; then return; fi
      sleep 0.01
    done
    cat /run/journald.errors >&2
    exit 70
  }
  export -f journald
  journald

  status=0
  "$@" || status=$?
  kill -CONT "$(cat /run/journald.pid)" 2>/dev/null || true
  kill "$(cat /run/journald.pid)" 2>/dev/null || true
  wait || true
  exit $status
' private-journald "$@"
