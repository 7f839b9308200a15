#!/bin/bash
# After another boot of the same machine: what was enabled is up; then the package is upgraded, removed and purged.
. /test/checks.sh
rules=/etc/insiderd/rules.d

systemctl start multi-user.target
check 'the judge is up after a boot' await is_active
check 'the relay, too' await is_active insiderd-relay.service
check 'and the instance' await is_active insiderd@east.service
before=$(insiderd alerts --limit 10000 | wc -l)
check 'the alerts are still known' test "$before" -gt 20
cp /usr/share/insiderd/samples/large-officer-sale.xml /tmp/again.xml
drop /tmp/again.xml
check 'a filing that was judged before the boot' await inbox_is_empty
check 'raises nothing again' equal "$(insiderd alerts --limit 10000 | wc -l)" "$before"

pid=$(property MainPID) east=$(property MainPID insiderd@east.service)
check 'the next version installs' apt-get install --yes --quiet -o Dpkg::Options::=--force-confold /test/next/insiderd_*.deb
check 'the judge is started anew' await runs_anew insiderd.service "$pid"
check 'the instance, too' await runs_anew insiderd@east.service "$east"
check 'my change of a rule file is kept' grep -q '^# mine' $rules/large-officer-sale.rules
check 'my own rule file, too' test -e $rules/any.rules
check 'the alerts, too' equal "$(insiderd alerts --limit 10000 | wc -l)" "$before"

systemctl disable --now insiderd@east
printf 'kept' >/var/spool/insiderd/archive/mine
check 'the package is removed' apt-get remove --yes --quiet insiderd
check 'nothing runs any more' fails is_active
check 'the relay neither' fails is_active insiderd-relay.service
check 'rules and ledger are kept' test -e $rules/any.rules -a -e /var/lib/insiderd/ledger.db
check 'the package is purged' dpkg --purge insiderd
for place in /etc/insiderd /var/lib/insiderd /etc/insiderd@east /var/lib/insiderd@east; do
  check "$place is gone" fails test -e $place
done
check 'filings are kept' test -e /var/spool/insiderd/archive/mine
check 'and nothing else of the spool' fails test -e /var/spool/insiderd/inbox
check 'no unit is left' equal "$(systemctl list-unit-files --no-legend 'insiderd*')" ''
finish
