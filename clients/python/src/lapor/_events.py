"""Reading what happens to cases."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator

import pika
import pika.exceptions

from ._retry import Backoff
from .types import ComplaintEvent


def consume(
    url: str,
    queue: str,
    handle: Callable[[ComplaintEvent], None],
    *,
    stop: threading.Event | None = None,
    prefetch: int = 20,
    backoff: Backoff = Backoff(),
) -> None:
    """Calls `handle` with each event of a queue, one at a time, until `stop` is set; connects again when the connection breaks.

    A message is acknowledged when all its events were handled. An event may come again: skip an `id` that you have stored. What
    `handle` raises ends reading, and the message is delivered again.

    queue: yours, such as `lapor.events.web`, which the operator makes.
    """
    stop = stop or threading.Event()
    failures = 0
    while not stop.is_set():
        reading = _messages(url, queue, prefetch, stop)
        try:
            for events in reading:
                failures = 0
                _hand_over(events, handle)
        except _HandlerFailed as failed:
            raise failed.error from None
        except (pika.exceptions.AMQPConnectionError, pika.exceptions.AMQPChannelError, OSError):
            failures += 1
            stop.wait(backoff.pause(failures))
        finally:
            reading.close()


class _HandlerFailed(Exception):
    """What the handler raised, which is no failure of the connection."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


def _hand_over(events: list[ComplaintEvent], handle: Callable[[ComplaintEvent], None]) -> None:
    for event in events:
        try:
            handle(event)
        except Exception as error:
            raise _HandlerFailed(error) from error


def _messages(url: str, queue: str, prefetch: int, stop: threading.Event) -> Generator[list[ComplaintEvent], None, None]:
    """The events of one message after the other; each is acknowledged when the next is asked for."""
    connection = pika.BlockingConnection(pika.URLParameters(url))
    try:
        channel = connection.channel()
        channel.basic_qos(prefetch_count=prefetch)
        for method, _, body in channel.consume(queue, inactivity_timeout=0.5):
            if method is not None and body is not None:
                said = json.loads(body)
                yield said if isinstance(said, list) else [said]
                channel.basic_ack(method.delivery_tag or 0)
            if stop.is_set():
                return
    finally:
        if connection.is_open:
            connection.close()
