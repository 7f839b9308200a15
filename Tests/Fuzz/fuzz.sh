#!/usr/bin/env bash
# fuzz.sh BUILD SECONDS [FILE…]: looks for input that breaks a reader of filings, for so many seconds by elements, lines
# and cells, and for as many by bytes. It begins with the files, or with made-up ones and, where they are there, real
# ones. What it finds lies in BUILD/findings, and the exit status is 1.
#
# Under AddressSanitizer. More than a second for one file is a hang, more than 2 GB is growth without bound.
set -eu
cd "$(dirname "$0")/../.."
build=$1
seconds=$2
shift 2

# Swift's own report of a crash does not get along with AddressSanitizer's.
export SWIFT_BACKTRACE=enable=no

# tables FOLDER FILE: makes up a data set, and writes its tables into one file as the fuzzer takes them apart.
tables() {
  python3 -B Tests/EndToEndTests/Scripts/history/datasets.py "$1" 6 1 >/dev/null
  printf 'DATASET' >"$2"
  for table in SUBMISSION REPORTINGOWNER NONDERIV_TRANS NONDERIV_HOLDING DERIV_TRANS DERIV_HOLDING FOOTNOTES OWNER_SIGNATURE; do
    { printf '\f'; cat "$1/set/$table.tsv"; } >>"$2"
  done
}

seeds=$build/seeds
rm -rf "$seeds"
mkdir -p "$build/findings" "$seeds"
if [ $# -gt 0 ]; then
  cp -- "$@" "$seeds/"
else
  python3 -B Tests/EndToEndTests/Scripts/reading/generate.py "$seeds" 400
  find rules/samples -type f -exec cp -t "$seeds" {} +
  cp Tests/FilingsTests/Pages/*.txt Tests/FilingsTests/Pages/*.html "$seeds/"
  tables "$build/tables" "$seeds/tables"
  if [ -d ../shared/corpus ]; then find ../shared/corpus ../shared/seed -type f -size -64k -exec cp -t "$seeds" {} +; fi
fi
chmod u+w "$seeds"/*

look() {
  local grown=$build/corpus-$1
  mkdir -p "$grown"
  echo "looking for $seconds s by $1"
  if ! "$build/fuzzer" -max_total_time="$seconds" -timeout=1 -rss_limit_mb=2048 -max_len=262144 -print_final_stats=1 \
    -artifact_prefix="$build/findings/" "$grown" "$seeds" >"$build/$1.log" 2>&1; then
    grep -aE '^(==|SUMMARY|Fatal|ALARM|artifact_prefix)|error:' "$build/$1.log" || tail -5 "$build/$1.log"
    return 1
  fi
  grep -aE '^stat::(number_of_executed_units|slowest_unit_time_sec|peak_rss_mb)' "$build/$1.log"
}

look structure
FUZZ_BYTES=1 look bytes
