#!/usr/bin/env bash
# stack.sh: a private PostgreSQL and a private RabbitMQ on 127.0.0.1, one pair per name, no service of the machine touched.
#
#   up                       create what is missing and start both; safe to repeat
#   down [--purge]           stop both; --purge also deletes the data
#   start|stop|restart|kill|pause|resume [broker|postgres]     both when none is named
#   status [--json]          one line per component; exit 3 unless both are up
#   env                      export lines for `eval`
#   ctl ARGUMENT...          rabbitmqctl on the broker of the stack; everything after ctl is its own
#
# Options: --name NAME (default dev); --hard with restart: kill -9 instead of an orderly stop; --tls with up: both also by TLS,
# with certificates made here, and only for clients that show one (env then leads there, env --clear past it). A stack keeps
# it until it is purged.
# State lives in $LAPOR_HOME/NAME ($LAPOR_HOME defaults to .lapor in the repository). PostgreSQL refuses to run as root,
# so root becomes $LAPOR_STACK_USER (default postgres) first. $LAPOR_POSTGRES_EXTRA: more lines of PostgreSQL's settings.
set -euo pipefail
self=$(readlink -f "${BASH_SOURCE[0]}")
die() { printf 'stack: %s\n' "$*" >&2; exit 1; }
usage() { sed -n '2,/^set/{s/^# \{0,1\}//;/^set/d;p}' "$self"; }

# --- arguments -------------------------------------------------------------------------------------------------------
command='' component='' name=dev hard=false purge=false json=false tls=false clear=false
arguments=("$@") ctl_arguments=()
while [ "$#" -gt 0 ]; do
  case $1 in
    --name) [ "$#" -gt 1 ] || die "--name needs a value"; name=$2; shift ;;
    --name=*) name=${1#--name=} ;;
    --hard) hard=true ;;
    --purge) purge=true ;;
    --tls) tls=true ;;
    --clear) clear=true ;;
    --json) json=true ;;
    -h | --help | help) usage; exit 0 ;;
    broker | postgres) component=$1 ;;
    ctl)
      command=ctl
      shift
      ctl_arguments=("$@")
      break ;;
    up | down | start | stop | restart | kill | pause | resume | status | env)
      [ -z "$command" ] || die "one command at a time: $command or $1"
      command=$1 ;;
    *) die "what is '$1'? See scripts/stack.sh --help" ;;
  esac
  shift
done
[ -n "$command" ] || { usage >&2; exit 2; }
[[ $name =~ ^[a-z0-9][a-z0-9-]{0,30}$ ]] || die "a stack's name is 1 to 31 of a-z, 0-9 and '-', not '$name'"
case $command:$component in
  up:?* | down:?* | status:?* | env:?*) die "$command takes no component" ;;
esac

# --- where the state lives, and who owns it --------------------------------------------------------------------------
path_default=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
stack_user=${LAPOR_STACK_USER:-postgres}

if [ "${LAPOR_STACK_INNER:-}" = 1 ]; then
  state=$LAPOR_STACK_STATE
else
  home=${LAPOR_HOME:-$(dirname "$(dirname "$self")")/.lapor}
  mkdir -p "$home"
  home=$(cd "$home" && pwd -P)
  state=$home/$name

  as_stack_user() {
    setpriv --reuid "$stack_user" --regid "$stack_user" --init-groups -- \
      env -i PATH="$path_default" LANG=C.UTF-8 "$@"
  }

  # A directory in the shared temporary directory, refused when someone else put it there.
  own_private_root() {
    local fallback parent
    for parent in "${TMPDIR:-/tmp}" /tmp; do
      fallback=$parent/lapor-$(id -u)-$(printf '%s' "$home" | sha256sum | cut -c1-12)
      [ -d "$fallback" ] || mkdir -m 755 "$fallback" 2>/dev/null || continue
      if [ ! -O "$fallback" ] || [ -L "$fallback" ]; then continue; fi
      [ "$(id -u)" != 0 ] || as_stack_user test -x "$fallback" || continue
      printf '%s\n' "$fallback"
      return 0
    done
    die "no private directory can be made below ${TMPDIR:-/tmp}"
  }

  if [ "$(id -u)" = 0 ]; then
    id -u "$stack_user" >/dev/null 2>&1 || die "there is no user '$stack_user'; run scripts/install.sh or set LAPOR_STACK_USER"
    if [ ! -L "$state" ] && ! as_stack_user test -x "$home"; then
      # The repository lies in a directory that only root may enter: keep the state elsewhere and point to it.
      [ ! -e "$state" ] || die "$state exists, but '$stack_user' cannot reach it; move it away"
      ln -s "$(own_private_root)/$name" "$state"
    fi
  fi
  pointer=$state
  state=$(readlink -m "$state")

  if [ "$command" = up ] || [ "$command" = start ]; then
    # The temporary directory may have been emptied since, or worse, filled by another user.
    if [ -L "$pointer" ]; then
      [ -d "$(dirname "$state")" ] || own_private_root >/dev/null
      [ -O "$(dirname "$state")" ] || die "$pointer leads to $state, which is not yours: delete $pointer"
    fi
    [ -d "$state" ] || mkdir -m 750 "$state"
    if [ "$(id -u)" = 0 ]; then chown "$stack_user:" "$state"; fi
  elif [ ! -d "$state" ]; then
    case $command in
      down) [ ! -L "$pointer" ] || rm -f "$pointer"; exit 0 ;;
      *) die "there is no stack '$name' yet: scripts/stack.sh up --name $name" ;;
    esac
  fi

  remove_state() {
    rm -rf -- "${state:?}"
    [ -L "$pointer" ] || return 0
    rm -f -- "$pointer"
    rmdir --ignore-fail-on-non-empty "$(dirname "$state")"
  }

  if [ "$(id -u)" = 0 ]; then
    program=$self
    if ! as_stack_user test -r "$self"; then
      program=$state/stack.sh
      install -m 755 "$self" "$program"
    fi
    status=0
    as_stack_user LAPOR_STACK_INNER=1 LAPOR_STACK_STATE="$state" LAPOR_POSTGRES_EXTRA="${LAPOR_POSTGRES_EXTRA:-}" \
      bash "$program" "${arguments[@]}" || status=$?
    if $purge && [ "$status" = 0 ]; then remove_state; fi
    exit "$status"
  fi
  [ -O "$state" ] || die "$state belongs to $(stat -c %U "$state"): run as that user, or as root"
fi

cd "$state"
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"

# --- processes -------------------------------------------------------------------------------------------------------
# A process belongs to this stack when its program and its working directory say so. Unlike a pid file this cannot be
# stale, cannot name a recycled number, and does not see zombies, which PID 1 of a container may keep for seconds.
pids_of() { # program directory
  local entry directory pid comm
  while read -r entry directory; do
    [ "$directory" = "$2" ] || continue
    pid=${entry#/proc/}
    { read -r comm <"$entry/comm"; } 2>/dev/null || continue
    [ "$comm" != "$1" ] || printf '%s\n' "$pid"
  done < <(find /proc -mindepth 2 -maxdepth 2 -name cwd -path '/proc/[0-9]*' -printf '%h %l\n' 2>/dev/null || true)
}
broker_pids() { pids_of beam.smp "$state/broker"; }
epmd_pids() { pids_of epmd "$state/broker"; }
postgres_pids() { pids_of postgres "$state/pg"; }

# The postmaster is the one whose parent is not one of the others.
postmaster_pid() {
  local pid parent all
  all=" $(postgres_pids | tr '\n' ' ')"
  for pid in $all; do
    parent=$(awk '$1 == "PPid:" { print $2 }' "/proc/$pid/status" 2>/dev/null) || continue
    [[ $all == *" $parent "* ]] || { grep -zqx -- -D "/proc/$pid/cmdline" 2>/dev/null && printf '%s\n' "$pid"; }
  done | head -n 1
}
main_pid() { case $1 in broker) broker_pids | head -n 1 ;; postgres) postmaster_pid ;; esac; }
component_pids() { case $1 in broker) broker_pids ;; postgres) postmaster_pid; postgres_pids ;; esac; }

signal() { # signal, pids (blank-separated, may be none)
  local pids
  read -r -a pids <<<"${2//$'\n'/ }"
  [ "${#pids[@]}" = 0 ] || kill "-$1" "${pids[@]}" 2>/dev/null || true
}
is_paused() { [ "$(awk '$1 == "State:" { print $2 }' "/proc/$1/status" 2>/dev/null)" = T ]; }
wait_until_gone() { # component, seconds
  local i
  for ((i = 0; i < $2 * 20; i++)); do
    [ -n "$(component_pids "$1")" ] || return 0
    sleep 0.05
  done
  return 1
}

clock() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }
report() { # component, what, start
  local spent=$(($(clock) - $3))
  printf '%-9s %-28s %3d.%02d s\n' "$1" "$2" $((spent / 1000000)) $((spent / 10000 % 100))
}

# --- ports -----------------------------------------------------------------------------------------------------------
# One block of ten per stack, below the range from which the kernel takes outgoing ports.
set_ports() {
  port_postgres=$1 port_amqp=$(($1 + 1)) port_management=$(($1 + 2)) port_distribution=$(($1 + 3)) port_epmd=$(($1 + 4))
  port_amqps=$(($1 + 5)) port_management_tls=$(($1 + 6))
}
used_ports() { # every TCP port somebody listens on, decimal, blank-separated; connections that linger do not count
  local _ address connection
  printf ' '
  while read -r _ address _ connection _; do
    if [ "$connection" = 0A ]; then printf '%d ' "$((16#${address##*:}))"; fi
  done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
}
block_is_free() { # base
  local port used
  used=$(used_ports)
  for port in "$1" $(($1 + 1)) $(($1 + 2)) $(($1 + 3)) $(($1 + 4)) $(($1 + 5)) $(($1 + 6)); do
    [[ $used != *" $port "* ]] || return 1
  done
}
# Two stacks that start together must not choose the same block: the choice is made under a lock and written to a
# register, which also keeps the block of a stack that is down. Entries of deleted stacks expire.
choose_ports() {
  local register base first step taken=' ' kept=() other_base other_state
  register=/tmp/lapor-ports-$(id -u)
  mkdir -m 700 "$register" 2>/dev/null || true
  if [ ! -O "$register" ] || [ -L "$register" ]; then die "$register belongs to someone else"; fi
  exec 8>"$register/lock"
  flock 8
  if [ -f "$register/blocks" ]; then
    while read -r other_base other_state; do
      if [ "$other_state" = "$state" ] || [ ! -d "$other_state" ]; then continue; fi
      kept+=("$other_base $other_state")
      taken+="$other_base "
    done <"$register/blocks"
  fi
  first=$(printf '%s' "$state" | cksum | cut -d ' ' -f 1)
  base=''
  if [ -f ports ]; then
    # The addresses clients know stay, unless somebody else has them; what was just killed may need a moment to let go.
    read -r base <ports
    for ((step = 0; step < 60; step++)); do
      if [[ $taken == *" $base "* ]] || block_is_free "$base"; then break; fi
      sleep 0.05
    done
    if [[ $taken == *" $base "* ]] || ! block_is_free "$base"; then base=''; fi
  fi
  for ((step = 0; step < 1200; step++)); do
    [ -z "$base" ] || break
    base=$((20000 + (first + step) % 1200 * 10))
    if [[ $taken == *" $base "* ]] || ! block_is_free "$base"; then base=''; fi
  done
  [ -n "$base" ] || die "no free block of ports between 20000 and 32000"
  printf '%s\n' "$base" >ports
  printf '%s\n' "${kept[@]}" "$base $state" | grep . >"$register/blocks"
  exec 8>&-
  set_ports "$base"
}
load_ports() {
  local base
  [ -s ports ] || die "the stack '$name' was never up: scripts/stack.sh up --name $name"
  read -r base <ports
  set_ports "$base"
}
accepts() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# --- TLS -------------------------------------------------------------------------------------------------------------
has_tls() { [ -d tls ]; }
new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>>log/openssl.log; }
signed_certificate() { # name, extensions
  new_key "tls.new/$1.key"
  openssl req -new -key "tls.new/$1.key" -subj "/CN=$1" -out "tls.new/$1.csr" 2>>log/openssl.log
  openssl x509 -req -in "tls.new/$1.csr" -CA tls.new/ca.pem -CAkey tls.new/ca.key -CAcreateserial -days 30 \
    -extfile <(printf '%s\n' "$2") -out "tls.new/$1.pem" 2>>log/openssl.log
}
# The master keys of the programs, as 'lapor keys new' makes them: in keys/, those that are not there yet.
make_keys() {
  local kind
  mkdir -p -m 700 keys
  for kind in identity words search codes envelopes webhooks; do
    [ ! -e "keys/$kind.keys" ] || continue
    (umask 077 && printf 'lapor-%s-key %s\n' "$kind" "$(od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n')" >"keys/$kind.new")
    mv "keys/$kind.new" "keys/$kind.keys"
  done
}

# An authority, the servers' certificate and the programs': all in tls/, moved into place when all are there.
make_certificates() {
  has_tls && return
  mkdir -p log
  rm -rf tls.new
  (umask 077 && mkdir tls.new && new_key tls.new/ca.key &&
    openssl req -x509 -new -key tls.new/ca.key -days 30 -subj "/CN=authority of stack $name" -out tls.new/ca.pem 2>>log/openssl.log &&
    signed_certificate server $'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth' &&
    signed_certificate client 'extendedKeyUsage=clientAuth') || die "no certificates: see $state/log/openssl.log"
  mv tls.new tls
}
broker_tls() {
  has_tls || return 0
  cat <<CONF
listeners.ssl.1 = 127.0.0.1:$port_amqps
ssl_options.cacertfile = $state/tls/ca.pem
ssl_options.certfile = $state/tls/server.pem
ssl_options.keyfile = $state/tls/server.key
ssl_options.verify = verify_peer
ssl_options.fail_if_no_peer_cert = true
ssl_options.versions.1 = tlsv1.3
ssl_options.versions.2 = tlsv1.2
management.ssl.ip = 127.0.0.1
management.ssl.port = $port_management_tls
management.ssl.cacertfile = $state/tls/ca.pem
management.ssl.certfile = $state/tls/server.pem
management.ssl.keyfile = $state/tls/server.key
management.ssl.verify = verify_peer
management.ssl.fail_if_no_peer_cert = true
CONF
}
# In clear only the script itself comes in, and what looks from beside: all of it is on this machine.
postgres_tls() {
  has_tls || return 0
  cat >pg/hba_tls.conf <<CONF
hostssl all all 127.0.0.1/32 trust clientcert=verify-ca
hostnossl all all 127.0.0.1/32 trust
CONF
  cat <<CONF
ssl = on
ssl_min_protocol_version = 'TLSv1.2'
ssl_ca_file = '$state/tls/ca.pem'
ssl_cert_file = '$state/tls/server.pem'
ssl_key_file = '$state/tls/server.key'
hba_file = '$state/pg/hba_tls.conf'
CONF
}

# --- PostgreSQL ------------------------------------------------------------------------------------------------------
find_postgres_programs() {
  local candidate
  for candidate in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin "$(command -v pg_config >/dev/null && pg_config --bindir)"; do
    if [ -x "$candidate/initdb" ]; then postgres_programs=$candidate; return 0; fi
  done
  die "PostgreSQL is not installed: scripts/install.sh"
}
create_cluster() {
  # Made beside and moved into place: an interrupted initdb leaves nothing that looks like a cluster.
  rm -rf pg.new
  "$postgres_programs/initdb" --pgdata=pg.new --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    >log/initdb.log 2>&1 || { tail -n 20 log/initdb.log >&2; die "initdb failed"; }
  printf "\ninclude = 'lapor.conf'\n" >>pg.new/postgresql.conf
  mv pg.new pg
}
configure_postgres() {
  cat >pg/lapor.conf <<CONF
listen_addresses = '127.0.0.1'
port = $port_postgres
unix_socket_directories = ''
max_connections = 200
shared_buffers = 512MB
max_wal_size = 4GB
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_timezone = 'UTC'
$(postgres_tls)
${LAPOR_POSTGRES_EXTRA:-}
CONF
}
query() { # database, SQL
  "$postgres_programs/psql" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 \
    "postgresql://postgres@127.0.0.1:$port_postgres/$1" --command "$2"
}
create_role_and_database() {
  [ "$(query postgres "SELECT count(*) FROM pg_roles WHERE rolname = 'lapor'")" = 1 ] ||
    query postgres 'CREATE ROLE lapor LOGIN CREATEDB'
  [ "$(query postgres "SELECT count(*) FROM pg_database WHERE datname = 'lapor'")" = 1 ] ||
    query postgres 'CREATE DATABASE lapor OWNER lapor'
}
start_postgres() {
  local began pid
  began=$(clock)
  find_postgres_programs
  pid=$(postmaster_pid)
  if [ -n "$pid" ]; then
    resume_component postgres
  else
    # Backends that outlived their postmaster hold its shared memory.
    signal KILL "$(postgres_pids)"
    wait_until_gone postgres 10 || die "processes of an earlier PostgreSQL do not end"
    [ -d pg ] || create_cluster
    configure_postgres
    # Nothing runs here any more, yet the number in the lock file may be a zombie's or another program's.
    rm -f pg/postmaster.pid
    (cd pg && "$postgres_programs/pg_ctl" --pgdata="$state/pg" --log="$state/log/postgres.log" --wait --silent start 8>&- 9>&-) ||
      { tail -n 20 log/postgres.log >&2; die "PostgreSQL does not start"; }
  fi
  create_role_and_database
  report postgres "up on 127.0.0.1:$port_postgres" "$began"
}
stop_postgres() {
  local began pid
  began=$(clock)
  pid=$(postmaster_pid)
  if [ -n "$pid" ]; then
    signal CONT "$(component_pids postgres)"
    signal INT "$pid" # "fast": disconnects the clients, writes a checkpoint
    wait_until_gone postgres 60 || die "PostgreSQL (process $pid) does not stop; see log/postgres.log"
  fi
  report postgres stopped "$began"
}

# --- RabbitMQ --------------------------------------------------------------------------------------------------------
rabbitmq_programs=/usr/lib/rabbitmq/bin # not the wrappers in /usr/sbin: they drop the environment
random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
write_secret() { # file, text
  [ -s "$1" ] || (umask 277 && rm -f "$1.new" && printf '%s' "$2" >"$1.new" && mv -f "$1.new" "$1")
}
configure_broker() {
  mkdir -p broker/{mnesia,log,generated,schema}
  write_secret broker/password "$(random_hex 18)"
  write_secret broker/.erlang.cookie "$(random_hex 20)"
  : >broker/environment.conf
  echo '[rabbitmq_management].' >broker/enabled_plugins
  (umask 077 && cat >broker/rabbitmq.conf) <<CONF
listeners.tcp.1 = 127.0.0.1:$port_amqp
management.tcp.ip = 127.0.0.1
management.tcp.port = $port_management
default_vhost = lapor
default_user = lapor
default_pass = $(<broker/password)
default_user_tags.administrator = true
heartbeat = 15
max_message_size = 1048576
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 50MB
collect_statistics_interval = 10000
management.rates_mode = none
log.console = false
log.file.level = info
$(broker_tls)
CONF
}
# Local only: own node name, own cookie, own epmd; idle schedulers sleep instead of spinning.
export_broker_environment() {
  export HOME=$state/broker RUNNING_UNDER_SYSTEMD=1 \
    ERL_EPMD_PORT=$port_epmd ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_NODENAME="$name@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port_amqp \
    RABBITMQ_DIST_PORT=$port_distribution RABBITMQ_PID_FILE=$state/broker/node.pid \
    RABBITMQ_MNESIA_BASE=$state/broker/mnesia RABBITMQ_LOG_BASE=$state/broker/log \
    RABBITMQ_CONFIG_FILE=$state/broker/rabbitmq.conf RABBITMQ_CONF_ENV_FILE=$state/broker/environment.conf \
    RABBITMQ_ENABLED_PLUGINS_FILE=$state/broker/enabled_plugins \
    RABBITMQ_GENERATED_CONFIG_DIR=$state/broker/generated RABBITMQ_SCHEMA_DIR=$state/broker/schema \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"
}
launch_broker() {
  configure_broker
  # A first boot that was cut short has tables but perhaps no account.
  [ -e broker/complete ] || rm -rf broker/mnesia/*
  if [ -z "$(epmd_pids)" ]; then
    (cd broker && exec setsid epmd -port "$port_epmd" -address 127.0.0.1 </dev/null >../log/epmd.log 2>&1 8>&- 9>&-) &
  fi
  (
    export_broker_environment
    cd broker
    exec 8>&- 9>&- </dev/null
    exec setsid "$rabbitmq_programs/rabbitmq-server" >"$state/log/broker.log" 2>&1
  ) &
}
management_url() { printf 'http://127.0.0.1:%s/api/%s' "$port_management" "$1"; }
broker_answers() {
  accepts "$port_amqp" &&
    printf 'user = "lapor:%s"\n' "$(<broker/password)" |
    curl --config - --silent --fail --max-time 5 --output /dev/null "$(management_url vhosts/lapor)"
}
await_broker() { # pid
  local i
  for ((i = 0; i < 1200; i++)); do
    if broker_answers; then : >broker/complete; return 0; fi
    # Just launched it is still a shell, soon the Erlang machine.
    kill -0 "$1" 2>/dev/null || break
    sleep 0.05
  done
  tail -n 20 log/broker.log >&2
  die "RabbitMQ does not start; see $state/log/broker.log and $state/broker/log"
}
start_broker() {
  broker_began=$(clock) broker_pid=$(broker_pids)
  [ -x "$rabbitmq_programs/rabbitmq-server" ] || die "RabbitMQ is not installed: scripts/install.sh"
  if [ -n "$broker_pid" ]; then
    resume_component broker
  else
    launch_broker
    broker_pid=$!
  fi
}
finish_broker() {
  await_broker "$broker_pid"
  report broker "up on 127.0.0.1:$port_amqp" "$broker_began"
}
stop_broker() {
  local began pid
  began=$(clock)
  pid=$(broker_pids)
  if [ -n "$pid" ]; then
    signal CONT "$pid"
    signal TERM "$pid"
    wait_until_gone broker 60 || die "RabbitMQ (process $pid) does not stop; see $state/broker/log"
  fi
  signal TERM "$(epmd_pids)"
  report broker stopped "$began"
}

# --- either ----------------------------------------------------------------------------------------------------------
resume_component() { signal CONT "$(component_pids "$1")"; }
pause_component() {
  local pids
  pids=$(component_pids "$1") # the parent first, so that it starts no more children
  [ -n "$pids" ] || die "$1 is not up"
  signal STOP "$pids"
  if [ "$1" = postgres ]; then signal STOP "$(postgres_pids)"; fi
}
kill_component() {
  local began
  began=$(clock)
  signal KILL "$(component_pids "$1")"
  if [ "$1" = broker ]; then signal KILL "$(epmd_pids)"; fi
  wait_until_gone "$1" 10 || die "$1 survives kill -9"
  report "$1" killed "$began"
}
# Remembered ports may be taken by somebody else meanwhile; they move only while nothing of this stack runs.
assign_ports() {
  if [ -n "$(broker_pids)$(postgres_pids)" ]; then
    load_ports
  else
    signal KILL "$(epmd_pids)"
    choose_ports
  fi
}
start_components() {
  if $tls && ! has_tls && [ -n "$(broker_pids)$(postgres_pids)" ]; then
    die "the stack '$name' runs in clear, and learns TLS when it starts: scripts/stack.sh down --name $name, then up --tls"
  fi
  assign_ports
  mkdir -p log
  ! $tls || make_certificates
  make_keys
  case " $* " in *' broker '*) start_broker ;; esac
  case " $* " in *' postgres '*) start_postgres ;; esac
  case " $* " in *' broker '*) finish_broker ;; esac
}
each() { # verb, component...
  local verb=$1 one
  shift
  for one in "$@"; do "$verb" "$one"; done
}
stop_component() { "stop_$1"; }
# component_state COMPONENT: its state in a word, its port and its process.
component_state() {
  local pid port=0
  pid=$(main_pid "$1")
  case $1 in postgres) port=${port_postgres:-0} ;; broker) port=${port_amqp:-0} ;; esac
  if [ -z "$pid" ]; then echo "down $port 0"
  elif is_paused "$pid"; then echo "paused $port $pid"
  elif ! accepts "$port"; then echo "changing $port $pid"
  else echo "up $port $pid"; fi
}
show_status() {
  local one word port pid separator='{' all_up=0
  [ ! -s ports ] || load_ports
  for one in postgres broker; do
    read -r word port pid < <(component_state "$one")
    [ "$word" = up ] || all_up=3
    if $json; then
      printf '%s"%s":{"state":"%s","port":%s,"process":%s}' "$separator" "$one" "$word" "$port" "$pid"
      separator=','
    else
      case $word in
        down) printf '%-9s down\n' "$one" ;;
        changing) printf '%-9s starting or stopping, process %s\n' "$one" "$pid" ;;
        paused) printf '%-9s paused  process %s\n' "$one" "$pid" ;;
        up) printf '%-9s up      127.0.0.1:%s  process %s\n' "$one" "$port" "$pid" ;;
      esac
    fi
  done
  ! $json || printf '}\n'
  return "$all_up"
}
print_environment() {
  local broker postgres account files
  broker=$(main_pid broker) postgres=$(main_pid postgres)
  { [ -n "$broker" ] && [ -n "$postgres" ] && [ -e broker/complete ]; } ||
    die "the stack '$name' is not up: scripts/stack.sh up --name $name"
  load_ports
  account=lapor:$(<broker/password)
  if has_tls && ! $clear; then
    # In the address as well: psql and its kin know nothing of LAPOR_TLS_CA.
    files="sslrootcert=$state/tls/ca.pem&sslcert=$state/tls/client.pem&sslkey=$state/tls/client.key"
    printf "export %s='%s'\n" \
      LAPOR_AMQP_URL "amqps://$account@127.0.0.1:$port_amqps/lapor" \
      LAPOR_DATABASE_URL "postgresql://lapor@127.0.0.1:$port_postgres/lapor?sslmode=verify-full&$files" \
      LAPOR_MANAGEMENT_URL "https://$account@127.0.0.1:$port_management_tls" \
      LAPOR_TLS_CA "$state/tls/ca.pem" LAPOR_TLS_CERT "$state/tls/client.pem" LAPOR_TLS_KEY "$state/tls/client.key"
  else
    printf "export %s='%s'\n" \
      LAPOR_AMQP_URL "amqp://$account@127.0.0.1:$port_amqp/lapor" \
      LAPOR_DATABASE_URL "postgresql://lapor@127.0.0.1:$port_postgres/lapor" \
      LAPOR_MANAGEMENT_URL "http://$account@127.0.0.1:$port_management"
  fi
  printf "export %s='%s'\n" \
    LAPOR_KEY_FILE "${state//\'/\'\\\'\'}/operator.pem" \
    LAPOR_IDENTITY_KEY_FILE "${state//\'/\'\\\'\'}/keys/identity.keys" \
    LAPOR_WORDS_KEY_FILE "${state//\'/\'\\\'\'}/keys/words.keys" \
    LAPOR_SEARCH_KEY_FILE "${state//\'/\'\\\'\'}/keys/search.keys" \
    LAPOR_CODES_KEY_FILE "${state//\'/\'\\\'\'}/keys/codes.keys" \
    LAPOR_ENVELOPES_KEY_FILE "${state//\'/\'\\\'\'}/keys/envelopes.keys" \
    LAPOR_WEBHOOKS_KEY_FILE "${state//\'/\'\\\'\'}/keys/webhooks.keys" \
    LAPOR_STACK_NAME "$name" \
    LAPOR_STACK_DIR "${state//\'/\'\\\'\'}" \
    LAPOR_BROKER_PID "$broker" \
    LAPOR_POSTGRES_PID "$postgres"
}

run_ctl() {
  load_ports
  export_broker_environment
  exec "$rabbitmq_programs/rabbitmqctl" "${ctl_arguments[@]}"
}

if [ -n "$component" ]; then chosen=("$component"); else chosen=(broker postgres); fi
case $command in
  env) print_environment; exit ;;
  ctl) run_ctl ;;
  status) show_status; exit ;;
esac
exec 9>lock
flock -w 180 9 || die "another command works on the stack '$name'"
case $command in
  up | start) start_components "${chosen[@]}" ;;
  down | stop) each stop_component "${chosen[@]}" ;;
  kill) each kill_component "${chosen[@]}" ;;
  restart)
    if $hard; then each kill_component "${chosen[@]}"; else each stop_component "${chosen[@]}"; fi
    start_components "${chosen[@]}" ;;
  pause) each pause_component "${chosen[@]}" ;;
  resume) each resume_component "${chosen[@]}" ;;
esac
if $purge && [ "${LAPOR_STACK_INNER:-}" != 1 ]; then
  cd /
  remove_state
fi
