#!/usr/bin/env bash
# completions.sh SHARE: what bash, zsh and fish offer with the completions below SHARE (/usr/share of the package), each
# in a shell of its own. Says what is not offered, and fails then.
set -eu
share=$(realpath "$1")
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
mkdir inbox
touch desk.rules form4.xml
mkdir zsh
cp "$share"/zsh/*/_insiderd zsh/

# Words that were typed, the last one unfinished, and what it has to become.
table='
al                       alerts
alerts --tic             --ticker
alerts --certainty poss  possible
run --after ke           keep
run --rules des          desk.rules
run --inbox inb          inbox
status --socket des      desk.rules
check des                desk.rules
fmt des                  desk.rules
test des                 desk.rules
show des                 desk.rules
explain des              desk.rules
explain desk.rules for   form4.xml
backtest desk.rules for  form4.xml
import for               form4.xml
'

cat >offer.bash <<'BASH'
. "$1"
shift
function=$(complete -p insiderd | sed 's/.*-F \([^ ]*\).*/\1/')
COMP_WORDS=(insiderd "$@") COMP_CWORD=$# COMP_LINE="insiderd $*" COMPREPLY=()
COMP_POINT=${#COMP_LINE}
"$function" insiderd "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
BASH

# zsh completes in a line editor alone, which wants a terminal.
cat >offer.zsh <<'ZSH'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; fpath=($PWD/zsh $fpath); autoload -Uz compinit; compinit -u -D; bindkey "^I" complete-word; echo re""ady'
zpty -r shell said '*ready*'
zpty -w -n shell "$1"$'\t'
zpty -r shell said "*$2*"
print -r -- "$said"
ZSH

failed=0
missing() {
  echo "$1 does not make \`$3\` of \`insiderd $2\`"
  failed=1
}
while read -r line; do
  [ -n "$line" ] || continue
  wanted=${line##* }
  typed=${line% *}
  typed=${typed%"${typed##*[! ]}"}
  # shellcheck disable=SC2086 # words of the table
  bash --norc offer.bash "$share/bash-completion/completions/insiderd" $typed | grep -qxF -- "$wanted" || missing bash "$typed" "$wanted"
  timeout 20 zsh -f offer.zsh "insiderd $typed" "$wanted" >/dev/null || missing zsh "$typed" "$wanted"
  fish --no-config -c "source $share/fish/vendor_completions.d/insiderd.fish; complete -C 'insiderd $typed'" |
    cut -f 1 | sed 's|/$||' | grep -qxF -- "$wanted" || missing fish "$typed" "$wanted"
done <<<"$table"
exit $failed
