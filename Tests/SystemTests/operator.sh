#!/bin/bash
# The life of the installed service, as its operator has it.
. /test/checks.sh
unit=insiderd.service relay=insiderd-relay.service
rules=/etc/insiderd/rules.d

dropin() { mkdir -p "/run/systemd/system/$1.d" && printf '[Service]\n%s\n' "$2" >"/run/systemd/system/$1.d/test.conf" && systemctl daemon-reload; }
no_dropin() { rm -rf "/run/systemd/system/$1.d" && systemctl daemon-reload; }
files_in() { find "/var/spool/insiderd/$1" -type f ! -name '*.reason' | wc -l; }
restarts_of() { property NRestarts "${1:-$unit}"; }
status_lacks() { lacks "$(property StatusText)" "$1"; }
as_feeder() { setpriv --reuid feeder --regid feeder --groups insider-feed "$@"; }

# --- the package
check 'the package installs' apt-get install --yes --quiet --no-install-recommends /test/insiderd_*.deb
check 'tools of the test install' apt-get install --yes --quiet --no-install-recommends python3 systemd-journal-remote
check 'the judge runs' await is_active
check 'the relay runs with it' await is_active $relay
check 'they run as users of their own' equal "$(stat -c %U /proc/"$(property MainPID)" /proc/"$(property MainPID $relay)" | xargs)" 'insiderd insiderd-relay'
relay_is_connected() { has "$(property StatusText $relay)" 'connected to the judge'; }
check 'the relay reaches the judge' await relay_is_connected
check 'the relay has nothing to complain of' lacks "$(journal -u $relay)" 'thread priority'
for name in insiderd insiderd-relay insiderd@x insiderd-relay@x; do
  check "systemd-analyze has nothing to say of $name" equal "$(systemd-analyze verify --man=no $name.service 2>&1)" ''
done
check 'the judge is exposed to 0.3 at most' systemd-analyze security --threshold=3 $unit
check 'the relay is exposed to 1.2 at most' systemd-analyze security --threshold=12 $relay
check 'the judge has no network' equal "$(nsenter -t "$(property MainPID)" -n cat /proc/net/dev 2>/dev/null | grep -c ':')" 1
# Not by nsenter: nothing can be run in there, so that it would see nothing for another reason.
sees() { ls "/proc/$(property MainPID "$1")/root$2"; }
for place in /var/spool/insiderd/inbox /var/lib/insiderd/ledger.db; do
  check "the judge sees $place" sees $unit $place
  check 'the relay does not' fails sees $relay $place
done
check 'both are bounded, and leave no core' equal \
  "$(for name in $unit $relay; do property MemoryMax "$name"; property TasksMax "$name"; property LimitCORE "$name"; done | xargs)" \
  '536870912 16 0 268435456 512 0'
check 'insiderd status reaches it' has "$(insiderd status)" 'watching'
check 'the rules have no mistake and pass their tests' insiderd test $rules

# --- the inbox
useradd --groups insider-feed feeder
useradd --groups insider-feed other
useradd stranger
check 'the inbox is for the group, sticky, and the judge owns it' equal "$(stat -c '%a %U %G' /var/spool/insiderd/inbox)" \
  '3770 insiderd insider-feed'
check 'a stranger cannot write to the inbox' fails setpriv --reuid stranger --regid stranger --clear-groups touch /var/spool/insiderd/inbox/x
drop /usr/share/insiderd/samples/large-officer-sale.xml .waiting
check 'nobody removes the file of another' fails setpriv --reuid other --regid other --groups insider-feed rm -f /var/spool/insiderd/inbox/.waiting
check 'what is dropped belongs to the group' equal "$(stat -c '%U %G' /var/spool/insiderd/inbox/.waiting)" 'feeder insider-feed'
as_feeder rm /var/spool/insiderd/inbox/.waiting
for sample in /usr/share/insiderd/samples/*; do drop "$sample"; done
check 'every sample is taken from the inbox' await inbox_is_empty
check 'a large sale is an alert' await has_alerts 1 INSIDERD_RULE=large_officer_sale INSIDERD_TICKER=QLSN
check 'journalctl -o json has its fields' has "$(journalctl -o json INSIDERD_RULE=large_officer_sale INSIDERD_TICKER=QLSN)" '"INSIDERD_OWNER":"MARSH DELIA P"'
check 'journalctl -o verbose, too' has "$(journalctl -o verbose INSIDERD_TICKER=QLSN)" 'INSIDERD_CERTAINTY=certain'
check 'journalctl -u finds it' has "$(journalctl -u insiderd INSIDERD_TICKER=QLSN)" 'sold 79,500 shares'
check 'journalctl -x explains it' has "$(journalctl -x INSIDERD_TICKER=QLSN)" 'insiderd explain RULES FILING'
as_feeder mkdir -m 2770 /var/spool/insiderd/inbox/today
drop "$(filing 5)" "$(date +%s).xml" /var/spool/insiderd/inbox/today
judged_below() { [ -z "$(find /var/spool/insiderd/inbox -type f)" ] && journal_has T5 -u insiderd; }
check 'a directory below the inbox is followed, and emptied' await judged_below
as_feeder rmdir /var/spool/insiderd/inbox/today
echo 'this is no filing' >/tmp/letter.txt
drop /tmp/letter.txt
touch -d '1 hour ago' /var/spool/insiderd/inbox/letter.txt 2>/dev/null
patience=60 check 'what is no filing is rejected, with a reason' await test -e /var/spool/insiderd/rejected/letter.txt.reason
check 'and the journal tells' await journal_has 'letter.txt' MESSAGE_ID=cf4bc0c353234d0c9b682f591d7f08e7
if [ -d /test/corpus ]; then
  before=$(files_in archive) rejected=$(files_in rejected) count=0
  for file in $(find /test/corpus/xml /test/corpus/submission -type f | sort | head -300); do
    count=$((count + 1))
    drop "$file" "corpus-$count-$(basename "$file")"
  done
  patience=120 check "$count real filings are judged" await inbox_is_empty
  echo "      archived $(($(files_in archive) - before)), rejected $(($(files_in rejected) - rejected))"
  check 'each is a filing' equal "$(files_in rejected)" "$rejected"
  real() { journalctl --quiet "$1" MESSAGE_ID=ce8c640781e747988169819355bac437 | grep -c -- "$2"; }
  check 'some of them are alerts, with their fields' test "$(real --output=json '"INSIDERD_FILE":"corpus-')" -gt 0
  check 'explained by journalctl -x' test "$(real --catalog 'The filing in the file corpus-')" -gt 0
else
  echo 'leaving out the real filings: none are beside the checkout'
fi

# --- rules
pid=$(property MainPID $relay)
printf 'rule any_sale "Any sale" {\n    severity info\n    match    sale by officer\n}\n' >$rules/any.rules
check 'good rules are taken' systemctl reload insiderd
drop "$(filing 1)"
check 'and judge the next filing' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T1
check 'the relay is started anew, with the secrets of now' await runs_anew $relay "$pid"
printf 'rule any_sale {\n    match sail\n}\n' >$rules/any.rules
check 'bad rules make the reload fail' fails systemctl reload insiderd
check 'the status says so' await status_has 'broken'
check 'the journal says what is wrong' journal_has 'no kind `sail`' -u insiderd
drop "$(filing 2)"
check 'the last good rules go on' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T2
systemctl restart insiderd
drop "$(filing 3)"
check 'also after a restart' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T3
printf 'rule any_sale "Any sale" {\n    severity info\n    match    sale by officer\n}\n' >$rules/any.rules
check 'mended rules are taken' systemctl reload insiderd
check 'and the status is clean' await status_lacks 'broken'

# --- crashes
restarts=$(restarts_of)
kill -9 "$(property MainPID)"
drop "$(filing 4)"
check 'killed, the judge comes back' await is_restarted
check 'and the relay with it' await is_active $relay
check 'what came meanwhile is judged' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T4
pid=$(property MainPID)
restarts=$(restarts_of $relay)
kill -9 "$(property MainPID $relay)"
relay_is_back() { [ "$(restarts_of $relay)" -gt "$restarts" ] && is_active $relay; }
check 'killed, the relay comes back' await relay_is_back
check 'and the judge does not mind' equal "$(property MainPID)" "$pid"
dropin $unit 'WatchdogSec=2s'
systemctl restart insiderd
fed=$(property WatchdogTimestampMonotonic)
is_fed() { [ "$(property WatchdogTimestampMonotonic)" != "$fed" ]; }
for _ in 1 2 3; do
  check 'the loop feeds the watchdog' await is_fed
  fed=$(property WatchdogTimestampMonotonic)
done
check 'and it does not bark' equal "$(restarts_of)" 0
kill -STOP "$(property MainPID)"
restarts=0
patience=60 check 'a judge that hangs is ended and started again' await is_restarted
check 'by the watchdog' journal_has 'Watchdog timeout' -u insiderd
no_dropin $unit
dropin $unit $'ExecStart=\nExecStart=/usr/bin/insiderd run --no-such-option'
check 'a wrong command line fails at once' fails systemctl restart insiderd
check 'for good' await is_failed
check 'and says why' journal_has 'no-such-option' -u insiderd
check 'with 64' equal "$(property ExecMainStatus)" 64
relay_is_gone() { equal "$(property ActiveState $relay)" inactive; }
check 'the relay does not stay behind' await relay_is_gone
no_dropin $unit
printf 'rule any_sale {\n    match sail\n}\n' >$rules/any.rules
dropin $unit $'ExecStart=\nExecStart=/usr/bin/insiderd run --relay external --strict'
check 'mistakes in the rules with --strict fail at once' fails systemctl restart insiderd
check 'for good, too' await is_failed
check 'with 78' equal "$(property ExecMainStatus)" 78
check 'and the journal names the mistake' journal_has 'no kind `sail`' -u insiderd
no_dropin $unit
printf 'rule any_sale "Any sale" {\n    severity info\n    match    sale by officer\n}\n' >$rules/any.rules
check 'mended, both start again' systemctl start insiderd
check 'the relay, too' await is_active $relay
check 'stop stops both' systemctl stop insiderd
check 'the relay, too' relay_is_gone
check 'cleanly' equal "$(property Result) $(property Result $relay)" 'success success'
systemctl start insiderd

# --- a full disk below the ledger
systemctl stop insiderd
cp -a /var/lib/insiderd /var/lib/saved
mount -t tmpfs -o size=8m,mode=700,uid="$(id -u insiderd)",gid="$(id -g insiderd)" ledger /var/lib/insiderd
cp -a /var/lib/saved/. /var/lib/insiderd/
systemctl start insiderd
drop "$(filing 10)"
check 'the judge works on the small disk' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T10
dd if=/dev/zero of=/var/lib/insiderd/filler bs=4k status=none 2>/dev/null
for number in $(seq 11 30); do drop "$(filing "$number")"; done
patience=60 check 'a full disk is told' await journal_has 'full' -u insiderd -p warning
rm /var/lib/insiderd/filler
patience=60 check 'with room again, everything is judged' await inbox_is_empty
told() { for number in $(seq 11 30); do has_alerts 1 INSIDERD_RULE=any_sale "INSIDERD_TICKER=T$number" || return; done; }
check 'each filing once' await told
systemctl stop insiderd
cp -a /var/lib/insiderd/. /var/lib/saved/
umount /var/lib/insiderd
cp -a /var/lib/saved/. /var/lib/insiderd/
systemctl start insiderd

# --- a full disk below the inbox
systemctl stop insiderd
mount -t tmpfs -o size=2m,mode=751 spool /var/spool/insiderd
systemd-tmpfiles --create
systemctl start insiderd
as_feeder dd if=/dev/zero of=/var/spool/insiderd/inbox/.filler bs=4k status=none 2>/dev/null
check 'a full inbox takes no file' fails drop "$(filing 40)"
check 'and the judge stays' is_active
rm -f /var/spool/insiderd/inbox/.[!.]*
drop "$(filing 40)"
check 'with room again it goes on' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T40
systemctl stop insiderd
umount /var/spool/insiderd
systemctl start insiderd

# --- a webhook with a secret, and the secret changed
(umask 077; echo 'whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC0x' >/etc/insiderd/credentials/desk-secret)
python3 /test/receiver.py /tmp/received 8099 &
cat >$rules/desk.rules <<'RULES'
webhook desk {
    url      "http://127.0.0.1:8099/desk"
    secret   credential "desk-secret"
    allow    "127.0.0.0/8"
}
rule told "For the desk" {
    match    sale by officer
    notify   desk
}
RULES
check 'a webhook is taken' systemctl reload insiderd
systemctl stop --no-block $relay
check 'without the relay the status says that webhooks wait' await status_has 'the relay is not connected'
systemctl start $relay
check 'and no more when it is back' await status_lacks 'the relay is not connected'
drop "$(filing 50)"
received() { [ "$(grep -c . /tmp/received 2>/dev/null)" = "$1" ]; }
check 'its alert arrives' await received 1
(umask 077; echo 'whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy0x' >/etc/insiderd/credentials/desk-secret)
check 'reload takes a changed secret' systemctl reload insiderd
drop "$(filing 51)"
check 'the next alert arrives' await received 2
check 'each is signed with the secret of its time' equal "$(python3 /test/receiver.py --verify /tmp/received \
  whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC0x whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy0x)" $'first\nsecond'
# The example of the documentation, as its comment has it.
example=/usr/share/doc/insiderd/examples/credentials.conf
rm /etc/insiderd/credentials/desk-secret
mkdir -p /etc/systemd/system/$relay.d
cp $example /etc/systemd/system/$relay.d/credentials.conf
check 'a secret is encrypted as the example has it' bash -ec "$(sed -n 's/^#   //p' $example)" <<<'whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy0x'
pid=$(property MainPID $relay)
check 'and taken' bash -c "$(sed -n 's/^# and then: //p' $example)"
check 'by a relay that is started anew' await runs_anew $relay "$pid"
drop "$(filing 52)"
check 'the next alert is signed with it' await received 3
check 'as before' equal "$(python3 /test/receiver.py --verify /tmp/received \
  whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC0x whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy0x)" $'first\nsecond\nsecond'
rm -r /etc/systemd/system/$relay.d
mv /etc/insiderd/credentials /etc/insiderd/credentials.gone
systemctl daemon-reload
systemctl restart --no-block $relay
check 'without the directory of secrets the relay fails for good' await is_failed $relay
check 'with 243' equal "$(property ExecMainStatus $relay)" 243
check 'and the judge goes on' is_active
mv /etc/insiderd/credentials.gone /etc/insiderd/credentials
check 'a reload with the directory there' systemctl reload insiderd
check 'brings the relay back' await is_active $relay
check 'no secret is in the journal' lacks "$(journalctl -o export | tr -d '\0')" 'whsec_'
rm $rules/desk.rules
systemctl reload insiderd

# --- metrics and retention, as the manual has them
dropin $unit $'Environment="INSIDERD_KEEP=5 years"\nEnvironment="INSIDERD_METRICS=/run/insiderd/metrics.sock"'
check 'a drop-in with retention and metrics is taken' systemctl restart insiderd
check 'metrics are served at the socket' has "$(python3 /test/receiver.py --metrics /run/insiderd/metrics.sock)" 'insiderd_rules'
no_dropin $unit
systemctl restart insiderd
check 'a test message arrives in the journal, and is read back' insiderd send-test journal

# --- a second inbox
mkdir -p /etc/insiderd@east/rules.d
cp $rules/any.rules /etc/insiderd@east/rules.d/
install -d -m 700 -o insiderd -g insiderd /var/lib/insiderd@east
filing 61 >/dev/null
check 'root imports its history before the first start' insiderd import --state /var/lib/insiderd@east /tmp/filing-61.xml
check 'into a ledger that is the daemon'"'"'s' equal "$(stat -c %U /var/lib/insiderd@east/ledger.db)" insiderd
check 'an instance starts' systemctl enable --now insiderd@east
check 'with a relay of its own' await is_active insiderd-relay@east.service
drop "$(filing 60)" east.xml /var/spool/insiderd@east/inbox
check 'and judges its own inbox' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T60 _SYSTEMD_UNIT=insiderd@east.service
check 'it reloads' systemctl reload insiderd@east
check 'and starts anew' systemctl restart insiderd@east
check 'it answers' has "$(insiderd status --socket /run/insiderd@east/control.sock)" '/var/spool/insiderd@east/inbox'
check 'it is as closed as the first' systemd-analyze security --threshold=3 insiderd@east.service

# --- another machine's journal
mkdir -p /run/systemd/system/systemd-journal-remote.service.d /run/systemd/system/systemd-journal-upload.service.d
printf '[Service]\nExecStart=\nExecStart=/lib/systemd/systemd-journal-remote --listen-http=-3 --output=/var/log/journal/remote/\n' \
  >/run/systemd/system/systemd-journal-remote.service.d/test.conf
printf '[Upload]\nURL=http://127.0.0.1:19532\n' >/etc/systemd/journal-upload.conf
systemctl daemon-reload
check 'the collector listens' systemctl start systemd-journal-remote.socket
check 'the upload starts' systemctl start systemd-journal-upload.service
collected() { has "$(journalctl -D /var/log/journal/remote --quiet -o json "$1")" "$2"; }
patience=60 check 'alerts arrive with their fields' await collected INSIDERD_TICKER=QLSN '"INSIDERD_OWNER":"MARSH DELIA P"'
drop "$(filing 70)"
patience=60 check 'and new ones follow' await collected INSIDERD_TICKER=T70 any_sale
systemctl stop systemd-journal-upload.service systemd-journal-remote.socket systemd-journal-remote.service
# What a crashed machine would leave behind.
drop "$(filing 80)"
check 'the last one' await has_alerts 1 INSIDERD_RULE=any_sale INSIDERD_TICKER=T80
echo '# mine' >>$rules/large-officer-sale.rules
finish
