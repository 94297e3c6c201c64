#!/usr/bin/env bash
# test.sh: every test, on a private broker and database of its own. Last line: "N passed, N failed". Logs: .lapor/log.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LAPOR_HOME=${LAPOR_HOME:-$PWD/.lapor}
logs=$LAPOR_HOME/log
passed=0 failed=0
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; failed=$((failed + 1)); }

scripts/install.sh --test
mkdir -p "$logs"

stack_pid=''
finish() {
  [ -z "$stack_pid" ] || wait "$stack_pid" 2>/dev/null || true
  scripts/stack.sh kill --name test >/dev/null 2>&1 || true
}
trap finish EXIT
trap 'exit 130' INT TERM

# A stack from nothing, started while the compiler works.
scripts/stack.sh down --purge --name test >/dev/null 2>&1 || true
scripts/stack.sh up --name test >"$logs/stack.log" 2>&1 &
stack_pid=$!

say 'build'
if ! swift build --build-tests "${flags[@]}"; then
  fail 'the build'
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  exit 1
fi

say 'stack'
if wait "$stack_pid"; then
  cat "$logs/stack.log"
  eval "$(scripts/stack.sh env --name test)"
else
  cat "$logs/stack.log"
  fail 'the stack does not start'
fi
stack_pid=''

say 'swift test'
rm -f "$logs/swift.xml"
swift_status=0
swift test --skip-build --disable-xctest --xunit-output "$logs/swift.xml" "${flags[@]}" 2>&1 |
  tee "$logs/swift.log" | grep -vE '^(◇|✔ Test case)' || swift_status=$?
# One test case may record several failures, so elements are counted and not the totals of the header.
read -r swift_passed swift_failed < <(
  awk '/<testcase /{n++; open=1} /<failure|<error/{if (open) {bad++; open=0}} /<skipped/{skipped++}
       END{print n - bad - skipped, bad + 0}' "$logs/swift.xml" 2>/dev/null || echo 0 0
)
passed=$((passed + swift_passed)) failed=$((failed + swift_failed))
if [ "$swift_status" != 0 ] && [ "$swift_failed" = 0 ]; then fail 'swift test ended before its tests did'; fi

say 'contract tests'
python_status=0
"$LAPOR_HOME/venv/bin/python" -m unittest discover -s Tests/Contract 2>&1 |
  tee "$logs/contract.log" || python_status=$?
read -r python_passed python_failed < <(
  awk '/^Ran [0-9]+ test/{ran = $2}
       /^(OK|FAILED)/{gsub(/[^0-9a-z=,]/, ""); n = split($0, part, ",")
         for (i = 1; i <= n; i++) {split(part[i], kv, "=")
           if (kv[1] ~ /(failures|errors|unexpectedsuccesses)$/) bad += kv[2]
           if (kv[1] ~ /skipped$/) skipped += kv[2]}}
       END{good = ran - bad - skipped; print (good > 0 ? good : 0), bad + 0}' "$logs/contract.log"
)
passed=$((passed + python_passed)) failed=$((failed + python_failed))
if [ "$python_status" != 0 ] && [ "$python_failed" = 0 ]; then fail 'the contract tests did not run'; fi

say 'model'
model_status=0
python3 Model/run.py --quick | tee "$logs/model.log" || model_status=$?
read -r model_passed model_failed < <(
  awk '/^(states|cycles|mutant) /{n++} /NOT FOUND|NOT EVERY|ERROR:/{bad++} END{print n - bad, bad + 0}' "$logs/model.log"
)
passed=$((passed + model_passed)) failed=$((failed + model_failed))
if [ "$model_status" != 0 ] && [ "$model_failed" = 0 ]; then fail 'the model was not checked'; fi

printf '\nlogs: %s\n%d passed, %d failed\n' "$logs" "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
