#!/usr/bin/env bash
# api-check.sh [OPTIONS of schemathesis]: asks a running gateway what its contract promises, each address with what fits it and what does
# not, and fails at a server error or an answer that the contract does not know. GATEWAY=URL KEY=lapor_... EXAMPLES=50
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
: "${GATEWAY:?the address of a gateway, such as http://127.0.0.1:8080}" "${KEY:?a key of a channel, with scopes submit and batch}"
tools=${LAPOR_HOME:-$PWD/.lapor}/api-check
if [ ! -x "$tools/bin/st" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check schemathesis==4.32.5
fi
# Links between addresses are left out: they would follow one report through all of them, which takes minutes.
"$tools/bin/st" run "$GATEWAY/openapi.yaml" --header "Authorization: Bearer $KEY" --phases examples,coverage,fuzzing \
  --max-examples "${EXAMPLES:-50}" --continue-on-failure \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance "$@"
