"""The private broker and database of the benchmark, with the release workers on it."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / ".build/release"
WORK = ROOT / ".lapor/bench-run"
WORKERS = ["IntakeWorker", "RoutingWorker", "NotifyWorker"]


class Installation:
    """Started when it is made; `close` deletes all of it."""

    def __init__(self):
        WORK.mkdir(parents=True, exist_ok=True)
        self.workers = []
        self._stack("up")
        self.env = dict(os.environ)
        for line in self._stack("env").splitlines():
            key, _, value = line.removeprefix("export ").partition("=")
            self.env[key] = value.strip("'")
        self.env |= {"LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(WORK / "outbox"), "LAPOR_LOG_LEVEL": "warning"}
        self.broker = [int(self.env["LAPOR_BROKER_PID"])]
        self.postgres = [int(self.env["LAPOR_POSTGRES_PID"])]

    @staticmethod
    def _stack(*arguments):
        return subprocess.run([ROOT / "scripts/stack.sh", *arguments, "--name", "bench"], check=True,
                              capture_output=True, text=True).stdout

    def lapor(self, *arguments):
        return subprocess.run([BIN / "lapor", *map(str, arguments)], env=self.env, check=True, text=True,
                              capture_output=True).stdout

    def sql(self, statement):
        return subprocess.run(["psql", "-qtAX", self.env["LAPOR_DATABASE_URL"], "-c", statement],
                              check=True, capture_output=True, text=True).stdout.strip()

    def reset(self):
        """Empty tables, reference data, queues."""
        self.sql("drop schema public cascade; create schema public")
        self.lapor("migrate")
        self.lapor("load", "reference")
        self.lapor("load", "officers", ROOT / "examples/officers.csv")
        self.lapor("topology", "apply")
        shutil.rmtree(WORK / "outbox", ignore_errors=True)
        self.sql("vacuum analyze")

    def wal_position(self):
        """Bytes of write-ahead log so far."""
        return int(self.sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"))

    def start_workers(self, each):
        """Starts `each` of every worker; name to process ids."""
        log = open(WORK / "workers.log", "a")
        pids = {name: [] for name in WORKERS}
        for name in WORKERS:
            for _ in range(each):
                worker = subprocess.Popen([BIN / name], env=self.env, stdout=log, stderr=log)
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
        self._stack("down", "--purge")
        shutil.rmtree(WORK / "outbox", ignore_errors=True)
