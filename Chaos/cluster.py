#!/usr/bin/env python3
"""cluster.py [--rate R]: three RabbitMQ nodes and a PostgreSQL pair lose members while complaints come in.

Each node is killed and comes back, each is cut off from the other two and comes back, and the primary database is killed and
its standby promoted, twice. Workers follow by the addresses that name all members. The last line of standard output is one
JSON object; exit code 1 when an invariant is broken."""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time

from chaos import Progress, balance, say, submissions
from crew import Crew
from gateway import Gateway
from installation import PROGRAMS, ROOT, Site
from servers import Brokers, Databases, own_folder, wait_for


class Cluster(Site):
    """Three brokers, two databases."""

    def __init__(self):
        self.work = ROOT / ".lapor/cluster-run"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.folder, self.brokers, self.databases = own_folder(), None, None
        try:
            self.databases = Databases(self.folder)
            self.brokers = Brokers(self.folder)
            amqp, management = self.brokers.urls()
            self.direct = os.environ | {"LAPOR_AMQP_URL": amqp, "LAPOR_MANAGEMENT_URL": management,
                                        "LAPOR_DATABASE_URL": self.databases.url()}
            self.direct |= json.loads(self.lapor("keys", "new", self.folder / "keys", "--json").stdout)
            self.workers_env = self.direct | {"LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(self.work / "outbox"),
                                              "LAPOR_LOG_LEVEL": "notice", "LAPOR_HEARTBEAT_SECONDS": "5"}
            self.set_up()
        except BaseException:
            self.close()
            raise

    def close(self):
        for servers in (self.brokers, self.databases):
            if servers:
                servers.close()
        time.sleep(1)
        shutil.rmtree(self.folder, ignore_errors=True)


def losses(site, progress):
    """Every loss in turn: what happened, and seconds from then until something moved."""
    told = []

    def note(what):
        seconds = round(progress.wait(60), 2)
        told.append({"what": what, "seconds_to_progress": seconds})
        say(f"{what}: progress after {seconds} s; {site.brokers.leaders() if site.brokers.serves(1) else ''}")

    for n in (1, 2, 3):
        site.brokers.kill(n)
        note(f"node {n} killed")
        time.sleep(5)
        site.brokers.start(n)
        note(f"node {n} back")
        time.sleep(5)
    for n in (1, 2, 3):
        site.brokers.isolate(n)
        note(f"node {n} cut off")
        wait_for(lambda: not site.brokers.serves(n), 60, f"node {n} serves although it is alone")
        note(f"node {n} has stopped serving")
        site.brokers.rejoin(n)
        wait_for(lambda: site.brokers.serves(n), 90, f"node {n} does not come back")
        note(f"node {n} back with the others")
        time.sleep(5)
    for _ in range(2):
        site.databases.fail_over()
        note("primary killed, standby promoted")
        time.sleep(5)
        site.databases.clone()
        note("old primary back as standby")
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=100)
    options = parser.parse_args()
    say("starting three brokers and two databases")
    site, gateway = Cluster(), Gateway(1)
    crew = channel = None
    try:
        lines = submissions(options.rate * 240, random.Random(1))
        (site.work / "lines.jsonl").write_text("\n".join(lines) + "\n")
        crew = Crew(PROGRAMS, site.workers_env | {"LAPOR_SMS_URL": gateway.url}, site.work / "workers.log")
        channel = subprocess.Popen(
            [PROGRAMS / "lapor", "import", site.work / "lines.jsonl", "--rate", str(options.rate), "--window", "30",
             "--ledger", site.work / "ledger", "--patience", "600"], env=site.direct, stdout=subprocess.DEVNULL,
            stderr=open(site.work / "channel.log", "w"))
        progress = Progress(site)
        progress.wait()
        say(f"complaints come in at {options.rate}/s; leaders: {site.brokers.leaders()}")
        told = losses(site, progress)
        say("all members are back; waiting for the rest")
        result = balance(site, gateway, crew, channel, lines, 0)
    finally:
        if channel:
            channel.kill()
        if crew:
            crew.stop()
        site.close()
    print(json.dumps({"rate": options.rate, "losses": told} | result))
    sys.exit(1 if any(result["violations"].values()) else 0)


main()
