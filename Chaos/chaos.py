#!/usr/bin/env python3
"""chaos.py [--minutes N] [--seed S] [--rate R]: everything that can break, breaks, while complaints come in.

A channel publishes at --rate a second (one in ten again, one in a hundred bad) and writes each accepted id to a ledger on
disk; another posts to two gateways and keeps what it is told. Meanwhile one fault after the other, chosen by the seed, befalls
these, two of each worker, the broker, the database, the connections between them, and the SMS gateway. Afterwards, with everything healed, the ledger is compared with what is
there. The last line of standard output is one JSON object; exit code 1 when an invariant is broken."""
import argparse
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import time

from crew import Crew
from doors import CHANNEL, Doors
from faults import Faults
from gateway import Gateway
from installation import BAD_ROWS, PROGRAMS, ROOT, Installation
from oracle import Oracle
from receiver import Receiver

# Sessions of both processes of a worker: a ClockWorker has one each for clocks, what was never announced, and figures; a WebhookWorker
# for its queue, for who is to be called, and for each of two receivers.
SESSIONS = {"ClockWorker": 6, "WebhookWorker": 8}
# A channel whose right was taken ends with 78 and says why; who sees to it calls it again, and it goes on where it was.
AGAIN = 'while "$@"; code=$?; [ "$code" = 78 ]; do sleep 1; done; exit "$code"'


def say(*words):
    print(f"{time.strftime('%H:%M:%S')}", *words, file=sys.stderr, flush=True)


def submissions(count, rng):
    """Lines of JSON; every tenth is an earlier one again, every hundredth bad."""
    made = subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", str(count), str(rng.randrange(10**6))],
                          check=True, capture_output=True, text=True).stdout.splitlines()
    lines = []
    for number, line in enumerate(made):
        if number % 100 == 99:
            fields = json.loads(line)
            del fields["text"]
            fields["external_id"] = f"bad-{fields['external_id']}"
            line = json.dumps(fields)
        elif number % 10 == 5:
            line = lines[rng.randrange(number)]
        lines.append(line)
    return lines


class Progress:
    """Seconds from a heal to the next step forward."""

    def __init__(self, site):
        self.site = site

    def steps(self):
        try:
            return int(self.site.sql("SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM notification"
                                     " WHERE state NOT IN ('queued', 'claimed'))"))
        except subprocess.CalledProcessError:
            return None

    def wait(self, limit=30):
        start, before = time.time(), self.steps()
        while time.time() - start < limit:
            now = self.steps()
            if now is not None and (before is None or now > before):
                return time.time() - start
            before = now if before is None else before
            time.sleep(0.1)
        return limit


def storm(site, faults, rng, until):
    """One fault after the other; counts by name, and seconds to recover."""
    counts, recoveries = {name: 0 for name in faults.all}, []
    progress = Progress(site)
    while time.time() < until:
        name = faults.choose(rng)
        try:
            faults.all[name](rng)
        except (subprocess.CalledProcessError, OSError) as error:
            say(f"{name}: not done ({error})")
            continue
        counts[name] += 1
        recoveries.append((round(progress.wait(), 2), name))
        if recoveries[-1][0] > 10:
            say(f"{name}: {recoveries[-1][0]} s without progress")
        time.sleep(rng.uniform(0, 1))
    return counts, recoveries


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=int, default=300)
    parser.add_argument("--door-rate", type=int, default=40, help="reports a second over HTTP")
    parser.add_argument("--tls", action="store_true", help="workers and channel by TLS, with certificates on both sides")
    return parser.parse_args()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = arguments()
    rng = random.Random(options.seed)
    site = Installation("chaos", options.tls)
    gateway = Gateway(options.seed)
    lines = submissions(int(options.rate * options.minutes * 60), rng)
    (site.work / "lines.jsonl").write_text("\n".join(lines) + "\n")
    ports = [free_port(), free_port()]
    receiver = Receiver(options.seed)
    allowed = [word for name in ("http", "private", "port") for word in ("--allow", name)]
    receiver.know(site.lapor("webhook", "add", "juri", receiver.url, "--all", *allowed).stdout.split()[-1])
    site.lapor("webhook", "add", "mati", f"http://127.0.0.1:{free_port()}/", "--all", *allowed)
    crew = Crew(PROGRAMS, site.workers_env | {"LAPOR_SMS_URL": gateway.url}, site.work / "workers.log", [
        ("Gateway", {"LAPOR_GATEWAY_PORT": str(port), "LAPOR_GATEWAY_STATE_DIR": str(site.work / f"gateway-{port}"),
                     "LAPOR_GATEWAY_ADDRESS_PER_MINUTE": "100000"}) for port in ports] + [("WebhookWorker", {})] * 2)
    doors = Doors(ports, site.lapor("channel", "key", "add", CHANNEL).stdout.split()[-1], options.door_rate, options.seed)
    channel = subprocess.Popen(
        ["sh", "-c", AGAIN, "sh", PROGRAMS / "lapor", "import", site.work / "lines.jsonl", "--rate", str(options.rate), "--window", "30", "--ledger",
         site.work / "ledger", "--patience", "600"], env=site.direct, stdout=subprocess.DEVNULL,
        stderr=open(site.work / "channel.log", "w"), start_new_session=True)
    say(f"{options.minutes} minutes at {options.rate}/s, seed {options.seed}")
    try:
        faults = Faults(site, crew, gateway)
        counts, recoveries = storm(site, faults, rng, time.time() + options.minutes * 60)
        say("healed; waiting for the rest")
        result = balance(site, gateway, crew, channel, lines, faults.poisoned, doors, receiver)
    finally:
        if channel.poll() is None:
            os.killpg(channel.pid, signal.SIGKILL)
        crew.stop()
        site.close()
    slowest = sorted(recoveries, reverse=True)[:5]
    print(json.dumps({"seed": options.seed, "minutes": options.minutes, "rate": options.rate, "faults": sum(counts.values()),
                      "by_kind": counts, "slowest_recoveries_s": slowest} | result))
    sys.exit(1 if any(result["violations"].values()) else 0)


def waiting_for_receiver(site):
    """How many events are not noted for the receiver, or wait for it."""
    return site.rows(
        "SELECT count(*) FROM webhook w JOIN journal j ON j.at >= w.since JOIN complaint c ON c.id = j.complaint_id AND NOT c.confidential"
        " LEFT JOIN webhook_delivery d ON d.webhook_id = w.id AND d.complaint_id = j.complaint_id AND d.version = j.version"
        " WHERE w.name = 'juri' AND d.state IS DISTINCT FROM 'delivered'")[0]["count"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def balance(site, gateway, crew, channel, lines, poison, doors=None, receiver=None):
    if channel.wait(900) not in (0, BAD_ROWS):
        say((site.work / "channel.log").read_text()[-500:])
    # A line may begin with what the submission says, as a number; then channel and id.
    accepted = {tuple(line.split("\t")[-2:]) for line in (site.work / "ledger").read_text().splitlines()}
    fields = [json.loads(line) for line in lines]
    known = [row for row in fields if (row["channel"], row["external_id"]) in accepted]
    good = {f"{row['channel']} {row['external_id']}" for row in known if "text" in row}
    bad = {row["external_id"] for row in known if "text" not in row}
    if not good or len(known) < len(accepted):
        sys.exit(f"chaos: of {len(accepted)} accepted ids {len(known)} lines are known: the judge has nothing to go by")
    if doors:
        doors.close()
        good |= {f"{CHANNEL} {name}" for name in doors.told}
    oracle, start = Oracle(site, gateway), time.time()
    while not oracle.is_settled(len(good)) and time.time() - start < 900:
        time.sleep(1)
    while receiver and waiting_for_receiver(site) and time.time() - start < 900:
        time.sleep(1)
    say(f"settled after {time.time() - start:.0f} s: {oracle.last}")
    descriptors, memory = crew.descriptors(), crew.memory()
    sessions = site.rows("SELECT application_name AS name, count(*) FROM pg_stat_activity"
                         " WHERE application_name LIKE '%Worker' GROUP BY 1")
    codes = crew.stop()
    violations = oracle.judge(good, bad, poison)
    over_http = {}
    if doors:
        violations |= doors.judge(site.rows(
            "SELECT s.external_id AS id, c.code FROM submission s JOIN complaint c ON c.id = s.complaint_id"
            f" WHERE s.channel = '{CHANNEL}'"))
        over_http = {"over_http": {"told_202": len(doors.told), "answers": doors.answers}}
    if receiver:
        violations |= receiver.judge({row["id"] for row in site.rows(
            "SELECT j.complaint_id || ':' || j.version AS id FROM journal j JOIN complaint c ON c.id = j.complaint_id"
            " WHERE NOT c.confidential AND j.at >= (SELECT since FROM webhook WHERE name = 'juri')")})
        over_http["by_webhook"] = {"events": len(receiver.taken), "calls": sum(receiver.taken.values()), "failed": receiver.failed}
    violations["ended badly"] = [end for end in crew.ended_badly if end[1] != 78]
    violations["stopped badly"] = [end for end in codes if end[1] != 0]
    violations["leaks"] = [
        *({name: count} for name, count in descriptors.items() if count > 60),
        *({name: f"{size} MB"} for name, size in memory.items() if size > 250),
        *(row for row in sessions if row["count"] > SESSIONS.get(row["name"], 4))]
    return over_http | {"submissions": len(lines), "accepted_good": len(good), "accepted_bad": len(bad),
            "restarted_after_78": len(crew.ended_badly) - len(violations["ended badly"]),
            "states": site.rows("SELECT state::text, count(*) FROM notification GROUP BY 1"), "sessions": sessions,
            "descriptors": descriptors, "memory_mb": memory, "violations": violations}


if __name__ == "__main__":
    main()
