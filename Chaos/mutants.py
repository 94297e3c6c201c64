#!/usr/bin/env python3
"""mutants.py [--count N] [--seed S] [--corpus FOLDER]: a flood of broken messages, with sound ones between them.

Each message is one of the contract's examples, or of what the fuzzer has kept, with a few bytes changed; one in ten is a
sound report. The channel notes what the broker confirmed. Afterwards each sound report must be stored, and each mutant
be found again: parked byte by byte, or known by channel and id. Workers may not end, nor grow. The last line of standard
output is one JSON object; exit code 1 when an invariant is broken."""
import argparse
import hashlib
import json
import pathlib
import random
import sys
import time

import pika

from chaos import say, submissions
from crew import Crew
from gateway import Gateway
from installation import PROGRAMS, ROOT, Installation
from oracle import Oracle

TYPES = ["application/json", "application/cloudevents+json", "application/cloudevents-batch+json", "text/plain", None]
SPICE = [bytes([byte]) for byte in b"{}[]\",:\\\0u0d8e.-<&;nt\x80\xc3\xe2\xf0\xff"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT / ".lapor/fuzz")
    return parser.parse_args()


def seeds(corpus):
    """Bodies by exchange: those of the contract, and what a fuzzer has kept."""
    def bodies(*folders):
        return [file.read_bytes() for folder in folders if folder.is_dir()
                for file in sorted(folder.rglob("*")) if file.is_file() and file.stat().st_size < 20_000]
    examples = ROOT / "docs/examples"
    return {
        "lapor.intake": bodies(examples / "valid", examples / "lenient", examples / "invalid", corpus / "submission",
                               corpus / "cloudevents"),
        "lapor.casework": bodies(examples / "commands", corpus / "command"),
    }


def mutant(body, rng):
    body = bytearray(body)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(body) + 1)
        match rng.randrange(5):
            case 0: body[place:place + 1] = bytes([rng.randrange(256)])
            case 1: body[place:place] = rng.choice(SPICE)
            case 2: del body[place:place + 1]
            case 3: del body[place:]
            case _: body[place:place] = body[max(0, place - rng.randint(1, 40)):place]
    return bytes(body)


class Sender:
    """A channel that waits for each confirm, and keeps what was confirmed."""

    def __init__(self, site):
        self.channel = pika.BlockingConnection(pika.URLParameters(site.direct["LAPOR_AMQP_URL"])).channel()
        self.channel.confirm_delivery()
        self.refused = 0

    def send(self, exchange, key, body, content_type):
        properties = pika.BasicProperties(content_type=content_type, delivery_mode=2)
        try:
            self.channel.basic_publish(exchange, key, body, properties, mandatory=True)
            return True
        except (pika.exceptions.NackError, pika.exceptions.UnroutableError):
            self.refused += 1
            return False


def flood(sender, bodies, good, options, rng):
    """Publishes; the mutants and the sound reports that were confirmed."""
    confirmed, sound, good = [], set(), list(good)
    for number in range(options.count):
        if number % 10 == 0 and good:
            fields = good.pop()
            key = f"intake.{fields['channel']}"
            if sender.send("lapor.intake", key, json.dumps(fields).encode(), "application/json"):
                sound.add((fields["channel"], fields["external_id"]))
            continue
        exchange = rng.choices(list(bodies), [7, 3])[0]
        body = mutant(rng.choice(bodies[exchange]), rng)
        key = "intake.web" if exchange == "lapor.intake" else "case.reply"
        if sender.send(exchange, key, body, rng.choice(TYPES)):
            confirmed.append((exchange, body))
        if number % 5000 == 0:
            say(f"{number} of {options.count}")
    return confirmed, sound


def ids(value):
    """Each pair of channel and id that stands somewhere in a JSON value."""
    if isinstance(value, list):
        for one in value:
            yield from ids(one)
    elif isinstance(value, dict):
        if isinstance(value.get("external_id"), (str, int)):
            yield str(value.get("channel", "web")), str(value["external_id"])
        for one in value.values():
            yield from ids(one)


def parked_bodies(sender):
    """The bodies of all parked messages; they stay where they are."""
    bodies = []
    for queue in ("intake.dead", "casework.dead"):
        channel = sender.channel.connection.channel()
        while True:
            method, _, body = channel.basic_get(queue)
            if method is None:
                break
            bodies.append(body)
        channel.close()
    return bodies


def readable(body):
    try:
        json.loads(body)
        return True
    except ValueError:
        return False


def nowhere(site, sender, confirmed):
    """Mutants that are neither parked, whole or an element of theirs, nor stored. A command that can be read is refused for want of
    a proof, which is noted nowhere."""
    stored = {(row["channel"], row["external_id"]) for row in site.rows("SELECT channel, external_id FROM submission")}
    bodies = parked_bodies(sender)
    parked = {hashlib.sha256(body).digest() for body in bodies}
    lost = []
    for exchange, body in confirmed:
        if hashlib.sha256(body).digest() in parked or any(len(part) > 40 and part in body for part in bodies):
            continue
        try:
            known = set(ids(json.loads(body)))
        except ValueError:
            known = set()
        if not known & stored and not (exchange == "lapor.casework" and readable(body)):
            lost.append(body[:200].decode("utf-8", "replace"))
    return lost


def settle(site, expected, oracle):
    """Waits until nothing waits in a queue of the workers and every sound report is routed."""
    start = time.time()
    while time.time() - start < 600:
        depths = site.depths("intake", "casework")
        if all(depth == 0 for depth in depths.values()) and oracle.is_settled(expected):
            return round(time.time() - start, 1)
        time.sleep(1)
    return None


def main():
    options = arguments()
    rng = random.Random(options.seed)
    site, gateway = Installation("mutants"), Gateway(options.seed)
    good = [fields for fields in map(json.loads, submissions(options.count // 10 + 100, rng)) if "text" in fields]
    crew = None
    try:
        crew = Crew(PROGRAMS, site.workers_env | {"LAPOR_SMS_URL": gateway.url}, site.work / "workers.log")
        processes = [process.pid for _, process in crew.members]
        sender, bodies = Sender(site), seeds(options.corpus)
        say(f"{options.count} messages from {sum(map(len, bodies.values()))} bodies, seed {options.seed}")
        confirmed, sent = flood(sender, bodies, good, options, rng)
        oracle = Oracle(site, gateway)
        settled = settle(site, len(sent), oracle)
        stored = {(row["channel"], row["external_id"]) for row in site.rows("SELECT channel, external_id FROM submission")}
        account = site.lapor("reconcile", check=False)
        violations = {
            "sound reports lost": sorted(sent - stored)[:20],
            "mutants nowhere": nowhere(site, sender, confirmed)[:20],
            "not settled": [] if settled is not None else [oracle.last],
            "workers ended": [*crew.ended_badly, *(set(processes) - {process.pid for _, process in crew.members})],
            "grown": [{name: size} for name, size in crew.memory().items() if size > 250],
            "account": account.stdout[-2000:] if account.returncode else [],
        }
        result = {"seed": options.seed, "messages": options.count, "mutants_confirmed": len(confirmed),
                  "refused_by_broker": sender.refused, "parked": len(parked_bodies(sender)), "sound": len(sent),
                  "settled_s": settled, "memory_mb": crew.memory(), "violations": violations}
    finally:
        if crew:
            crew.stop()
        site.close()
    print(json.dumps(result))
    sys.exit(1 if any(result["violations"].values()) else 0)


if __name__ == "__main__":
    main()
