#!/usr/bin/env bash
# cli-docs.sh BIN: prints docs/cli.md, the help pages of the programs in the folder BIN.
set -euo pipefail
bin=${1:?usage: scripts/cli-docs.sh BIN}

page() {
  local program=$1
  shift
  printf '\n## %s\n\n```\n' "${program}${*:+ $*}"
  COLUMNS=100 "$bin/$program" "$@" --help | sed -e 's/[[:space:]]*$//' -e '$ { /^$/d }'
  printf '```\n'
}

printf '# The command lines\n\nMade by `scripts/cli-docs.sh` from what the programs say of themselves.\n'
page lapor
for command in stack migrate 'load reference' 'load officers' 'load channels' 'topology apply' 'topology check' submit import track cases \
  status 'report status' 'report routing' 'report definitions' 'report export' 'facts check' 'facts rebuild' \
  'history import' 'history problems' 'history report' classify explain 'rules apply' 'rules try' 'rules list' refuse assign \
  'incident list' 'incident show' 'incident unlink' train evaluate 'model list' 'model add' 'model use' 'dead list' 'dead show' 'dead replay' 'dead discard' doctor; do
  read -r -a words <<<"$command"
  page lapor "${words[@]}"
done
for program in IntakeWorker RoutingWorker NotifyWorker CaseWorker ClockWorker; do page "$program"; done
