#!/usr/bin/env python3
"""flood.py [--seconds N] [--ratio R]: one channel sends as fast as the machine lets it, and another must not notice.

Channel `sms` sends 20 submissions a second, alone at first; then beside channel `web`, which floods with valid submissions, with bad
ones, and with ones of 256 KiB. Of each the delay from publishing until the event of the stored complaint is taken. What the broker
confirmed to either is compared with what is stored or parked. The last line of standard output is one JSON object; exit code 1
when a 99th percentile is over --ratio times the quiet one, a quiet submission was refused, or a confirmed one is nowhere."""
import argparse
import json
import multiprocessing
import os
import signal
import sys
import threading
import time

import pika

from crew import Crew
from installation import PROGRAMS, Installation

RATE = 20
# Publishes that wait for their confirms.
WINDOW = 200
LARGE = 262_144 - 200
KINDS = ["valid", "bad", "large"]


def say(*words):
    print(f"{time.strftime('%H:%M:%S')}", *words, file=sys.stderr, flush=True)


def body(channel, number, kind):
    fields = {"channel": channel, "external_id": number, "text": "Jalan rusak di Kabupaten Garut."}
    if kind == "bad":
        del fields["text"]
    if kind == "large":
        fields["filler"] = "x" * LARGE
    return json.dumps(fields)


class Flood:
    """Publishes without waiting, until told to end; what was confirmed goes into a ledger."""

    def __init__(self, url, account, kind, ledger):
        self.account, self.kind, self.ledger = account, kind, open(ledger, "w")
        self.sent = self.acked = self.nacked = 0
        self.open, self.over = {}, False
        signal.signal(signal.SIGTERM, self._end)
        self.connection = pika.SelectConnection(
            pika.URLParameters(url), on_open_callback=lambda it: it.channel(on_open_callback=self._begin))

    def run(self):
        self.connection.ioloop.start()
        self.ledger.close()
        return {"sent": self.sent, "confirmed": self.acked, "refused": self.nacked}

    def _end(self, *_):
        self.over = True

    def _begin(self, channel):
        self.channel = channel
        channel.confirm_delivery(self._answered)
        self._publish()

    def _answered(self, frame):
        tags = [frame.method.delivery_tag]
        if frame.method.multiple:
            tags = [tag for tag in self.open if tag <= tags[0]]
        isAck = isinstance(frame.method, pika.spec.Basic.Ack)
        for tag in tags:
            number = self.open.pop(tag)
            if isAck:
                self.ledger.write(number + "\n")
        self.acked += len(tags) if isAck else 0
        self.nacked += 0 if isAck else len(tags)

    def _publish(self):
        while not self.over and len(self.open) < WINDOW:
            self.sent += 1
            number = f"{self.kind}-{self.sent}"
            self.open[self.sent] = number
            self.channel.basic_publish(
                "lapor.intake", "intake.web", body("web", number, self.kind),
                pika.BasicProperties(content_type="application/json", delivery_mode=2, user_id=self.account))
            if self.sent % 20 == 0:
                break
        if self.over and not self.open:
            self.connection.ioloop.stop()
        else:
            self.connection.ioloop.call_later(0 if len(self.open) < WINDOW else 0.001, self._publish)


def flood(url, account, kind, ledger, result):
    # On other machines a channel takes nothing from lapor's processors.
    os.nice(10)
    result.put(Flood(url, account, kind, ledger).run())


class Quiet:
    """Sends at its rate and notes when the event of each arrives, known by its trace."""

    def __init__(self, site, url, account):
        self.url, self.account = url, account
        self.began, self.delays, self.refused, self.number = {}, [], 0, 0
        self.events = pika.BlockingConnection(pika.URLParameters(site.direct["LAPOR_AMQP_URL"]))
        self.hearing = self.events.channel()
        queue = self.hearing.queue_declare("", exclusive=True).method.queue
        self.hearing.queue_bind(queue, "lapor.events", "complaint.registered")
        self.hearing.basic_consume(queue, self._heard, auto_ack=True)
        self.listener = threading.Thread(target=self.hearing.start_consuming, daemon=True)
        self.listener.start()

    def close(self):
        self.events.add_callback_threadsafe(self.hearing.stop_consuming)
        self.listener.join()
        self.events.close()

    def _heard(self, _channel, _method, properties, payload):
        now = time.time()
        events = json.loads(payload)
        for event in events if isinstance(events, list) else [events]:
            begin = self.began.pop(((event.get("traceparent") or event["data"].get("traceparent") or "") + "--").split("-")[1], None)
            if begin:
                self.delays.append(now - begin)

    def send(self, seconds):
        """The 50th and 99th percentile of the delays, in milliseconds."""
        self.delays = []
        with pika.BlockingConnection(pika.URLParameters(self.url)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            start = time.time()
            for step in range(int(seconds * RATE)):
                time.sleep(max(0, start + step / RATE - time.time()))
                self.number += 1
                trace = f"{self.number:032x}"
                self.began[trace] = time.time()
                try:
                    channel.basic_publish(
                        "lapor.intake", "intake.sms", body("sms", f"quiet-{self.number}", "valid"),
                        pika.BasicProperties(content_type="application/json", delivery_mode=2, user_id=self.account,
                                             headers={"traceparent": f"00-{trace}-00000000000000ff-01"}), mandatory=True)
                except (pika.exceptions.NackError, pika.exceptions.UnroutableError):
                    self.refused += 1
        end = time.time() + 60
        while self.began and time.time() < end:
            time.sleep(0.05)
        ordered = sorted(self.delays) or [float("inf")]
        return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000, 1)
                for name, part in (("p50_ms", 0.5), ("p99_ms", 0.99))} | {"missing": len(self.began)}


def accounts(site, per_minute=12_000, parked=64):
    """Two channels with accounts; their addresses."""
    table = site.work / "accounts.csv"
    table.write_text(f"account,role,channel,per_minute,parked_mib\nflood-web,channel,web,{per_minute},{parked}\n"
                     "flood-sms,channel,sms,,\n")
    site.lapor("account", "apply", table, "--passwords", site.work / "passwords")
    scheme, _, rest = site.direct["LAPOR_AMQP_URL"].partition("://")
    place = rest.rpartition("@")[2]
    return {name: f"{scheme}://{name}:{(site.work / 'passwords' / name).read_text().strip()}@{place}"
            for name in ("flood-web", "flood-sms")}


def parked_of(site):
    listed = json.loads(site.lapor("dead", "list", "--stage", "intake", "--channel", "web", "--each", "--json",
                                   "--limit", "1000000").stdout)
    return sum(letter["copies"] for letter in listed)


def waiting(site):
    queues = json.loads(site.lapor("status", "--json").stdout)["queues"]
    return next(queue["waiting"] for queue in queues if queue["name"] == "intake")


def account_for(site, ledgers, refused):
    """What was confirmed and is neither stored nor parked."""
    accounts(site, per_minute=6_000_000, parked=100_000)
    confirmed = [line for ledger in ledgers for line in ledger.read_text().split()]
    good = {number for number in confirmed if not number.startswith("bad-")}
    bad, end = len(confirmed) - len(good), time.time() + 900
    while time.time() < end:
        stored = {row["external_id"] for row in site.rows("SELECT external_id FROM submission WHERE channel = 'web'")}
        if waiting(site) == 0 and good <= stored and parked_of(site) >= bad:
            break
        time.sleep(3)
    return {"lost": sorted(good - stored)[:20], "bad neither parked nor stored": max(0, bad - parked_of(site)),
            "quiet ones refused": refused}


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--ratio", type=float, default=2)
    options = parser.parse_args()
    site = Installation("flood")
    crew = None
    try:
        urls = accounts(site)
        crew = Crew(PROGRAMS, site.direct | {"LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(site.work / "outbox"),
                                             "LAPOR_LOG_LEVEL": "notice"}, site.work / "workers.log")
        quiet = Quiet(site, urls["flood-sms"], "flood-sms")
        quiet.send(10)
        result = {"seconds": options.seconds, "quiet": quiet.send(options.seconds)}
        say("quiet", result["quiet"])
        ledgers = []
        for kind in KINDS:
            ledgers.append(site.work / f"ledger-{kind}")
            sums = multiprocessing.Queue()
            sender = multiprocessing.Process(target=flood, args=(urls["flood-web"], "flood-web", kind, ledgers[-1], sums))
            sender.start()
            time.sleep(2)
            found = quiet.send(options.seconds)
            sender.terminate()
            counts = sums.get(timeout=120)
            sender.join()
            result[kind] = found | counts | {"sent_per_second": round(counts["sent"] / (options.seconds + 2))}
            say(kind, result[kind])
        quiet.close()
        violations = account_for(site, ledgers, quiet.refused)
        limit = options.ratio * result["quiet"]["p99_ms"]
        violations["slower than allowed"] = [kind for kind in KINDS if result[kind]["p99_ms"] > limit or result[kind]["missing"]]
        print(json.dumps(result | {"violations": violations}))
    finally:
        if crew:
            crew.stop()
        site.close()
    sys.exit(1 if any(violations.values()) else 0)


if __name__ == "__main__":
    main()
