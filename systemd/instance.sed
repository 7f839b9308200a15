# Makes insiderd@.service and insiderd-relay@.service of the two units: several inboxes on one machine, each with
# rules, secrets, ledger and relay of its own. Every path has insiderd@NAME where the single service has insiderd.
s|^Description=.*|& (%i)|
s|insiderd\.service |insiderd@%i.service |g
s|insiderd\.service$|insiderd@%i.service|
s|insiderd-relay\.service|insiderd-relay@%i.service|g
s|^\([A-Za-z]*Directory\)=insiderd$|\1=insiderd@%i|
s|/var/spool/insiderd|&@%i|g
s|/var/lib/insiderd|&@%i|g
s|/run/insiderd|&@%i|g
s|/etc/insiderd|&@%i|g
s|^\(ExecStart=.*insiderd run\)|\1 --inbox /var/spool/insiderd@%i/inbox|
s|^\(ExecReload=[^+].*insiderd reload\)|\1 --socket /run/insiderd@%i/control.sock|
s|^Documentation=man:insiderd@%i\.service(8)|Documentation=man:insiderd.service(8)|
# tmpfiles.d(5) knows no instances. The parents belong to root, so nobody can put a link where these go.
/^ExecStart=.*insiderd run/i\
ExecStartPre=+/usr/bin/install -d -m 755 /var/spool/insiderd@%i /etc/insiderd@%i /etc/insiderd@%i/rules.d\
ExecStartPre=+/usr/bin/install -d -m 700 /etc/insiderd@%i/credentials\
ExecStartPre=+/usr/bin/install -d -m 3770 -o insiderd -g insider-feed /var/spool/insiderd@%i/inbox\
ExecStartPre=+/usr/bin/install -d -m 750 -o insiderd -g insiderd /var/spool/insiderd@%i/archive /var/spool/insiderd@%i/rejected
# The namespace of the first of these commands is made before its directories are there.
s|^ReadWritePaths=|&-|
