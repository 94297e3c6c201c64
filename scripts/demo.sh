#!/usr/bin/env bash
# demo.sh: from nothing to complaints routed and notified, on a private stack that is deleted afterwards.
#   INPUT=FILE   complaints to use: JSON lines, or the official SP4N export as CSV (default: examples/complaints.jsonl)
#   KEEP=1       leave broker, database and messages in place to look around
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
input=${INPUT:-examples/complaints.jsonl}
keep=${KEEP:-}
read -r -a flags <<<"${SWIFT_BUILD_FLAGS:-}"

say() { printf '\n== %s\n' "$*"; }
workers=() logs='' complete=false

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
  local status=$?
  stop_workers
  if ! $complete; then
    printf '\nThe demo did not finish.\n' >&2
    [ -z "$logs" ] || tail -n 5 "$logs"/*Worker.log >&2 || true
  fi
  [ -n "$keep" ] || scripts/stack.sh down --purge --name demo >/dev/null 2>&1 || true
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

[ -r "$input" ] || { printf 'demo: cannot read %s\n' "$input" >&2; exit 66; }
say 'what is missing on this machine'
scripts/install.sh
say 'build'
swift build -c release "${flags[@]}"
programs=$(swift build -c release "${flags[@]}" --show-bin-path)
PATH=$programs:$PATH

say 'a private broker and database'
scripts/stack.sh down --purge --name demo >/dev/null 2>&1 || true
scripts/stack.sh up --name demo
environment=$(scripts/stack.sh env --name demo)
eval "$environment"
logs=$LAPOR_STACK_DIR/log
export LAPOR_OUTBOX_DIR=$LAPOR_STACK_DIR/outbox LAPOR_SMS_HOURS=0-24 LAPOR_LANG=${LAPOR_LANG:-en}
mkdir -p "$LAPOR_OUTBOX_DIR" "$logs"

say 'tables, logins, reference data, queues'
lapor migrate
# Each program works by a login of its own; the administrator of this private database makes them.
administrator=${LAPOR_DATABASE_URL/\/\/lapor@/\/\/postgres@}
passwords=$LAPOR_STACK_DIR/passwords
login() { printf '%s\n' "${administrator/\/\/postgres@/\/\/lapor-$1:$(<"$passwords/lapor-$1")@}"; }
{
  echo account,role,channel
  for role in intake routing casework notify clock webhook gateway sms mail operator report migrate; do echo "lapor-$role,$role,"; done
} >"$LAPOR_STACK_DIR/accounts.csv"
LAPOR_DATABASE_URL=$administrator lapor account database "$LAPOR_STACK_DIR/accounts.csv" --passwords "$passwords" --revoke-others
LAPOR_DATABASE_URL=$(login operator)
export LAPOR_DATABASE_URL
lapor load reference
lapor load officers examples/officers.csv
lapor topology apply

say 'a key to give commands with'
export LAPOR_KEY_FILE=$LAPOR_STACK_DIR/operator.pem
lapor key new
lapor issuer add demo --role officer --role coordinator --role national --any-body
reporters=$LAPOR_STACK_DIR/reporters.pem
LAPOR_KEY_FILE=$reporters lapor key new
LAPOR_KEY_FILE=$reporters lapor issuer add demo-loket --role reporter --channel loket

say 'one of each worker'
for program in IntakeWorker=intake RoutingWorker=routing NotifyWorker=notify CaseWorker=casework ClockWorker=clock; do
  worker=${program%=*}
  LAPOR_DATABASE_URL=$(login "${program#*=}") "$worker" >"$logs/$worker.log" 2>&1 &
  workers+=("$!")
  printf '%-13s process %s\n' "$worker" "$!"
done

say "complaints of $input"
# 65: some of the examples are broken on purpose, and parked.
lapor import "$input" --progress "$LAPOR_STACK_DIR/import.progress" --wait || [ $? = 65 ]
say 'one more, from the counter'
code=$(lapor submit --channel loket --reporter-file <(printf '%s\n' '{"name": "Rina Contoh", "phone": "0812-0000-9001",
  "email": "rina.contoh@example.org", "title": "Jembatan gantung rusak", "location": "Kecamatan Ciparay, Kabupaten Bandung"}') \
  <<<'Jembatan gantung di kampung kami papannya lepas, anak sekolah harus memutar dua kilometer. Mohon diperbaiki.')
printf 'tracking code %s\n' "$code"
until lapor track "$code" >/dev/null 2>&1; do sleep 0.2; done
sleep 2

say 'the body replies, closes; the reporter objects once, then is content'
until lapor track "$code" --json | grep -q '"belum_ditindaklanjuti"'; do sleep 0.2; done
lapor case reply "$code" --actor penghubung --text-file - \
  <<<'Terima kasih. Tim kami memeriksa jembatan hari ini dan memasang papan darurat.'
lapor case close "$code" --actor penghubung --decision-file <(echo 'Laporan ini benar') \
  --action-file <(echo 'Papan darurat terpasang') --further-file <(echo 'Hubungi dinas bila papan lepas lagi')
LAPOR_KEY_FILE=$reporters lapor case dispute "$code" --actor pelapor --reason-file - <<<'Papan di ujung timur masih lepas'
lapor case reply "$code" --actor penghubung --text-file - \
  <<<'Papan di ujung timur sudah dipasang pagi ini, mohon diperiksa.'
lapor case close "$code" --actor penghubung --decision-file <(echo 'Keberatan pelapor diterima') \
  --action-file <(echo 'Papan ujung timur terpasang') --further-file <(echo 'Hubungi dinas bila papan lepas lagi')
LAPOR_KEY_FILE=$reporters lapor case confirm "$code" --actor pelapor
LAPOR_KEY_FILE=$reporters lapor case rate "$code" --actor pelapor --stars 4
sleep 2

say 'one over HTTP'
key=$(lapor channel key add web)
LAPOR_DATABASE_URL=$(login gateway) LAPOR_GATEWAY_STATE_DIR=$LAPOR_STACK_DIR/gateway LAPOR_GATEWAY_PORT=0 \
  Gateway >"$logs/Gateway.log" 2>&1 &
workers+=("$!")
until gateway=$(grep -o -m 1 'listening on [0-9.:]*' "$logs/Gateway.log" 2>/dev/null); do sleep 0.2; done
gateway=http://${gateway##* }
# As a channel does: the same again, by the same external_id, until it is taken.
answer=$(curl -sS --fail-with-body --retry 8 --retry-all-errors "$gateway/v1/complaints" \
  -H @<(printf 'Authorization: Bearer %s\n' "$key") -H 'Content-Type: application/json' \
  -d '{"channel": "web", "external_id": "DEMO-1", "text": "Lampu jalan di depan Pasar Ciparay, Kabupaten Bandung, mati sejak Senin."}')
printf '%s\n' "$answer"
told=$(sed -E 's/.*"code":"([^"]*)".*/\1/' <<<"$answer")
until curl -sS --fail "$gateway/v1/complaints/$told" 2>/dev/null | grep -E '"(assigned|unrouted)"'; do sleep 0.2; done

say 'and the channel is called: a webhook'
port=$(python3 -c 'import socket; listener = socket.socket(); listener.bind(("127.0.0.1", 0)); print(listener.getsockname()[1])')
secret=$(lapor webhook add web "http://127.0.0.1:$port/" --channel web --allow http --allow private --allow port)
WEBHOOK_SECRET=$secret examples/webhook-receiver.py "$port" >"$logs/receiver.log" 2>&1 &
workers+=("$!")
until curl -s -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.2; done
LAPOR_DATABASE_URL=$(login webhook) WebhookWorker >"$logs/WebhookWorker.log" 2>&1 &
workers+=("$!")
lapor webhook test web
lapor webhook replay web --case "$told"
until grep -E 'complaint\.(assigned|unrouted)' "$logs/receiver.log"; do sleep 0.2; done

say 'the latest cases'
lapor cases --limit 12
say 'where all of them stand'
lapor report
say 'the same figures, for who may see nothing else'
LAPOR_DATABASE_URL=$(login report) lapor report
say 'queues, delays, counts'
lapor status
say 'does it all add up?'
lapor reconcile
say 'what could not be taken, and why'
lapor dead list
say "the journey of $code"
lapor track "$code"
say 'where the notices went'
for file in "$LAPOR_OUTBOX_DIR"/*.jsonl; do printf '%6s messages in %s\n' "$(wc -l <"$file")" "${file##*/}"; done
printf '\nThose about %s:\n' "$code"
grep -h "${code//-/}" "$LAPOR_OUTBOX_DIR"/*.jsonl | sed -E 's/^\{"id":"[^"]*",//; s/\\n/\n  /g; s/^/- /'

say 'stopping'
stop_workers
complete=true
if [ -n "$keep" ]; then
  # shellcheck disable=SC2016
  printf 'Broker and database still run. Addresses:  eval "$(scripts/stack.sh env --name demo)"\n'
  printf 'Messages: %s\nStop and delete:  scripts/stack.sh down --purge --name demo\n' "$LAPOR_OUTBOX_DIR"
else
  printf 'Broker, database and messages are deleted; KEEP=1 make demo leaves them in place.\n'
fi
