#!/bin/sh
# Sends the report on standard input over HTTP with curl: GATEWAY=https://… KEY=lapor_… sh send-http.sh < report.json
#
# Retry: curl does, also at 429 and 503, for as long as Retry-After says. Without exit status 0 the report is still yours: send
# it again, same external_id, until it is 0.
set -eu
curl --silent --show-error --fail-with-body --retry 8 --retry-all-errors --max-time 30 "$GATEWAY/v1/complaints" \
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" --data-binary @-
