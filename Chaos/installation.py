"""A private installation for the chaos run, with proxies between the workers and their servers."""
import json
import os
import pathlib
import subprocess
import urllib.parse
import urllib.request

from proxy import Proxy

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".build/release"
WORK = ROOT / ".lapor/chaos-run"


class Installation:
    """Started when it is made; `close` deletes it."""

    vhost = "lapor"

    def __init__(self):
        WORK.mkdir(parents=True, exist_ok=True)
        self.stack("down", "--purge")
        self.stack("up")
        self.direct = dict(os.environ)
        for line in self.stack("env").splitlines():
            key, _, value = line.removeprefix("export ").partition("=")
            self.direct[key] = value.strip("'")
        broker = urllib.parse.urlparse(self.direct["LAPOR_AMQP_URL"])
        database = urllib.parse.urlparse(self.direct["LAPOR_DATABASE_URL"])
        self.user = broker.username
        self.broker_proxy, self.database_proxy = Proxy(broker.port), Proxy(database.port)
        self.workers_env = self.direct | {
            "LAPOR_AMQP_URL": self.direct["LAPOR_AMQP_URL"].replace(f":{broker.port}/", f":{self.broker_proxy.port}/"),
            "LAPOR_DATABASE_URL":
                self.direct["LAPOR_DATABASE_URL"].replace(f":{database.port}/", f":{self.database_proxy.port}/"),
            "LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(WORK / "outbox"), "LAPOR_LOG_LEVEL": "notice",
            "LAPOR_SPILL_SECONDS": "3"}

    def stack(self, *arguments):
        return subprocess.run([ROOT / "scripts/stack.sh", *arguments, "--name", "chaos"], check=True,
                              capture_output=True, text=True).stdout

    def control(self, *arguments):
        """rabbitmqctl"""
        subprocess.run([ROOT / "scripts/stack.sh", "--name", "chaos", "ctl", "-q", *arguments], check=True,
                       capture_output=True)

    def lapor(self, *arguments, check=True):
        return subprocess.run([PROGRAMS / "lapor", *map(str, arguments)], env=self.direct, check=check, text=True,
                              capture_output=True)

    def sql(self, statement):
        return subprocess.run(["psql", "-qtAX", self.direct["LAPOR_DATABASE_URL"], "-c", statement],
                              check=True, capture_output=True, text=True).stdout.strip()

    def rows(self, statement):
        text = self.sql(f"SELECT json_agg(q) FROM ({statement}) q")
        return json.loads(text) if text else []

    def unbind(self, exchange, queue, key):
        base = self.direct["LAPOR_MANAGEMENT_URL"]
        parts = urllib.parse.urlparse(base)
        url = f"http://{parts.hostname}:{parts.port}/api/bindings/{self.vhost}/e/{exchange}/q/{queue}/{key}"
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, parts.username, parts.password)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
        opener.open(urllib.request.Request(url, method="DELETE"), timeout=10)

    def close(self):
        self.stack("down", "--purge")
