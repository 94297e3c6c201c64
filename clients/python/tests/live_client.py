"""The client against a real broker, workers and gateway, whose addresses are in AMQP_URL, GATEWAY and KEY.

What must be stored once is written to the file SENT, an external_id on each line, for somebody else to count.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import pika

from breaking import BreakingWire
from lapor import Abandoned, Backoff, BrokerRefusal, GatewayRefusal, GatewaySender, Sender, Submission, consume

URL, GATEWAY, KEY = os.environ["AMQP_URL"], os.environ["GATEWAY"], os.environ["KEY"]
QUICK = Backoff(first=0.05, longest=0.3)
SECONDS = 90


def report(number: str) -> Submission:
    return {"channel": "web", "external_id": number, "text": f"Lampu jalan nomor {number} mati di Kota Samarinda"}


def sent(numbers: list[str]) -> None:
    with open(os.environ["SENT"], "a", encoding="utf-8") as file:
        file.writelines(f"{number}\n" for number in numbers)


def wait(until: Any) -> None:
    end = time.monotonic() + SECONDS
    while not until():
        if time.monotonic() > end:
            raise AssertionError("it does not happen")
        time.sleep(0.01)


class Sending(unittest.TestCase):
    def setUp(self) -> None:
        self.wire = BreakingWire(URL)
        self.addCleanup(self.wire.close)

    def test_confirms_that_never_arrive(self) -> None:
        with Sender(self.wire.url, window=40, backoff=QUICK) as sender:
            sender.send(report("first")).result(SECONDS)
            self.wire.swallows.set()
            before = self.wire.sent
            futures = [sender.send(report(f"lost-{number}")) for number in range(40)]
            wait(lambda: self.wire.sent > before + 40 * 100)
            time.sleep(0.1)
            self.assertFalse(any(future.done() for future in futures))
            self.wire.swallows.clear()
            self.wire.cut()
            for future in futures:
                self.assertIsNone(future.result(SECONDS))
        self.assertGreaterEqual(self.wire.connections, 2)
        sent(["first"] + [f"lost-{number}" for number in range(40)])

    def test_what_is_refused_for_now_is_sent_again(self) -> None:
        # A queue without room beside lapor's: the broker refuses what not all queues take.
        other = pika.BlockingConnection(pika.URLParameters(URL))
        channel = other.channel()
        channel.queue_declare("narrow", exclusive=True, arguments={"x-max-length": 0, "x-overflow": "reject-publish"})
        channel.queue_bind("narrow", "lapor.intake", "intake.#")
        numbers = [f"nack-{number}" for number in range(10)]
        with Sender(self.wire.url, backoff=QUICK) as sender:
            futures = [sender.send(report(number)) for number in numbers]
            wait(lambda: self.wire.sent > 40 * len(report("nack-0")["text"].encode()) * 5)
            self.assertFalse(any(future.done() for future in futures))
            other.close()
            for future in futures:
                self.assertIsNone(future.result(SECONDS))
        sent(numbers)

    def test_cuts_at_random(self) -> None:
        seed = int(os.environ.get("LAPOR_TEST_SEED", time.time()))
        chance = random.Random(seed)
        numbers = [f"cut-{number}" for number in range(300)]
        with self.subTest(seed=seed), Sender(self.wire.url, window=50, outcomes=True, backoff=QUICK) as sender:
            futures = []
            for number in numbers:
                futures.append(sender.send(report(number)))
                if chance.random() < 0.03:
                    time.sleep(chance.random() / 50)
                    self.wire.cut()
            outcomes = [future.result(SECONDS) for future in futures]
        sent(numbers)
        self.assertEqual([outcome["data"]["external_id"] for outcome in outcomes], numbers)
        self.assertEqual(len({outcome["data"]["code"] for outcome in outcomes}), len(numbers))

    def test_what_the_broker_never_takes_holds_up_no_other(self) -> None:
        numbers = [f"beside-{number}" for number in range(30)]
        with Sender(URL, backoff=QUICK) as sender:
            futures = [sender.send(report(number)) for number in numbers[:15]]
            huge = [sender.send({**report(f"huge-{number}"), "text": "x" * 2_000_000}) for number in range(2)]
            futures += [sender.send(report(number)) for number in numbers[15:]]
            for future in futures:
                self.assertIsNone(future.result(SECONDS))
            for future in huge:
                refusal = future.exception(SECONDS)
                assert isinstance(refusal, BrokerRefusal)
                self.assertEqual(refusal.code, 406)
        sent(numbers)

    def test_outcomes(self) -> None:
        with Sender(URL, outcomes=True, backoff=QUICK) as sender:
            first = sender.send(report("known")).result(SECONDS)
            again = sender.send(report("known")).result(SECONDS)
            bad: Submission = {"channel": "web", "external_id": "bad", "text": ""}
            refused = sender.send(bad).result(SECONDS)
        sent(["known"])
        self.assertEqual(first["type"], "id.lapor.submission.registered.v1")
        self.assertEqual(again["type"], "id.lapor.submission.duplicate.v1")
        self.assertEqual(first["data"]["code"], again["data"]["code"])
        self.assertEqual(refused["type"], "id.lapor.submission.refused.v1")
        self.assertEqual((refused["data"]["error"], refused["data"]["field"]), ("field_empty", "text"))

    def test_what_is_not_taken_stays_yours(self) -> None:
        self.wire.close()
        sender = Sender(self.wire.url, backoff=QUICK)
        future = sender.send(report("never"))
        sender.close(timeout=0.3)
        self.assertIsInstance(future.exception(SECONDS), Abandoned)
        self.assertRaises(Abandoned, sender.send, report("never"))


class OverHTTP(unittest.TestCase):
    def test_each_is_taken_once(self) -> None:
        numbers = [f"http-{number}" for number in range(30)]
        with GatewaySender(GATEWAY, KEY, backoff=QUICK) as sender:
            wait(lambda: self.is_known(sender))
            receipts = [sender.send(report(number)).result(SECONDS) for number in numbers]
            again = [sender.send(report(number)).result(SECONDS) for number in numbers]
            bad: Submission = {"channel": "web", "external_id": "bad-http", "text": ""}
            refusal = sender.send(bad).exception(SECONDS)
        sent(numbers + ["probe"])
        self.assertEqual(receipts, again)
        self.assertEqual(len({receipt.code for receipt in receipts}), len(numbers))
        assert isinstance(refusal, GatewayRefusal)
        self.assertEqual((refusal.status, refusal.code, refusal.field), (422, "field_empty", "text"))

    def is_known(self, sender: GatewaySender) -> bool:
        """A gateway hears of a new key within a moment."""
        return sender.send(report("probe")).exception(SECONDS) is None


class Events(unittest.TestCase):
    def test_each_case_is_heard_of(self) -> None:
        with Sender(URL, outcomes=True, backoff=QUICK) as sender:
            code = sender.send(report("heard")).result(SECONDS)["data"]["code"]
        sent(["heard"])
        stop, heard = threading.Event(), []

        def handle(event: Any) -> None:
            heard.append(event)
            if event["data"]["code"] == code and event["type"].endswith(".registered.v1"):
                stop.set()

        wire = BreakingWire(URL)
        self.addCleanup(wire.close)
        reader = threading.Thread(target=consume, args=(wire.url, "events", handle), kwargs={"stop": stop, "backoff": QUICK})
        reader.start()
        wait(lambda: wire.connections > 0)
        wire.cut()
        reader.join(SECONDS)
        self.assertTrue(stop.is_set(), f"{len(heard)} events, and not this one")

    def test_what_the_handler_raises_ends_reading(self) -> None:
        def handle(event: Any) -> None:
            raise OSError("the disk is full")

        self.assertRaisesRegex(OSError, "disk is full", consume, URL, "events", handle)


if __name__ == "__main__":
    unittest.main()
