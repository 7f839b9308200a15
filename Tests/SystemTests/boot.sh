#!/usr/bin/env bash
# boot.sh ROOT OUT DRIVER... : boots the Debian below ROOT with its own systemd, once for each driver, in a container
# without a network. What is written stays in memory: all boots see it, and it is gone at the end. OUT holds what the
# drivers need and write; inside it is /test. Each driver is `/test/DRIVER`; the exit status is that of the first that
# fails, and its output goes to standard output.
#
# Needs root, systemd-nspawn, overlayfs and a cgroup2 mount. ROOT is left as it is, so several may run at once.
set -eu
root=$(realpath "$1") out=$(realpath "$2")
shift 2

cgroups=/sys/fs/cgroup
[ -f $cgroups/cgroup.controllers ] || cgroups=/sys/fs/cgroup/unified
name=insiderd-$$
# Without cgroups of its own, systemd-nspawn takes the caller's, and two boots at once collide.
groups=("$cgroups/$name")
[ ! -d /sys/fs/cgroup/systemd ] || groups+=("/sys/fs/cgroup/systemd/$name")
mkdir "${groups[@]}"
clean() {
  for _ in $(seq 50); do
    find "${groups[@]}" -depth -type d -exec rmdir {} + 2>/dev/null || true
    [ -d "${groups[0]}" ] || [ -d "${groups[-1]}" ] || return 0
    sleep 0.1
  done
}
trap clean EXIT

(
  for group in "${groups[@]}"; do echo "$BASHPID" >"$group/cgroup.procs"; done
  export root out name
  # The drivers' names are this script's own; everything else is quoted inside.
  exec unshare --mount --propagation private bash -eu -c '
    mount -t tmpfs -o mode=755 tmpfs /run
    mkdir /run/layers
    mount -t tmpfs -o mode=755,size=2g tmpfs /run/layers
    mkdir /run/layers/{upper,work,root}
    mount -t overlay overlay -o "lowerdir=$root,upperdir=/run/layers/upper,workdir=/run/layers/work" /run/layers/root
    machine=/run/layers/root
    mkdir -p "$machine/test"
    rm -f "$machine/usr/sbin/policy-rc.d"
    : >"$machine/etc/fstab"
    uuid=$(tr -d - </proc/sys/kernel/random/uuid)
    for driver in "$@"; do
      printf "[Unit]\nRequires=basic.target test.service\nWants=test-boot.target\nAfter=basic.target\nAllowIsolate=yes\n" \
        >"$machine/etc/systemd/system/test.target"
      printf "[Unit]\nAfter=basic.target dbus.service\nWants=dbus.service\nSuccessAction=exit\nFailureAction=exit
[Service]\nType=oneshot\nExecStart=/bin/bash /test/%s\nStandardOutput=append:/test/%s.log\nStandardError=inherit
TimeoutStartSec=600\nEnvironment=HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive\n" "$driver" "$driver" \
        >"$machine/etc/systemd/system/test.service"
      status=0
      # Without bpf(2), IPAddressDeny= is silently not enforced. Not multi-user.target: only what the test starts runs.
      SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_NSPAWN_LOCK=0 timeout --foreground --kill-after=10 660 \
        systemd-nspawn --quiet --directory="$machine" --private-network --register=no --keep-unit --link-journal=no \
        --console=read-only --system-call-filter=bpf --machine="$name" --uuid="$uuid" --hostname=machine \
        --bind="$out:/test" --boot systemd.unit=test.target systemd.show_status=0 \
        </dev/null >"$out/$driver.console" 2>&1 || status=$?
      cat "$out/$driver.log" 2>/dev/null || cat "$out/$driver.console"
      if [ "$status" != 0 ]; then
        echo "the machine ended with $status"
        exit "$status"
      fi
      # A driver that ended early with 0 has proved nothing.
      if ! grep -q "^[1-9][0-9]* checks passed, 0 failed$" "$out/$driver.log"; then
        echo "$driver did not come to its end"
        exit 1
      fi
    done' boot "$@"
)
