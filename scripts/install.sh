#!/usr/bin/env bash
# install.sh [--test|--bench]: puts what lapor needs on a Debian 12 machine; does nothing, quickly, when all of it is there.
# --test adds Spin for the model, ShellCheck for the scripts, Prometheus for the alert rules, Kannel for SMS, dovecot for mailboxes, systemd for
# its units, the clients of the examples of channels, and the Python packages of the contract tests in a virtual environment below .lapor.
# --bench adds Valgrind, which counts instructions, and what the programs are made of that stand beside the project in the benchmark.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
die() { printf 'install: %s\n' "$*" >&2; exit 1; }

case "$#:${1:-}" in
  0:) with_tests=false with_bench=false ;;
  1:--test) with_tests=true with_bench=false ;;
  1:--bench) with_tests=false with_bench=true ;;
  *) die "usage: scripts/install.sh [--test|--bench]" ;;
esac

# Asks for the thing itself, not for its package: a machine that has it from elsewhere needs no apt.
missing=()
command -v curl >/dev/null || missing+=(curl)
if command -v pkg-config >/dev/null; then
  pkg-config --exists librabbitmq || missing+=(librabbitmq-dev)
  pkg-config --exists libpq || missing+=(libpq-dev)
  pkg-config --exists libcurl || missing+=(libcurl4-openssl-dev)
  pkg-config --exists gmime-3.0 || missing+=(libgmime-3.0-dev)
  pkg-config --exists openssl || missing+=(libssl-dev)
else
  missing+=(pkg-config librabbitmq-dev libpq-dev libcurl4-openssl-dev libgmime-3.0-dev libssl-dev)
fi
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
command -v openssl >/dev/null || missing+=(openssl)
command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
if $with_tests; then
  compgen -G '/usr/lib/python3*/ensurepip' >/dev/null || missing+=(python3-venv)
  command -v spin >/dev/null || missing+=(spin)
  command -v gcc >/dev/null || missing+=(gcc libc6-dev)
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  command -v systemd-analyze >/dev/null || missing+=(systemd)
  [ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
  command -v promtool >/dev/null || missing+=(prometheus)
  command -v bearerbox >/dev/null || [ -x /usr/sbin/bearerbox ] || missing+=(kannel)
  command -v amqp-publish >/dev/null || missing+=(amqp-tools)
  [ -e /usr/share/php/PhpAmqpLib/autoload.php ] || missing+=(php-cli php-amqplib)
  # Compilers are large: the examples of these languages run where theirs are there anyway.
  ! command -v javac >/dev/null || [ -e /usr/share/java/amqp-client.jar ] || missing+=(librabbitmq-client-java)
  ! command -v go >/dev/null || [ -e /usr/share/doc/golang-github-rabbitmq-amqp091-go-dev ] ||
    missing+=(golang-github-rabbitmq-amqp091-go-dev)
fi
if $with_bench; then
  command -v valgrind >/dev/null || missing+=(valgrind)
  command -v nm >/dev/null || missing+=(binutils)
  compgen -G '/usr/lib/python3*/ensurepip' >/dev/null || missing+=(python3-venv)
  command -v go >/dev/null || missing+=(golang-go)
  for package in google-uuid jackc-pgx-v4 rabbitmq-amqp091-go; do
    [ -e "/usr/share/doc/golang-github-$package-dev" ] || missing+=("golang-github-$package-dev")
  done
fi

policy=/usr/sbin/policy-rc.d
policy_is_ours=false
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Debian starts a server as soon as it is installed, on its public default port; this stack brings its own.
forbid_service_start() {
  [ ! -e "$policy" ] || return 0
  policy_is_ours=true
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
}
allow_service_start() { if $policy_is_ours; then as_root rm -f "$policy"; fi; }

install_packages() {
  local list="${missing[*]}"
  command -v apt-get >/dev/null || die "missing: $list. There is no apt-get here; install them by other means."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    die "missing: $list. Run as root:  apt-get install $list"
  printf 'install: %s\n' "$list"
  trap allow_service_start EXIT
  trap 'exit 130' INT TERM
  forbid_service_start
  as_root apt-get -o DPkg::Lock::Timeout=300 -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq install -y \
    --no-install-recommends "${missing[@]}"
}

install_python_packages() {
  local home=${LAPOR_HOME:-$root/.lapor} wanted=$root/scripts/test-requirements.txt
  ! cmp -s "$wanted" "$home/venv/lapor-requirements.txt" || return 0
  printf 'install: %s\n' "Python packages of the contract tests"
  mkdir -p "$home"
  /usr/bin/python3 -m venv --clear "$home/venv"
  "$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$home/venv/lapor-requirements.txt"
}

[ "${#missing[@]}" = 0 ] || install_packages
if $with_tests; then install_python_packages; fi
