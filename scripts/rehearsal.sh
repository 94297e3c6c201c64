#!/usr/bin/env bash
# rehearsal.sh: plays a scenario through the real queues and workers, on a private stack that lives by the scenario's clock.
#   FILE=FILE    the scenario (default: examples/rehearsals/kaltim-2020.jsonl, the founding table)
#   KEEP=1       leave broker and database in place to look around
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
file=${FILE:-examples/rehearsals/kaltim-2020.jsonl}
keep=${KEEP:-}
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"

say() { printf '\n== %s\n' "$*"; }
finish() {
  local status=$?
  [ -n "$keep" ] || scripts/stack.sh down --purge --name rehearsal >/dev/null 2>&1 || true
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

[ -r "$file" ] || { printf 'rehearsal: cannot read %s\n' "$file" >&2; exit 66; }
say 'what is missing on this machine'
scripts/install.sh
say 'build'
swift build -c release "${flags[@]}"
PATH=$(swift build -c release "${flags[@]}" --show-bin-path):$PATH

say 'a private broker and database, made for rehearsal'
scripts/stack.sh down --purge --name rehearsal >/dev/null 2>&1 || true
scripts/stack.sh up --name rehearsal
environment=$(scripts/stack.sh env --name rehearsal)
eval "$environment"
lapor migrate --rehearsal
lapor load reference
lapor load officers examples/officers.csv
lapor topology apply --rehearsal

say "playing $file"
lapor play "$file" --logs "$LAPOR_STACK_DIR/log/play"
say 'where all cases stand'
lapor report
say 'does it all add up?'
lapor reconcile
if [ -n "$keep" ]; then
  # shellcheck disable=SC2016
  printf '\nBroker and database still run. Addresses:  eval "$(scripts/stack.sh env --name rehearsal)"\n'
  printf 'Stop and delete:  scripts/stack.sh down --purge --name rehearsal\n'
fi
