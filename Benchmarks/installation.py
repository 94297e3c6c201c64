"""The private broker and database of the benchmark, with the release workers of one tree or another on it."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import urllib.parse
import urllib.request

from database import Session

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / ".build/release"
WORK = ROOT / ".lapor/bench-run"
# Those that every complaint goes through, and those that stand beside and look.
ON_THE_WAY = ["IntakeWorker", "RoutingWorker", "NotifyWorker"]
BESIDE = ["CaseWorker", "ClockWorker"]
WORKERS = ON_THE_WAY + BESIDE
# Statistics are loaded for the run that is looked into, and silent in all others; vacuum is due after a run, not in it.
SETTINGS = """autovacuum = off
shared_preload_libraries = 'pg_stat_statements'
pg_stat_statements.track = none
pg_stat_statements.track_planning = on
pg_stat_statements.save = off"""


class Installation:
    """Started when it is made; `close` deletes all of it. It runs the programs of this tree until `use` names others. With
    `tls` the programs go to both servers by TLS, with certificates on both sides; what is looked at goes in clear."""

    def __init__(self, tls=False):
        # An end by signal cleans up like any other.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        WORK.mkdir(parents=True, exist_ok=True)
        self.workers = []
        self.programs = BIN
        # What a killed run left may have other settings.
        self._stack("down", "--purge")
        self._stack("up", *(["--tls"] if tls else []))
        self.addresses = {"clear": self._env("--clear"), "tls": self._env()}
        self.beside = self.addresses["clear"]
        self.env = dict(os.environ) | self.addresses["tls"]
        self.env |= {"LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(WORK / "outbox"), "LAPOR_LOG_LEVEL": "warning"}
        self.broker = [int(self.env["LAPOR_BROKER_PID"])]
        self.postgres = [int(self.env["LAPOR_POSTGRES_PID"])]
        self.session = Session(self.beside["LAPOR_DATABASE_URL"].replace("//lapor@", "//postgres@"))

    def speak(self, way):
        """From now on `tls` or in `clear`; without TLS both are the same."""
        self.env |= self.addresses[way]

    def _env(self, *options):
        pairs = [line.removeprefix("export ").partition("=") for line in self._stack("env", *options).splitlines()]
        return {key: value.strip("'") for key, _, value in pairs}

    @staticmethod
    def _stack(*arguments):
        return subprocess.run([ROOT / "scripts/stack.sh", *arguments, "--name", "bench"], check=True, capture_output=True,
                              text=True, env=os.environ | {"LAPOR_POSTGRES_EXTRA": SETTINGS}).stdout

    def use(self, tree):
        """From now on the release programs of `tree`: a checkout, or a folder of programs."""
        tree = pathlib.Path(tree).resolve()
        self.programs = tree / ".build/release" if (tree / ".build/release").is_dir() else tree
        missing = [name for name in ["lapor", *WORKERS] if not (self.programs / name).is_file()]
        if missing:
            sys.exit(f"no {', '.join(missing)} in {self.programs}: swift build -c release")

    def lapor(self, *arguments):
        return subprocess.run([self.programs / "lapor", *map(str, arguments)], env=self.env, check=True, text=True,
                              capture_output=True).stdout

    def run(self, *arguments):
        """A command whose output and exit code are nobody's business, only its time."""
        subprocess.run([self.programs / "lapor", *map(str, arguments)], env=self.env, check=False, capture_output=True)

    def sql(self, statement):
        """As the programs' own role, which owns the tables; `session` is for looking."""
        return subprocess.run(["psql", "-qtAX", self.beside["LAPOR_DATABASE_URL"], "-c", statement],
                              check=True, capture_output=True, text=True).stdout.strip()

    def manage(self, method, path, body=None):
        """RabbitMQ's management API."""
        parts = urllib.parse.urlparse(self.beside["LAPOR_MANAGEMENT_URL"])
        url = f"http://{parts.hostname}:{parts.port}/api/{path}"
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, parts.username, parts.password)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
        request = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        return json.loads(opener.open(request, timeout=30).read() or "null")

    def reset(self):
        """Empty tables, reference data, new queues: another tree may declare them otherwise."""
        self.sql("drop schema public cascade; create schema public")
        self.manage("DELETE", "vhosts/lapor")
        self.manage("PUT", "vhosts/lapor", {})
        self.manage("PUT", "permissions/lapor/lapor", {"configure": ".*", "write": ".*", "read": ".*"})
        self.lapor("migrate")
        self.lapor("load", "reference")
        self.lapor("load", "officers", ROOT / "examples/officers.csv")
        self.lapor("topology", "apply")
        shutil.rmtree(WORK / "outbox", ignore_errors=True)
        self.sql("vacuum analyze")

    def start_workers(self, each):
        """Starts `each` of every worker; name to process ids."""
        log = open(WORK / "workers.log", "a")
        pids = {name: [] for name in WORKERS}
        for name in WORKERS:
            for _ in range(each):
                worker = subprocess.Popen([self.programs / name], env=self.env, stdout=log, stderr=log)
                self.workers.append(worker)
                pids[name].append(worker.pid)
        return pids

    def stop_workers(self):
        """As an operator stops them; all must end well."""
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        codes = [worker.wait(30) for worker in self.workers]
        self.workers = []
        if any(codes):
            sys.exit(f"a worker ended with {codes}; see {WORK}/workers.log")

    def close(self):
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.session.close()
        self._stack("down", "--purge")
        shutil.rmtree(WORK / "outbox", ignore_errors=True)
