#!/usr/bin/env bash
# gameday.sh: breaks one thing after the other on a private broker and database, with real workers and a real Prometheus: the
# doctor must name it, the alert must fire, and what docs/book.md says to type must mend it. Prints a table of all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LAPOR_HOME=${LAPOR_HOME:-$PWD/.lapor}
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"
table=$(mktemp)
trap 'rm -f "$table"; scripts/stack.sh kill --name gameday >/dev/null 2>&1 || true' EXIT
trap 'exit 130' INT TERM

scripts/install.sh --test
scripts/stack.sh down --purge --name gameday >/dev/null 2>&1 || true
scripts/stack.sh up --name gameday
swift build --build-tests "${flags[@]}"
eval "$(scripts/stack.sh env --name gameday)"
began=$SECONDS status=0
LAPOR_GAMEDAY_TABLE=$table swift test --skip-build --disable-xctest --filter 'GameDayTests' "${flags[@]}" || status=$?

printf '\n'
{
  echo '| breakage | doctor said | alert | cure in docs/book.md | sound after'
  sed 's/^gameday //' "$table"
} | column -t -s '|' -o '|'
printf '\n%d breakages in %d s\n' "$(wc -l <"$table")" $((SECONDS - began))
exit "$status"
