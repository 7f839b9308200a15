#!/usr/bin/env bash
# run.sh: installs the package of .build/deb on a bare Debian that runs its own systemd, and lives with it: first as
# somebody who has the README alone, then as an operator, through crashes, full disks, upgrade and purge; and what
# `make install` installs. Debian 12, or what INSIDERD_TEST_SUITE names. Needs root; says "leaving out" where a container cannot run at all.
set -eu
suite=${INSIDERD_TEST_SUITE:-bookworm}
cd "$(dirname "$0")/../.."
tests=Tests/SystemTests
work=.build/system-tests

if [ "$(id -u)" != 0 ]; then
  echo 'this is not root: leaving out the tests on a booted machine'
  exit 0
fi
.ci/need systemd-container mmdebstrap
if ! unshare --mount true 2>/dev/null || ! grep -qw overlay /proc/filesystems; then
  echo 'no mount namespaces or no overlayfs here: leaving out the tests on a booted machine'
  exit 0
fi
package=$(ls .build/deb/insiderd_*.deb)
$tests/bare.sh "$suite" "$work/$suite"
rm -rf $work/{newcomer,operator,sources}
mkdir -p $work/{newcomer,operator/next,sources}
cp $tests/*.sh $tests/receiver.py "$package" README.md $work/newcomer/
cp $tests/*.sh $tests/receiver.py "$package" $work/operator/

# The same package under a higher version is an upgrade.
dpkg-deb --raw-extract "$package" $work/next
sed -i 's/^Version: .*/&+next/' $work/next/DEBIAN/control
dpkg-deb --root-owner-group -Znone --build $work/next $work/operator/next/ >/dev/null
rm -r $work/next
cp $tests/*.sh $work/sources/
make --no-print-directory install DESTDIR="$PWD/$work/sources/tree" | sed -n 's/^next, .*: //p' >$work/sources/next

[ ! -d ../shared/corpus ] || cp -r ../shared/corpus $work/operator/corpus

$tests/boot.sh "$work/$suite" $work/newcomer newcomer.sh
$tests/boot.sh "$work/$suite" $work/sources sources.sh
$tests/boot.sh "$work/$suite" $work/operator operator.sh reboot.sh
