"""Sending over AMQP 0-9-1: a window of unconfirmed reports, and each again until it is taken."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import pika
import pika.exceptions

from ._errors import Abandoned, BrokerRefusal
from ._retry import Backoff
from .types import Submission, SubmissionOutcome

_EXCHANGE = "lapor.intake"
# The broker makes answers to this name go to the channel that asked, without a queue or a right of its own.
_ANSWERS = "amq.rabbitmq.reply-to"
# What the broker closes a channel with for the sake of one message: no right to publish it, too large.
_FOR_GOOD = frozenset([403, 406])


@dataclass
class _Report:
    route: str
    body: bytes
    future: Future[SubmissionOutcome | None]
    failures: int = 0
    returned: bool = False
    # When to send it again although it is confirmed, because no answer has come; None: not confirmed yet.
    answer_due: float | None = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


class Sender:
    """Publishes reports by a thread of its own; safe to use from several threads.

    A report is yours until its future has a result: keep it in your own database until then, and after a crash send it again by
    the same external_id. Nothing is given up: a nack, a return and a lost connection lead to another try, until `close`.
    Only what the broker can never take from this account fails, with `BrokerRefusal`, and holds up no other.

    url: such as `amqps://user:password@host/vhost`. The account's name is sent along with each report, as the contract wants.
    window: how many reports may be under way at once; `send` waits for room.
    outcomes: whether the future waits for lapor's answer (registered, duplicate, refused, ...) and has it as result; without, it
      has None as result once the broker has confirmed.
    answer_seconds: how long to wait for an answer before the same report is sent again, which brings the answer again.
    """

    def __init__(
        self,
        url: str,
        *,
        window: int = 300,
        outcomes: bool = False,
        backoff: Backoff = Backoff(),
        answer_seconds: float = 60.0,
    ) -> None:
        if window < 1:
            raise ValueError("window: at least 1")
        self._parameters = pika.URLParameters(url)
        # None where the certificate says who it is.
        self._user = getattr(self._parameters.credentials, "username", None)
        if self._parameters.heartbeat is None:
            # A connection that died in silence is noticed within 20 seconds, not some minutes.
            self._parameters.heartbeat = 10
        self._outcomes = outcomes
        self._backoff = backoff
        self._answer_seconds = answer_seconds
        self._room = threading.BoundedSemaphore(window)
        self._lock = threading.Lock()
        self._closing = False
        # All below belongs to the thread.
        self._reports: dict[str, _Report] = {}
        self._tags: dict[int, str] = {}
        self._next_tag = 1
        # One of them has made the broker close the channel: they are sent one at a time, to see which.
        self._suspects: list[str] = []
        self._channel: Any = None
        self._connection: Any = None
        self._failures = 0
        self._open()
        self._thread = threading.Thread(target=self._run, name="lapor-sender", daemon=True)
        self._thread.start()

    def send(self, report: Submission) -> Future[SubmissionOutcome | None]:
        """Takes over a report; waits while the window is full.

        Raises `ValueError` when it has no channel or external_id, and `Abandoned` when the sender is closed.
        """
        if not report.get("channel") or not report.get("external_id"):
            raise ValueError("a report needs channel and external_id")
        body = json.dumps(report, ensure_ascii=False, separators=(",", ":")).encode()
        taken = _Report("intake." + report["channel"], body, Future())
        # It is under way from here on, and nobody can cancel it.
        taken.future.set_running_or_notify_cancel()
        while not self._room.acquire(timeout=0.1):
            self._refuse_when_closing()
        with self._lock:
            try:
                self._refuse_when_closing()
            except Abandoned:
                self._room.release()
                raise
            self._loop.add_callback_threadsafe(lambda: self._add(taken))
        return taken.future

    def close(self, timeout: float = 30.0) -> None:
        """Waits up to `timeout` seconds for what is under way, then ends. What is not known to be taken fails with `Abandoned`."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            self._loop.add_callback_threadsafe(lambda: self._finish(time.monotonic() + timeout))
        self._thread.join()

    def __enter__(self) -> Sender:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _refuse_when_closing(self) -> None:
        if self._closing:
            raise Abandoned("the sender is closed")

    # What follows runs in the thread.

    def _open(self) -> None:
        ioloop = getattr(self, "_loop", None)
        self._connection = pika.SelectConnection(
            self._parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._broken,
            on_close_callback=self._broken,
            custom_ioloop=ioloop,
        )
        self._loop = self._connection.ioloop

    def _run(self) -> None:
        self._loop.call_later(1.0, self._look)
        self._loop.start()
        for report in list(self._reports.values()):
            self._settle(report, lambda future: future.set_exception(Abandoned("not known to be taken: send it again")))

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._ready)

    def _ready(self, channel: Any) -> None:
        channel.add_on_return_callback(self._returned)
        channel.add_on_close_callback(lambda _, reason: self._hang_up(reason))
        if self._outcomes:
            channel.basic_consume(_ANSWERS, self._answered, auto_ack=True)
        channel.confirm_delivery(self._confirmed, callback=lambda _: self._begin(channel))

    def _begin(self, channel: Any) -> None:
        self._channel, self._tags, self._next_tag = channel, {}, 1
        for report in self._reports.values():
            # Its answer went to the channel before.
            report.answer_due = None
        self._send_waiting()

    def _send_waiting(self) -> None:
        under_way = set(self._tags.values())
        for report in list(self._reports.values()):
            if report.key not in under_way and report.answer_due is None:
                self._publish(report)

    def _hang_up(self, reason: Exception) -> None:
        self._channel = None
        if isinstance(reason, pika.exceptions.ChannelClosedByBroker) and reason.reply_code in _FOR_GOOD:
            keys = [key for key in dict.fromkeys(self._tags.values()) if key in self._reports]
            self._suspects = keys if len(keys) > 1 else []
            if len(keys) == 1:
                refusal = BrokerRefusal(reason.reply_code, reason.reply_text)
                self._settle(self._reports[keys[0]], lambda future: future.set_exception(refusal))
        if self._connection.is_open:
            self._connection.close()

    def _broken(self, _connection: Any, _reason: Any) -> None:
        self._channel, self._tags = None, {}
        self._failures += 1
        if self._closing and not self._reports:
            return
        self._loop.call_later(self._backoff.pause(self._failures), self._open)

    def _add(self, report: _Report) -> None:
        self._reports[report.key] = report
        self._publish(report)

    def _publish(self, report: _Report) -> None:
        channel = self._channel
        if channel is None or not channel.is_open or report.key not in self._reports:
            return
        if self._suspects and (self._tags or report.key not in self._suspects):
            return
        report.returned, report.answer_due = False, None
        properties = pika.BasicProperties(
            content_type="application/json",
            delivery_mode=2,
            user_id=self._user,
            timestamp=int(time.time()),
            message_id=report.key,
            correlation_id=report.key,
            reply_to=_ANSWERS if self._outcomes else None,
        )
        self._tags[self._next_tag] = report.key
        self._next_tag += 1
        channel.basic_publish(_EXCHANGE, report.route, report.body, properties, mandatory=True)

    def _returned(self, _channel: Any, _method: Any, properties: Any, _body: bytes) -> None:
        # The confirm that follows says only that the broker has nothing to do with it any more.
        report = self._reports.get(properties.message_id)
        if report is not None:
            report.returned = True

    def _confirmed(self, frame: Any) -> None:
        tag, is_ack = frame.method.delivery_tag, isinstance(frame.method, pika.spec.Basic.Ack)
        tags = [known for known in self._tags if known <= tag] if frame.method.multiple else [tag]
        for key in [self._tags.pop(known) for known in tags if known in self._tags]:
            report = self._reports.get(key)
            if report is None:
                # Its answer came before this.
                self._clear(key)
                continue
            if not is_ack or report.returned:
                self._again(report)
            elif self._outcomes:
                report.answer_due = time.monotonic() + self._answer_seconds
            else:
                self._settle(report, lambda future: future.set_result(None))
            if is_ack:
                self._failures = 0
            self._clear(key)

    def _clear(self, key: str) -> None:
        """Another's turn, when this was one of those that might have closed the channel."""
        if key in self._suspects:
            self._suspects.remove(key)
            self._send_waiting()

    def _again(self, report: _Report) -> None:
        report.failures += 1
        self._loop.call_later(self._backoff.pause(report.failures), lambda: self._publish(report))

    def _answered(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        report = self._reports.get(properties.correlation_id)
        if report is not None:
            outcome: SubmissionOutcome = json.loads(body)
            self._settle(report, lambda future: future.set_result(outcome))

    def _settle(self, report: _Report, tell: Callable[[Future[SubmissionOutcome | None]], None]) -> None:
        del self._reports[report.key]
        tell(report.future)
        self._room.release()

    def _look(self) -> None:
        """Once a second: sends again what nobody has answered."""
        now = time.monotonic()
        for report in list(self._reports.values()):
            if report.answer_due is not None and report.answer_due <= now:
                self._publish(report)
        self._loop.call_later(1.0, self._look)

    def _finish(self, end: float) -> None:
        if self._reports and time.monotonic() < end:
            self._loop.call_later(0.05, lambda: self._finish(end))
            return
        if self._connection.is_open:
            self._connection.close()
        self._loop.call_later(0.05, self._loop.stop)
