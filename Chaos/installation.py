"""A private installation for the chaos run, with proxies between the workers and their servers."""
import json
import os
import pathlib
import shutil
import subprocess
import urllib.parse
import urllib.request

from proxy import Proxy

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".build/release"
# What an import ends with when not every row became a case.
BAD_ROWS = 65


class Site:
    """Where lapor is set up: `direct` holds the addresses, `work` is the folder for what is written."""

    def lapor(self, *arguments, check=True):
        return subprocess.run([PROGRAMS / "lapor", *map(str, arguments)], env=self.direct, check=check, text=True,
                              capture_output=True)

    def bring(self, *arguments):
        """Imports lines, of which some are bad."""
        result = self.lapor("import", *arguments, check=False)
        if result.returncode not in (0, BAD_ROWS):
            result.check_returncode()

    def sql(self, statement):
        return subprocess.run(["psql", "-qtAX", self.direct["LAPOR_DATABASE_URL"], "-c", statement],
                              check=True, capture_output=True, text=True).stdout.strip()

    def rows(self, statement):
        text = self.sql(f"SELECT json_agg(q) FROM ({statement}) q")
        return json.loads(text) if text else []

    def set_up(self):
        for command in (["migrate"], ["load", "reference"], ["load", "officers", ROOT / "examples/officers.csv"],
                        ["topology", "apply"]):
            self.lapor(*command)


class Installation(Site):
    """Started when it is made, under its name; `close` deletes it. What it writes is in the folder `work`."""

    vhost = "lapor"

    def __init__(self, name, tls=False):
        self.name, self.work = name, ROOT / ".lapor" / f"{name}-run"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.stack("down", "--purge")
        self.stack("up", *(["--tls"] if tls else []))
        self.direct = dict(os.environ) | self._env()
        self.management = self._env("--clear")["LAPOR_MANAGEMENT_URL"]
        broker = urllib.parse.urlparse(self.direct["LAPOR_AMQP_URL"])
        database = urllib.parse.urlparse(self.direct["LAPOR_DATABASE_URL"])
        self.user = broker.username
        self.broker_proxy, self.database_proxy = Proxy(broker.port), Proxy(database.port)
        self.workers_env = self.direct | {
            "LAPOR_AMQP_URL": self.direct["LAPOR_AMQP_URL"].replace(f":{broker.port}/", f":{self.broker_proxy.port}/"),
            "LAPOR_DATABASE_URL":
                self.direct["LAPOR_DATABASE_URL"].replace(f":{database.port}/", f":{self.database_proxy.port}/"),
            "LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(self.work / "outbox"), "LAPOR_LOG_LEVEL": "notice",
            "LAPOR_SPILL_SECONDS": "3"}
        self.set_up()

    def _env(self, *options):
        pairs = [line.removeprefix("export ").partition("=") for line in self.stack("env", *options).splitlines()]
        return {key: value.strip("'") for key, _, value in pairs}

    def stack(self, *arguments):
        return subprocess.run([ROOT / "scripts/stack.sh", *arguments, "--name", self.name], check=True,
                              capture_output=True, text=True).stdout

    def control(self, *arguments):
        """rabbitmqctl"""
        subprocess.run([ROOT / "scripts/stack.sh", "--name", self.name, "ctl", "-q", *arguments], check=True,
                       capture_output=True)

    def unbind(self, exchange, queue, key):
        self._manage("DELETE", f"bindings/{self.vhost}/e/{exchange}/q/{queue}/{key}")

    def publish(self, exchange, key, payload):
        """Through the management API, so that it needs no library: one message."""
        body = {"properties": {"delivery_mode": 2}, "routing_key": key, "payload": payload, "payload_encoding": "string"}
        return self._manage("POST", f"exchanges/{self.vhost}/{exchange}/publish", body)["routed"]

    def get(self, queue, count):
        """Takes up to `count` messages out of a queue."""
        return self._manage("POST", f"queues/{self.vhost}/{queue}/get",
                            {"count": count, "ackmode": "ack_requeue_false", "encoding": "auto"})

    def depths(self, *queues):
        """How many messages wait in each of the queues, or are in hand; None: the broker has not counted yet."""
        return {queue: self._manage("GET", f"queues/{self.vhost}/{queue}").get("messages") for queue in queues}

    def _manage(self, method, path, body=None):
        parts = urllib.parse.urlparse(self.management)
        url = f"http://{parts.hostname}:{parts.port}/api/{path}"
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, parts.username, parts.password)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, method=method, data=data, headers={"Content-Type": "application/json"})
        return json.loads(opener.open(request, timeout=10).read() or "null")

    def close(self):
        self.stack("down", "--purge")
