#!/bin/bash
# On a bare Debian: the commands of the README's section "Install", and nothing else, up to the first alert. What begins
# with `sudo` root does, which a bare Debian has no other word for; the rest somebody without any rights.
. /test/checks.sh
cd /test || exit 1
useradd person
as_printed() {
  case "$1" in
    'sudo '*) bash -c "${1#sudo }" <<<Y ;;
    *) setpriv --reuid person --regid person --init-groups bash -c "$1" ;;
  esac
}

began=$(date +%s%N)
commands=$(awk '/^## Install/ { inside = 1 } inside && /^```$/ { exit } inside && code { print } inside && /^```sh/ { code = 1 }' README.md)
while read -r line; do
  echo "\$ $line"
  check "$line" as_printed "$line"
done <<<"$commands"
# The last of them shows the alert.
alert_is_shown() { has "$(as_printed "$line")" 'sold 79,500 shares'; }
line=${commands##*$'\n'}
check 'an alert is in the journal' await alert_is_shown
took=$((($(date +%s%N) - began) / 1000000))
echo "from the package to the alert: $took ms"
check 'it took less than two minutes' test $took -lt 120000
check 'there is no Swift on this machine' fails command -v swift

# Whoever has no rights is told what to do.
for command in status alerts reload; do
  check "insiderd $command without rights names sudo" has "$(as_printed "insiderd $command" 2>&1)" 'sudo'
done
echo '--- systemctl status insiderd'
systemctl status --no-pager insiderd insiderd-relay
echo '--- journalctl -u insiderd'
journalctl --no-pager -u insiderd -u insiderd-relay
echo '--- journalctl -x'
explained=$(journalctl --no-pager -x -t insiderd)
echo "$explained"
# A field that an entry lacks stands there by its name; two are meant so.
names=${explained//INSIDERD_REVISION/}
check 'every field of an explanation is filled in' lacks "${names//INSIDERD_NEEDS/}" INSIDERD_
echo '--- journalctl -o verbose'
journalctl --no-pager -o verbose INSIDERD_RULE=large_officer_sale
echo '--- insiderd status'
insiderd status
finish
