#!/bin/bash
# On a bare Debian: the commands of the README's section "Install", and nothing else, up to the first alert.
. /test/checks.sh
cd /test || exit 1
sudo() { "$@"; }  # we are root already, and a bare Debian has no sudo

began=$(date +%s%N)
commands=$(awk '/^## Install/ { inside = 1 } inside && /^```$/ { exit } inside && code { print } inside && /^```sh/ { code = 1 }' README.md)
while read -r line; do
  echo "\$ $line"
  check "$line" eval "$line <<<Y"
done <<<"$commands"
check 'an alert is in the journal' await journal_has 'sold 79,500 shares' -u insiderd
took=$((($(date +%s%N) - began) / 1000000))
echo "from the package to the alert: $took ms"
check 'it took less than two minutes' test $took -lt 120000
check 'there is no Swift on this machine' fails command -v swift
echo '--- systemctl status insiderd'
systemctl status --no-pager insiderd insiderd-relay
echo '--- journalctl -u insiderd'
journalctl --no-pager -u insiderd -u insiderd-relay
finish
