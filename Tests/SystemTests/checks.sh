# shellcheck shell=bash
# What the drivers inside of the machine have in common. A failed check is said and counted; `finish` ends the driver.
passed=0 failed=0

# check WHAT COMMAND...: the command succeeds.
check() {
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok    $what"
  else
    failed=$((failed + 1))
    echo "FAIL  $what"
    printf '        %s\n' "$*" "${said:0:2000}"
  fi
}

# fails COMMAND...: turned round.
fails() { ! "$@"; }

# equal A B, has TEXT PART, lacks TEXT PART
equal() { [ "$1" = "$2" ] || { echo "\`$1\` is not \`$2\`"; return 1; }; }
has() { [[ "$1" == *"$2"* ]] || { echo "\`$1\` does not hold \`$2\`"; return 1; }; }
lacks() { [[ "$1" != *"$2"* ]] || { echo "\`$1\` holds \`$2\`"; return 1; }; }

# await COMMAND...: it succeeds within half a minute.
await() {
  local end=$((SECONDS + ${patience:-30}))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { "$@"; return; }
    sleep 0.1
  done
}

property() { systemctl show --property "$1" --value "${2:-insiderd.service}"; }
is_active() { [ "$(property ActiveState "${1:-insiderd.service}")" = active ]; }
is_failed() { [ "$(property ActiveState "${1:-insiderd.service}")" = failed ]; }
status_has() { has "$(property StatusText)" "$1"; }
# The judge was started anew and is up; `restarts` is what NRestarts was.
restarts=0
is_restarted() { [ "$(property NRestarts)" -gt "$restarts" ] && is_active; }
runs_anew() { [ "$(property MainPID "$1")" != "$2" ] && is_active "$1"; }

# alerts MATCH...: how many alerts the journal holds, however often each was said.
alerts() {
  journalctl --sync
  journalctl --quiet --all --output=json MESSAGE_ID=ce8c640781e747988169819355bac437 "$@" |
    grep -o '"INSIDERD_ALERT_ID":"[^"]*"' | sort -u | wc -l
}
has_alerts() { equal "$(alerts "${@:2}")" "$1"; }
journal() { journalctl --sync; journalctl --quiet --output=cat "$@"; }
journal_has() { has "$(journal "${@:2}")" "$1"; }

# drop FILE [NAME] [INBOX]: as the user `feeder` would.
drop() {
  local name=${2:-$(basename "$1")} inbox=${3:-/var/spool/insiderd/inbox}
  setpriv --reuid feeder --regid feeder --groups insider-feed bash -c \
    'umask 027; cp "$1" "$3/.$2" && mv "$3/.$2" "$3/$2"' drop "$1" "$name" "$inbox"
}
inbox_is_empty() { [ -z "$(ls "${1:-/var/spool/insiderd/inbox}")" ]; }

# filing NUMBER: a made-up sale by an officer, of its own issuer.
filing() {
  sed -e "s|<issuerCik>[0-9]*|<issuerCik>$(printf '%010d' $((9100000 + $1)))|" \
    -e "s|<issuerTradingSymbol>[A-Z]*|<issuerTradingSymbol>T$1|" /usr/share/insiderd/samples/large-officer-sale.xml \
    >"/tmp/filing-$1.xml"
  echo "/tmp/filing-$1.xml"
}

finish() {
  echo "$passed checks passed, $failed failed"
  journalctl --no-pager --output=short-precise >"/test/$(basename "$0").journal" 2>&1 || true
  exit $((failed > 0))
}
