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

# The backquotes are for Markdown.
# shellcheck disable=SC2016
printf '# The command lines\n\nMade by `scripts/cli-docs.sh` from what the programs say of themselves.\n'
page lapor
"$bin/lapor" --experimental-dump-help | python3 -c '
import json, sys

def walk(command, path):
    for sub in command.get("subcommands", []):
        if sub["commandName"] == "help" or not sub.get("shouldDisplay", True): continue
        words = path + [sub["commandName"]]
        print(*words)
        walk(sub, words)

walk(json.load(sys.stdin)["command"], [])' | while read -r -a words; do page lapor "${words[@]}"; done
for program in IntakeWorker RoutingWorker NotifyWorker CaseWorker ClockWorker WebhookWorker SmsWorker Gateway MailWorker; do page "$program"; done
