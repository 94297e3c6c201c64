"""Three RabbitMQ nodes and two PostgreSQL servers on 127.0.0.1, under an account that is not root."""
import glob
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

RABBITMQ = "/usr/lib/rabbitmq/bin"
POSTGRES = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
ACCOUNT = "postgres" if os.geteuid() == 0 else None


def free_ports(count):
    """Ports nobody listens on, below those that the kernel gives to outgoing connections."""
    found, port = [], 21000 + os.getpid() % 8000
    while len(found) < count:
        port += 1
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition, seconds, what):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


def own_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lapor-cluster-"))
    if ACCOUNT:
        shutil.chown(folder, ACCOUNT)
    return folder


def run(*command, env=None, cwd="/tmp", check=True):
    return subprocess.run([str(word) for word in command], env=env, cwd=cwd, check=check, text=True,
                          capture_output=True, user=ACCOUNT)


class Brokers:
    """Nodes c1 to c3, with `pause_minority`: a node that sees less than half of them stops serving."""

    user = password = vhost = "lapor"

    def __init__(self, folder):
        self.folder = folder
        self.epmd, *ports = free_ports(10)
        self.ports = {n: ports[3 * n - 3:3 * n] for n in (1, 2, 3)}    # AMQP, distribution, management
        self.processes = {}
        run("mkdir", "-p", folder / "home")
        run("sh", "-c", f"printf %s cookie-of-{os.getpid()} > {folder}/home/.erlang.cookie; chmod 400 {folder}/home/.erlang.cookie")
        for n in (1, 2, 3):
            self.start(n)
        self.ctl(1, "add_vhost", self.vhost)
        self.ctl(1, "add_user", self.user, self.password)
        self.ctl(1, "set_user_tags", self.user, "administrator")
        self.ctl(1, "set_permissions", "-p", self.vhost, self.user, ".*", ".*", ".*")

    def urls(self):
        """Addresses with all nodes: of AMQP, of the management API."""
        amqp, management = (",".join(f"127.0.0.1:{self.ports[n][which]}" for n in (1, 2, 3)) for which in (0, 2))
        login = f"{self.user}:{self.password}"
        return f"amqp://{login}@{amqp}/{self.vhost}", f"http://{login}@{management}"

    def _env(self, n):
        folder, loopback = self.folder / f"c{n}", "-kernel inet_dist_use_interface {127,0,0,1}"
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder / "home"),
            "ERL_EPMD_PORT": str(self.epmd), "ERL_EPMD_ADDRESS": "127.0.0.1", "RABBITMQ_NODENAME": f"c{n}@localhost",
            "RABBITMQ_NODE_PORT": str(self.ports[n][0]), "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_DIST_PORT": str(self.ports[n][1]), "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"), "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"), "RABBITMQ_CONF_ENV_FILE": str(folder / "env.conf"),
            "RABBITMQ_PID_FILE": str(folder / "pid"), "RABBITMQ_CTL_ERL_ARGS": loopback,
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{loopback} -kernel net_ticktime 5 +S 1:1 +sbwt none"}

    def start(self, n):
        """Starts a node and waits until it serves."""
        folder = self.folder / f"c{n}"
        configuration = "\n".join([
            f"listeners.tcp.1 = 127.0.0.1:{self.ports[n][0]}", "management.tcp.ip = 127.0.0.1",
            f"management.tcp.port = {self.ports[n][2]}", "vm_memory_high_watermark.absolute = 1GB",
            "disk_free_limit.absolute = 50MB", "cluster_partition_handling = pause_minority",
            "cluster_formation.peer_discovery_backend = rabbit_peer_discovery_classic_config",
            *(f"cluster_formation.classic_config.nodes.{m} = c{m}@localhost" for m in (1, 2, 3))])
        run("mkdir", "-p", folder / "mnesia", folder / "log")
        run("sh", "-c", f"cat > {folder}/rabbitmq.conf <<'E'\n{configuration}\nE\n: > {folder}/env.conf;"
                        f" echo '[rabbitmq_management].' > {folder}/plugins")
        output = open("/dev/null", "w")
        self.processes[n] = subprocess.Popen([f"{RABBITMQ}/rabbitmq-server"], env=self._env(n), cwd="/tmp", user=ACCOUNT,
                                             stdout=output, stderr=output, start_new_session=True)
        wait_for(lambda: accepts(self.ports[n][0]), 90, f"node {n} does not start")

    def kill(self, n):
        """kill -9 of the node."""
        os.kill(int((self.folder / f"c{n}/pid").read_text()), signal.SIGKILL)
        self.processes[n].wait(30)

    def ctl(self, n, *arguments):
        return run(f"{RABBITMQ}/rabbitmqctl", "-q", *arguments, env=self._env(n)).stdout

    def isolate(self, n):
        """Cuts a node off from the other two: each side believes in another secret."""
        for node, peers in self._sides(n):
            self._know(node, peers, f"'the secret of {node}'")
        # All at once: if one of the two still saw it, it would not be alone.
        self.ctl(n, "eval", "[erlang:disconnect_node(N) || N <- nodes(), lists:prefix(\"c\", atom_to_list(N))].")

    def rejoin(self, n):
        for node, peers in self._sides(n):
            self._know(node, peers, "erlang:get_cookie()")

    @staticmethod
    def _sides(n):
        others = [m for m in (1, 2, 3) if m != n]
        return [(m, [n]) for m in others] + [(n, others)]

    def _know(self, node, peers, secret):
        names = ", ".join(f"'c{peer}@localhost'" for peer in peers)
        self.ctl(node, "eval", f"[erlang:set_cookie(N, {secret}) || N <- [{names}]].")

    def serves(self, n):
        return accepts(self.ports[n][0])

    def leaders(self):
        """Queues by the node that leads them."""
        counts = {}
        for line in self.ctl(1, "list_queues", "-p", self.vhost, "leader").split()[1:]:
            counts[line] = counts.get(line, 0) + 1
        return counts

    def close(self):
        for process in self.processes.values():
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for n in (1, 2, 3):
            try:
                os.kill(int((self.folder / f"c{n}/pid").read_text()), signal.SIGKILL)
            except (OSError, ValueError):
                pass
        run("epmd", "-kill", env=self._env(1), check=False)


class Databases:
    """A primary and a standby that every commit waits for."""

    def __init__(self, folder):
        self.folder, self.ports = folder, dict(zip("ab", free_ports(2)))
        self.primary, self.standby = "a", "b"
        run(f"{POSTGRES}/initdb", "-D", folder / "a", "-U", "lapor", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        self._configure("a")
        self._ctl("a", "start")
        self._sql("a", "CREATE DATABASE lapor", "postgres")
        self.clone()

    def url(self):
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports.values())
        return f"postgresql://lapor@{hosts}/lapor?target_session_attrs=read-write&connect_timeout=2"

    def clone(self):
        """Makes the standby from the primary, and lets commits wait for it."""
        name = self.standby
        shutil.rmtree(self.folder / name, ignore_errors=True)
        run(f"{POSTGRES}/pg_basebackup", "-h", "127.0.0.1", "-p", self.ports[self.primary], "-U", "lapor", "-D",
            self.folder / name, "-R", "-X", "stream", "-c", "fast",
            "-d", f"application_name={name}")
        self._configure(name)
        self._ctl(name, "start")
        self._sql(self.primary, f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
        self._sql(self.primary, "SELECT pg_reload_conf()")
        wait_for(lambda: self._sql(self.primary, "SELECT sync_state FROM pg_stat_replication") == "sync", 60, "no sync standby")

    def fail_over(self):
        """kill -9 of the primary; the standby takes its place."""
        pid = int((self.folder / self.primary / "postmaster.pid").read_text().split()[0])
        # Its children notice; a server that comes back by itself would be a second primary.
        os.kill(pid, signal.SIGKILL)
        self.primary, self.standby = self.standby, self.primary
        self._sql(self.primary, "SELECT pg_promote()")
        self._sql(self.primary, "ALTER SYSTEM RESET synchronous_standby_names")
        self._sql(self.primary, "SELECT pg_reload_conf()")
        wait_for(lambda: not accepts(self.ports[self.standby]), 30, "the old primary still listens")

    def _configure(self, name):
        lines = [f"port = {self.ports[name]}", "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''",
                 "max_connections = 200", "synchronous_commit = on", "wal_level = replica", "hot_standby = on",
                 "max_wal_size = 2GB"]
        run("sh", "-c", f"cat > {self.folder}/{name}/lapor.conf <<'E'\n" + "\n".join(lines) + "\nE\n"
            f"grep -q lapor.conf {self.folder}/{name}/postgresql.conf ||"
            f" echo \"include = 'lapor.conf'\" >> {self.folder}/{name}/postgresql.conf\n"
            f"printf 'host all all 127.0.0.1/32 trust\\nhost replication all 127.0.0.1/32 trust\\n'"
            f" > {self.folder}/{name}/pg_hba.conf")
        if (self.folder / name / "standby.signal").exists():
            run("sh", "-c", f"echo \"primary_conninfo = 'host=127.0.0.1 port={self.ports[self.primary]} user=lapor"
                            f" application_name={name}'\" >> {self.folder}/{name}/postgresql.auto.conf")

    def _ctl(self, name, *arguments):
        run(f"{POSTGRES}/pg_ctl", "-D", self.folder / name, "-w", "-s", "-l", self.folder / f"{name}.log", *arguments)

    def _sql(self, name, statement, database="postgres"):
        return run(f"{POSTGRES}/psql", "-qtAX", "-h", "127.0.0.1", "-p", self.ports[name], "-U", "lapor", "-d", database, "-c",
                   statement).stdout.strip()

    def close(self):
        for name in "ab":
            try:
                os.kill(int((self.folder / name / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
            except (OSError, ValueError):
                pass
