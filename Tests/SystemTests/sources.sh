#!/bin/bash
# What `make install` puts below /usr/local, with the commands that it prints: no package manager had a hand in it.
. /test/checks.sh
libraries='libgcrypt20 libsqlite3-0 libstdc++6 libsystemd0 zlib1g'
# shellcheck disable=SC2086 # a list
check 'the libraries install' apt-get install --yes --quiet --no-install-recommends $libraries
cp -a /test/tree/. /
next=$(cat /test/next)
check "$next" bash -c "$next"
check 'the judge runs' await is_active
check 'out of /usr/local' equal "$(readlink "/proc/$(property MainPID)/exe")" /usr/local/bin/insiderd
relay_is_connected() { has "$(property StatusText insiderd-relay.service)" 'connected to the judge'; }
check 'with the relay' await relay_is_connected
check 'as closed as from the package' systemd-analyze security --threshold=3 insiderd.service
useradd --groups insider-feed feeder
drop /usr/local/share/insiderd/samples/large-officer-sale.xml
check 'a filing is an alert' await has_alerts 1 INSIDERD_RULE=large_officer_sale INSIDERD_TICKER=QLSN
check 'that journalctl -x explains' has "$(journalctl -x INSIDERD_TICKER=QLSN)" 'insiderd why'
check 'a reload works' systemctl reload insiderd
finish
