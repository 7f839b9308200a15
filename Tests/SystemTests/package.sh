#!/usr/bin/env bash
# package.sh: what the Debian package of .build/deb holds is whole, reads well, and is what the README says.
set -eu
cd "$(dirname "$0")/../.."
.ci/need mandoc groff zsh fish debhelper lintian
package=$(ls .build/deb/insiderd_*.deb)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
dpkg-deb --extract "$package" "$tree"
failed=0
fail() {
  echo "$1"
  failed=1
}

for page in "$tree"/usr/share/man/man?/*; do
  # The pages of others need not be installed here.
  said=$(zcat "$page" | mandoc -Tlint -Wstyle 2>&1 | grep -v 'referenced manual not found' | grep '^mandoc: .*: [A-Z]*:' || true)
  said+=$(zcat "$page" | groff -ww -mandoc -Tutf8 -z 2>&1)
  [ -z "$said" ] || fail "$(basename "$page"): $said"
done
[ "$(find "$tree/usr/share/man" -type f | wc -l)" = 3 ] || fail 'there are not three manual pages'

bash -n "$tree/usr/share/bash-completion/completions/insiderd" || fail 'the completions for bash are broken'
zsh -n "$tree/usr/share/zsh/vendor-completions/_insiderd" || fail 'the completions for zsh are broken'
fish --no-execute "$tree/usr/share/fish/vendor_completions.d/insiderd.fish" || fail 'the completions for fish are broken'
Tests/SystemTests/completions.sh "$tree/usr/share" || fail 'something is not completed'

dpkg-deb --info "$package" conffiles | grep -v '^/etc/insiderd/rules.d/[a-z-]*\.rules$' && fail 'something beside the rules is a conffile'
# The link to the samples is right where the package is installed.
rm "$tree/etc/insiderd/rules.d/samples"
cp -r "$tree/usr/share/insiderd/samples" "$tree/etc/insiderd/rules.d/samples"
"$tree/usr/bin/insiderd" test "$tree/etc/insiderd/rules.d" >/dev/null || fail 'the rules of the package fail their tests'

installing=$(awk '/^## Install/ { inside = 1; next } /^## / { inside = 0 } inside' README.md | tr '\n' ' ')
for name in $(dpkg-deb --field "$package" Depends | sed 's/([^)]*)//g; s/[,|]/ /g'); do
  case "$installing" in *"$name"*) ;; *) fail "README.md does not name the dependency $name" ;; esac
done
megabytes=$((($(stat --format=%s "$package") + 500000) / 1000000))
case "$installing" in *"package of $megabytes MB"*) ;; *) fail "README.md does not say that the package has $megabytes MB" ;; esac

sum=$(sha256sum <"$package")
make --no-print-directory deb >/dev/null
[ "$(sha256sum <"$package")" = "$sum" ] || fail 'built again, the package is another one'
[ $failed = 0 ] && echo "the package has $megabytes MB, $(dpkg-deb --field "$package" Installed-Size) kB installed"
