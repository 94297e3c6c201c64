#!/usr/bin/env bash
# fuzz.sh [SECONDS [DECODER...]]: libFuzzer and AddressSanitizer try each decoder for so long (60), two at a time, beginning
# with the contract's examples. What was found to lead somewhere is kept in .lapor/fuzz/DECODER; bytes that break a decoder
# stand in .lapor/fuzz/found, and the exit code is 1. To try them again: fuzz.sh 0 DECODER < FILE.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60}
shift || true
home=${LAPOR_HOME:-$PWD/.lapor}/fuzz
decoders=("$@")
[ "$#" -gt 0 ] || decoders=(submission cloudevents command token event headers table calendar rules history)
mkdir -p "$home/found"

export LAPOR_FUZZ=build
# Swift's own report of a crash reads the memory of the crashed program, which AddressSanitizer takes for the fault.
export SWIFT_BACKTRACE=enable=no
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"
# The usual linker stumbles over what AddressSanitizer and libFuzzer bring.
flags+=(
  --scratch-path .build/fuzz -Xswiftc -O -Xswiftc -sanitize=fuzzer -Xswiftc -sanitize=address -Xswiftc -use-ld=lld
  -Xswiftc '-sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp'
)
if ! swift build --product Fuzzing "${flags[@]}" >"$home/build.log" 2>&1; then
  grep -E 'error' "$home/build.log" >&2
  echo "fuzz: the decoders cannot be built, see $home/build.log" >&2
  exit 1
fi
program=$(swift build --show-bin-path "${flags[@]}")/Fuzzing

if [ "$seconds" = 0 ]; then
  bytes=$(mktemp)
  cat >"$bytes"
  LAPOR_FUZZ=${decoders[0]} exec "$program" "$bytes"
fi

try() { # DECODER
  local decoder=$1 seeds=() corpus=$home/$1
  mkdir -p "$corpus"
  case $decoder in
    submission | cloudevents) seeds=(docs/examples/valid docs/examples/lenient docs/examples/invalid) ;;
    command) seeds=(docs/examples/commands/valid docs/examples/commands/invalid) ;;
    event) seeds=(docs/examples/events) ;;
    *) seeds=("Fuzzing/Seeds/$decoder") ;;
  esac
  # Two minutes for one input: beside other tests it waits for the processor most of that. Two GiB: what was freed is kept to be
  # watched as well.
  LAPOR_FUZZ=$decoder timeout --kill-after=10 $((seconds + 300)) "$program" -max_total_time="$seconds" -max_len=4096 \
    -timeout=120 -rss_limit_mb=2048 -print_final_stats=1 -use_value_profile=1 \
    -artifact_prefix="$home/found/$decoder-" "$corpus" "${seeds[@]}" \
    >"$home/$decoder.log" 2>&1
}

failed=0
say() { # DECODER STATUS
  local tries reached
  tries=$(sed -n 's/^stat::number_of_executed_units: *//p' "$home/$1.log")
  reached=$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$home/$1.log" | tail -1)
  printf 'fuzz: %-12s %10s tries, %6s edges%s\n' "$1" "${tries:-0}" "${reached:-0}" "$([ "$2" = 0 ] || echo ', BROKEN')"
  [ "$2" = 0 ] || { failed=$((failed + 1)); explain "$1"; }
}
explain() { # DECODER: what broke, and by which bytes, so that a log alone is enough to try them again
  local found
  grep -E 'ERROR|SUMMARY|Fatal error|Precondition|Test unit written' "$home/$1.log" || true
  found=$(sed -n 's/.*Test unit written to //p' "$home/$1.log" | tail -1)
  [ -z "$found" ] || printf 'fuzz: base64 -d <<<%s | scripts/fuzz.sh 0 %s\n' "$(base64 -w0 "$found")" "$1"
}
running=()
finish() { # the oldest that runs
  local decoder=${running[0]%:*} pid=${running[0]#*:} status=0
  wait "$pid" || status=$?
  running=("${running[@]:1}")
  say "$decoder" "$status"
}
for decoder in "${decoders[@]}"; do
  try "$decoder" &
  running+=("$decoder:$!")
  [ "${#running[@]}" -lt 2 ] || finish
done
while [ "${#running[@]}" -gt 0 ]; do finish; done
[ "$failed" = 0 ]
