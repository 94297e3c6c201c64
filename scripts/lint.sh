#!/usr/bin/env bash
# lint.sh: Swift format, shell scripts, and no path of somebody's machine in any file. Reports all, then fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0

swift_sources=()
for path in Sources Tests Benchmarks/Package.swift Benchmarks/Sources Package.swift; do
  [ ! -e "$path" ] || swift_sources+=("$path")
done
swift format lint --strict --parallel --recursive "${swift_sources[@]}" || failed=1

if command -v shellcheck >/dev/null; then
  shellcheck scripts/*.sh .ci/run || failed=1
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
