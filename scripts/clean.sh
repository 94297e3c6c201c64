#!/usr/bin/env bash
# clean.sh: stops and deletes every stack of this repository, then all that was built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for state in .lapor/*; do
  name=${state#.lapor/}
  # A stack has an own directory or a pointer to one; the rest of .lapor is logs and the Python environment.
  if [ -L "$state" ] || [ -f "$state/ports" ]; then
    LAPOR_HOME=$PWD/.lapor scripts/stack.sh kill --purge --name "$name"
  fi
done
rm -rf .lapor .build Benchmarks/.build
