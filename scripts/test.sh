#!/usr/bin/env bash
# test.sh: every test, on a private broker and database of its own; what fails fast comes first. Last line: "N passed, N
# failed". Logs: .lapor/log. With LAPOR_LONG_TESTS=1 the same tests go many more rounds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LAPOR_HOME=${LAPOR_HOME:-$PWD/.lapor}
logs=$LAPOR_HOME/log
budget=$((12 * 60))
# How long one of the two runs of tests may take before it counts as hanging.
patience=$((25 * 60))
passed=0 failed=0
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"
# The suites that need the servers: all others come first.
served='^SystemTests\.|\.(Live|ClaimTests|OfficerTests|NoticeTextsTests)/'

say() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$*"; failed=$((failed + 1)); }
add() { passed=$((passed + $1)) failed=$((failed + $2)); }

# Random tests begin elsewhere with each commit.
if [ -z "${LAPOR_TEST_SEED:-}" ]; then
  commit=$(git rev-parse --short=8 HEAD 2>/dev/null || echo 5)
  LAPOR_TEST_SEED=$((16#$commit))
fi
export LAPOR_TEST_SEED
printf 'LAPOR_TEST_SEED=%s\n' "$LAPOR_TEST_SEED"

scripts/install.sh --test
mkdir -p "$logs"

stack_pid='' model_pid='' fuzz_pid=''
finish() {
  for pid in $model_pid $fuzz_pid; do kill "$pid" 2>/dev/null || true; done
  [ -z "$stack_pid" ] || wait "$stack_pid" 2>/dev/null || true
  scripts/stack.sh kill --name test >/dev/null 2>&1 || true
}
trap finish EXIT
trap 'exit 130' INT TERM

contract_tests() {
  local status=0 good bad
  "$LAPOR_HOME/venv/bin/python" -m unittest discover -s Tests/Contract 2>&1 | tee "$logs/contract.log" || status=$?
  read -r good bad < <(
    awk '/^Ran [0-9]+ test/{ran = $2}
         /^(OK|FAILED)/{gsub(/[^0-9a-z=,]/, ""); n = split($0, part, ",")
           for (i = 1; i <= n; i++) {split(part[i], kv, "=")
             if (kv[1] ~ /(failures|errors|unexpectedsuccesses)$/) bad += kv[2]
             if (kv[1] ~ /skipped$/) skipped += kv[2]}}
         END{good = ran - bad - skipped; print (good > 0 ? good : 0), bad + 0}' "$logs/contract.log"
  )
  add "$good" "$bad"
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then fail 'the contract tests did not run'; fi
}

# Each of the three is a test: the rules can be read, so can the example of scraping, and every alert fires when it must.
alert_rules() {
  local rules=deploy/prometheus
  if promtool check rules "$rules/lapor.rules.yml"; then add 1 0; else fail 'the alert rules'; fi
  if promtool check config "$rules/prometheus.yml"; then add 1 0; else fail 'the example of scraping'; fi
  if promtool test rules "$rules/lapor.rules.test.yml"; then add 1 0; else fail 'the tests of the alert rules'; fi
}

# The suites that a log says have begun, and not that they ended.
unended() {
  awk '/^◇ Suite .* started\.$/{sub(/^◇ Suite /, ""); sub(/ started\.$/, ""); open[$0] = 1}
       /^(✔|✘) Suite /{sub(/^(✔|✘) Suite /, ""); sub(/ (passed|failed) after .*/, ""); delete open[$0]}
       END{for (name in open) printf "%s; ", name}' "$1"
}

swift_tests() { # NAME ARGUMENT...
  local name=$1 status=0 good bad skipped
  shift
  rm -f "$logs/$name.xml"
  LAPOR_TEST_TIMES="$logs/$name.times" timeout --kill-after=30 "$patience" swift test --skip-build --disable-xctest \
    --xunit-output "$logs/$name.xml" "$@" "${flags[@]}" 2>&1 | tee "$logs/$name.log" |
    grep --line-buffered -vE '^(◇|✔ Test case)' || status=$?
  [ "$status" != 124 ] || fail "the $name tests hang: $(unended "$logs/$name.log")"
  # One test case may record several failures, so elements are counted and not the totals of the header.
  read -r good bad skipped < <(
    awk '/<testcase /{n++; open=1} /<failure|<error/{if (open) {bad++; open=0}} /<skipped/{skipped++}
         END{print n - bad - skipped, bad + 0, skipped + 0}' "$logs/$name.xml" 2>/dev/null || echo 0 0 0
  )
  add "$good" "$bad"
  [ "$skipped" = 0 ] || fail "$skipped $name tests were left out"
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then fail "the $name tests ended before their end"; fi
}

model() {
  local status=0 good bad
  wait "$model_pid" || status=$?
  model_pid=''
  cat "$logs/model.log"
  read -r good bad < <(
    awk '/^(states|cycles|mutant) /{n++} /NOT FOUND|NOT EVERY|ERROR:/{bad++} END{print n - bad, bad + 0}' "$logs/model.log"
  )
  add "$good" "$bad"
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then fail 'the model was not checked'; fi
}

# Tests kill servers, never the machine: what PostgreSQL has written is kept by the system without waiting for the disk.
export LAPOR_POSTGRES_EXTRA=${LAPOR_POSTGRES_EXTRA:-fsync = off}

# A stack from nothing, started while the compiler works.
scripts/stack.sh down --purge --name test >/dev/null 2>&1 || true
scripts/stack.sh up --name test >"$logs/stack.log" 2>&1 &
stack_pid=$!

say 'lint'
scripts/lint.sh || fail 'lint'

say 'contract tests'
contract_tests

say 'alert rules'
alert_rules

say 'build'
if ! swift build --build-tests "${flags[@]}"; then
  fail 'the build'
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  exit 1
fi

# The model wants a processor, the tests with servers mostly wait.
nice python3 Model/run.py --quick >"$logs/model.log" 2>&1 &
model_pid=$!

say 'tests without servers'
swift_tests unit --skip "$served"

say 'stack'
if wait "$stack_pid"; then
  cat "$logs/stack.log"
  eval "$(scripts/stack.sh env --name test)"
else
  cat "$logs/stack.log"
  fail 'the stack does not start'
fi
stack_pid=''

# In what the tests with servers leave of the processors.
nice -n 19 scripts/fuzz.sh "${LAPOR_FUZZ_SECONDS:-60}" >"$logs/fuzz.log" 2>&1 &
fuzz_pid=$!

say 'tests with servers'
swift_tests served --filter "$served"

say 'model'
model

say 'decoders under a fuzzer'
status=0
wait "$fuzz_pid" || status=$?
fuzz_pid=''
cat "$logs/fuzz.log"
add "$(grep -c '^fuzz: .* edges$' "$logs/fuzz.log" || true)" "$(grep -c '^fuzz: .*BROKEN$' "$logs/fuzz.log" || true)"
if [ "$status" != 0 ] && ! grep -q 'BROKEN$' "$logs/fuzz.log"; then fail 'the decoders were not fuzzed'; fi

say 'the ten slowest suites with servers, in seconds of their tests'
awk -F '\t' '{sum[$1] += $2} END{for (name in sum) printf "%7.1f  %s\n", sum[name], name}' "$logs/served.times" |
  sort -rn | sed -n 1,10p
printf '%d s in all, %d of them allowed\n' "$SECONDS" "$budget"
[ "$SECONDS" -le "$budget" ] || printf 'WARNING: the tests take longer than they may\n'
printf '\nlogs: %s\n%d passed, %d failed\n' "$logs" "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
