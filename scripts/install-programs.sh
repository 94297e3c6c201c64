#!/usr/bin/env bash
# install-programs.sh BIN PREFIX: copies the programs of the folder BIN below PREFIX, with their manual pages and the completion
# for bash, zsh and fish, and the units of systemd. DESTDIR at the beginning of PREFIX is no part of the paths in them.
set -euo pipefail
bin=${1:?usage: scripts/install-programs.sh BIN PREFIX}
prefix=${2:?usage: scripts/install-programs.sh BIN PREFIX}
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

install -d "$prefix/bin" "$prefix/lib/lapor" "$prefix/share/man/man1" \
  "$prefix/share/bash-completion/completions" "$prefix/share/zsh/site-functions" \
  "$prefix/share/fish/vendor_completions.d"
for program in lapor IntakeWorker RoutingWorker NotifyWorker CaseWorker ClockWorker WebhookWorker SmsWorker Gateway MailWorker; do
  install -m 755 "$bin/$program" "$prefix/lib/lapor/$program"
  ln -sfn "../lib/lapor/$program" "$prefix/bin/$program"
done
# What a program reads is looked for beside it.
for resources in "$bin"/lapor_*.resources; do
  rm -rf "$prefix/lib/lapor/$(basename "$resources")"
  cp -R "$resources" "$prefix/lib/lapor/"
done
"$scripts/man-pages.py" "$bin" "$prefix/share/man/man1"
"$bin/lapor" --generate-completion-script bash >"$prefix/share/bash-completion/completions/lapor"
"$bin/lapor" --generate-completion-script zsh >"$prefix/share/zsh/site-functions/_lapor"
"$bin/lapor" --generate-completion-script fish >"$prefix/share/fish/vendor_completions.d/lapor.fish"
units=$prefix/lib/systemd/system
install -d "$units/lapor-.service.d"
for unit in "$scripts"/../deploy/systemd/*.* "$scripts"/../deploy/systemd/lapor-.service.d/*; do
  [ -f "$unit" ] || continue
  sed "s|/usr/local/bin|${prefix#"${DESTDIR:-}"}/bin|" "$unit" >"$units/${unit#"$scripts/../deploy/systemd/"}"
done
echo "installed below $prefix"
