#!/bin/sh
# Sends the report on standard input over AMQP with amqp-tools: AMQP_URL=amqp://… sh send-amqp.sh intake.web < report.json
#
# amqp-publish awaits no confirm, so the answer takes its place: what it says is printed, and lapor has the report.
# Retry: without exit status 0 the report is still yours. Send it again, same external_id, with growing pauses, until it is 0.
set -eu
answers=$(amqp-declare-queue -u "$AMQP_URL" -q "answers.$$.$(date +%s)")
trap 'amqp-delete-queue -u "$AMQP_URL" -q "$answers" >/dev/null' EXIT
amqp-publish -u "$AMQP_URL" -e lapor.intake -r "$1" -C application/json -p -t "$answers"
timeout 30 amqp-consume -u "$AMQP_URL" -q "$answers" -c 1 -A cat
