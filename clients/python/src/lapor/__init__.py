"""Hand citizens' reports to lapor, and hear what became of them.

`Sender` speaks AMQP, `GatewaySender` HTTP; `consume` reads events. All send the same report by the same external_id until it is
taken, which counts once.
"""

from ._amqp import Sender
from ._errors import Abandoned, BrokerRefusal, GatewayRefusal
from ._events import consume
from ._http import GatewaySender, Receipt
from ._retry import Backoff
from .types import ComplaintEvent, Submission, SubmissionOutcome

__version__ = "1.0.0"
__all__ = [
    "Abandoned",
    "Backoff",
    "BrokerRefusal",
    "ComplaintEvent",
    "GatewayRefusal",
    "GatewaySender",
    "Receipt",
    "Sender",
    "Submission",
    "SubmissionOutcome",
    "consume",
]
