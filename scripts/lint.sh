#!/usr/bin/env bash
# lint.sh [--staged]: Swift format, shell scripts, and no path of somebody's machine in any file. Reports all, then fails.
# --staged looks at the format of the Swift files that the next commit changes, and of no others: for .githooks/pre-commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0

swift_sources=()
if [ "${1:-}" = --staged ]; then
  mapfile -d '' -t swift_sources < <(git diff --cached --name-only --diff-filter=d -z -- '*.swift')
else
  swift_sources=(Sources Tests Plugins Fuzzing Package.swift)
fi
if [ "${#swift_sources[@]}" -gt 0 ]; then
  swift format lint --strict --parallel --recursive "${swift_sources[@]}" || failed=1
fi

if command -v shellcheck >/dev/null; then
  shellcheck scripts/*.sh .ci/run .githooks/pre-commit || failed=1
else
  echo 'lint: shellcheck is not installed; shell scripts not checked'
fi

# New files count as well, ignored ones do not. The class in brackets keeps this line from matching itself.
if git grep --untracked -nIE '(^|[^A-Za-z0-9._~/-])/([w]ork|[f]arm|root|Users|home/[a-z][a-z0-9_-]*)/'; then
  echo 'lint: these lines name a path of one machine'
  failed=1
fi

[ "$failed" = 0 ] && echo 'lint: clean'
exit "$failed"
