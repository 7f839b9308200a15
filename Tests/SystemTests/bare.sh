#!/usr/bin/env bash
# bare.sh SUITE ROOT: makes a bare Debian below ROOT, unless the one of this very script is there: what
# `debootstrap --variant=minbase` with systemd is, and no more. The packages that the tests install later are downloaded
# and not installed, so that the machine needs no network. They come from the mirror and through the proxy that apt uses
# here; INSIDERD_TEST_MIRROR names another mirror.
set -eu
suite=$1 root=$2
wanted=$(sha256sum <"$0")
if [ "$(cat "$root/ready" 2>/dev/null)" = "$wanted" ]; then exit 0; fi
rm -rf "$root"
mkdir -p "$root"

mirror=${INSIDERD_TEST_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' \
  "Codename: $suite" 2>/dev/null | grep -m 1 '^https\?://' || true)}
proxy=
eval "$(apt-config shell proxy Acquire::http::Proxy)"

# With what is recommended, since `apt install` wants that, too. systemd-journal-remote takes another host's journal; python3 receives webhooks.
mmdebstrap --quiet --variant=minbase --include=systemd-sysv,dbus --skip=cleanup/apt --aptopt='Acquire::Retries "5"' \
  ${proxy:+--aptopt="Acquire::http::Proxy \"$proxy\""} \
  --customize-hook='chroot "$1" apt-get install --yes --quiet --download-only -o APT::Install-Recommends=true \
    libsqlite3-0 libgcrypt20 libsystemd0 libstdc++6 zlib1g ca-certificates systemd-journal-remote python3' \
  "$suite" "$root" ${mirror:+"$mirror"}
echo "$wanted" >"$root/ready"
