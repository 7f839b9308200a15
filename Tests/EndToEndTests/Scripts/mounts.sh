#!/bin/bash
# mounts.sh INSIDERD FOLDER LINES
#
# Runs lines of shell in a folder, with mounts that nobody else sees and that end with them. Without root it takes a user
# namespace. The lines have `judge`, which starts the daemon over inbox/ and state/; `stop` and `ended`, which set
# `status`; and `await CONDITION…`, which waits until a command succeeds.
set -eu

as_root=()
[ "$(id -u)" = 0 ] || as_root=(--user --map-root-user)

exec unshare "${as_root[@]}" --mount bash -euc '
  insiderd=$1
  cd "$2"

  judge() {
    "$insiderd" run --json --journal off --relay none --inbox inbox --state state --rules rules.d >>alerts 2>>log &
    daemon=$!
    await test -S state/control.sock
  }
  ended() { status=0; wait "$daemon" || status=$?; }
  stop() { kill "$daemon"; ended; }

  await() {
    for _ in $(seq 300); do
      if "$@" 2>/dev/null; then return; fi
      sleep 0.05
    done
    echo "in vain: $*" >&2
    cat log >&2
    kill "$daemon"
    exit 1
  }
  said() { grep -q "$1" log; }
  archived() { [ "$(find archive -name "*.xml" | wc -l)" = "$1" ]; }

  eval "$3"
' mounts "$@"
