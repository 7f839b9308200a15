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

seeds=$build/seeds
rm -rf "$seeds"
mkdir -p "$build/findings" "$seeds"
if [ $# -gt 0 ]; then
  cp -- "$@" "$seeds/"
else
  python3 -B Tests/EndToEndTests/Scripts/reading/generate.py "$seeds" 400
  find rules/samples -type f -exec cp -t "$seeds" {} +
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
