#!/bin/bash
# private-journald.sh COMMAND…
#
# Runs a command beside a systemd-journald of its own, which lives in memory and ends with the command. The machine's
# journal neither sees nor is seen: /run and /var/log are new ones. Without root it takes a user namespace.
set -eu

as_root=()
[ "$(id -u)" = 0 ] || as_root=(--user --map-root-user)

exec unshare "${as_root[@]}" --mount --pid --ipc --uts --fork --kill-child --mount-proc bash -euc '
  mount -t tmpfs -o mode=755 tmpfs /run
  mount -t tmpfs -o mode=755 tmpfs /var/log
  mkdir -p /run/systemd/journal /run/log/journal /run/systemd/journald.conf.d
  # Without this it copies the kernel log into the journal, and drops what exceeds its rate limit.
  printf "[Journal]\nReadKMsg=no\nRateLimitIntervalSec=0\nRateLimitBurst=0\n" >/run/systemd/journald.conf.d/test.conf

  /lib/systemd/systemd-journald 2>/run/journald.errors &
  journald=$!
  for _ in $(seq 500); do
    [ -S /run/systemd/journal/socket ] && break
    sleep 0.01
  done
  [ -S /run/systemd/journal/socket ] || { cat /run/journald.errors >&2; exit 70; }

  status=0
  "$@" || status=$?
  kill "$journald"
  wait "$journald" || true
  exit $status
' private-journald "$@"
