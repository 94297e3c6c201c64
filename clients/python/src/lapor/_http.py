"""Sending over HTTP: the same submissions to the gateway, each again until it is taken."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.error
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from ._errors import Abandoned, GatewayRefusal
from ._retry import Backoff
from .types import Submission


@dataclass(frozen=True)
class Receipt:
    """What the gateway says of a report that it has taken. Show code and secret to the reporter once, and keep neither."""

    channel: str
    external_id: str
    #: The tracking code; None where the contract gives none, such as for SMS.
    code: str | None
    secret: str | None
    #: Optional fields that nobody could read; the report is stored without them.
    unread: list[str]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A key is for this address, and for no other that it may be sent on to."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)
# Not taken, or nobody knows.
_AGAIN = frozenset([408, 425, 429])


class GatewaySender:
    """Posts reports to a gateway, several at a time; safe to use from several threads.

    A report is yours until its future has a result. What the gateway refuses for good fails with `GatewayRefusal`; everything
    else is tried again, until `close`.

    url: the gateway's address, such as `https://lapor.example`. key: the channel's, from the operator.
    window: how many requests at once; `send` waits for room. timeout: seconds for each try.
    """

    def __init__(
        self, url: str, key: str, *, window: int = 8, backoff: Backoff = Backoff(), timeout: float = 30.0
    ) -> None:
        if not url.startswith(("https://", "http://")):
            raise ValueError("url: of a gateway, beginning with https:// or http://")
        self._url = url.rstrip("/") + "/v1/complaints"
        self._key = key
        self._backoff = backoff
        self._timeout = timeout
        self._closing = threading.Event()
        self._room = threading.BoundedSemaphore(window)
        self._workers = ThreadPoolExecutor(window, thread_name_prefix="lapor-gateway")

    def send(self, report: Submission) -> Future[Receipt]:
        """Takes over a report; waits while the window is full. Raises `Abandoned` when the sender is closed."""
        body = json.dumps(report, ensure_ascii=False).encode()
        while not self._room.acquire(timeout=0.1):
            if self._closing.is_set():
                break
        if self._closing.is_set():
            raise Abandoned("the sender is closed")
        try:
            future = self._workers.submit(self._deliver, body)
        except RuntimeError:
            self._room.release()
            raise Abandoned("the sender is closed") from None
        future.add_done_callback(lambda _: self._room.release())
        return future

    def close(self, timeout: float = 30.0) -> None:
        """Waits up to `timeout` seconds for what is under way, then ends. What is not known to be taken fails with `Abandoned`."""
        timer = threading.Timer(timeout, self._closing.set)
        timer.start()
        self._workers.shutdown(wait=True)
        timer.cancel()
        self._closing.set()

    def __enter__(self) -> GatewaySender:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _deliver(self, body: bytes) -> Receipt:
        failures = 0
        while True:
            pause = 0.0
            try:
                return self._post(body)
            except urllib.error.HTTPError as answer:
                with answer:
                    if answer.code < 500 and answer.code not in _AGAIN:
                        raise _refusal(answer) from None
                    pause = _seconds(answer.headers.get("Retry-After"))
            except (OSError, ValueError, http.client.HTTPException):
                pass  # No answer, or one that was cut off: nobody knows, so the same again.
            failures += 1
            if self._closing.wait(max(pause, self._backoff.pause(failures))):
                raise Abandoned("not known to be taken: send it again")

    def _post(self, body: bytes) -> Receipt:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._url, body, headers, method="POST")
        with _OPENER.open(request, timeout=self._timeout) as answer:
            said = json.loads(answer.read())
        return Receipt(said["channel"], said["external_id"], said.get("code"), said.get("secret"), said.get("unread", []))


def _refusal(answer: urllib.error.HTTPError) -> GatewayRefusal:
    try:
        problem = json.loads(answer.read())
    except (OSError, ValueError):
        problem = {}
    return GatewayRefusal(
        answer.code, problem.get("code", "unknown"), problem.get("detail", answer.reason), problem.get("field")
    )


def _seconds(header: str | None) -> float:
    return float(header) if header is not None and header.isdigit() else 0.0
