"""What can go wrong for good; everything else is tried again."""

from __future__ import annotations


class Abandoned(Exception):
    """The sender was closed before this report was known to be taken: it is still yours, send it again."""


class BrokerRefusal(Exception):
    """The broker takes this report from nobody, or not from this account; the same again is refused again."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code}: {text}")
        #: AMQP's reply code: 403 without the right to publish for the channel, 406 when it is too large.
        self.code = code


class GatewayRefusal(Exception):
    """The gateway cannot take this report as it is; the same again is refused again."""

    def __init__(self, status: int, code: str, detail: str, field: str | None) -> None:
        where = f" (field {field})" if field else ""
        super().__init__(f"{status} {code}: {detail}{where}")
        self.status = status
        #: One of the error codes of the contract, such as `field_missing`.
        self.code = code
        self.detail = detail
        #: The field at fault, such as `reporter.phone`; None when no field is.
        self.field = field
