#!/usr/bin/env bash
# demo.sh: from nothing to complaints routed and notified. Leaves the broker and the database running, nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
name=${LAPOR_STACK_NAME:-dev}
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"

say() { printf '\n== %s\n' "$*"; }
workers=() logs='' complete=false stack_is_ours=false

stop_workers() {
  local pid tick
  [ "${#workers[@]}" -gt 0 ] || return 0
  kill -TERM "${workers[@]}" 2>/dev/null || true
  for ((tick = 0; tick < 300; tick++)); do
    [ -n "$(jobs -rp)" ] || break
    sleep 0.1
  done
  for pid in "${workers[@]}"; do
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  workers=()
}
finish() {
  stop_workers
  $complete || {
    printf '\nThe demo did not finish.\n'
    [ -z "$logs" ] || tail -n 5 "$logs"/*Worker.log || true
    if $stack_is_ours; then scripts/stack.sh down --name "$name" >/dev/null || true; fi
  } >&2
}
trap finish EXIT
trap 'exit 130' INT TERM

say 'what is missing on this machine'
scripts/install.sh
say 'build'
swift build -c release "${flags[@]}"
programs=$(swift build -c release "${flags[@]}" --show-bin-path)

say 'a private broker and database'
scripts/stack.sh status --name "$name" >/dev/null 2>&1 || stack_is_ours=true
scripts/stack.sh up --name "$name"
environment=$(scripts/stack.sh env --name "$name")
eval "$environment"
logs=$LAPOR_STACK_DIR/log
export LAPOR_OUTBOX_DIR=$LAPOR_STACK_DIR/outbox LAPOR_SMS_HOURS=0-24
mkdir -p "$LAPOR_OUTBOX_DIR" "$logs"

say 'tables, reference data, queues'
"$programs/lapor" migrate
"$programs/lapor" load reference
"$programs/lapor" load officers examples/officers.csv
"$programs/lapor" topology apply

say 'workers'
for worker in IntakeWorker RoutingWorker NotifyWorker; do
  "$programs/$worker" >"$logs/$worker.log" 2>&1 &
  workers+=("$!")
  printf '%-13s process %s, log %s\n' "$worker" "$!" "$logs/$worker.log"
done

say 'complaints'
"$programs/lapor" submit examples/complaints.jsonl --wait
"$programs/lapor" show --recent 12
"$programs/lapor" report

say 'stopping the workers'
stop_workers
complete=true
printf 'Messages as they would have gone out: %s\n' "$LAPOR_OUTBOX_DIR"
printf 'The broker and the database still run. Stop them:  scripts/stack.sh down --name %s\n' "$name"
