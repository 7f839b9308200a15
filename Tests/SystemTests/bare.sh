#!/usr/bin/env bash
# bare.sh SUITE ROOT: makes a bare Debian below ROOT, unless it is there: what `debootstrap --variant=minbase` with
# systemd is, and no more. The packages that the tests install later are downloaded and not installed, so that the
# machine needs no network. INSIDERD_TEST_MIRROR names another mirror.
set -eu
suite=$1 root=$2
[ ! -e "$root/ready" ] || exit 0
rm -rf "$root"
mkdir -p "$root"
# systemd-journal-remote takes another host's journal; python3 receives webhooks.
mmdebstrap --quiet --variant=minbase --include=systemd-sysv,dbus --skip=cleanup/apt \
  --customize-hook='chroot "$1" apt-get install --yes --quiet --download-only \
    libsqlite3-0 libgcrypt20 libsystemd0 libstdc++6 zlib1g ca-certificates systemd-journal-remote python3' \
  "$suite" "$root" ${INSIDERD_TEST_MIRROR:+"$INSIDERD_TEST_MIRROR"}
touch "$root/ready"
