"""What receivers of webhooks are sent is accepted by others' libraries: PyPI standardwebhooks and cloudevents.

A test of the worker holds the example to what is really sent.
"""

import json
import unittest
from datetime import datetime, timezone
from unittest import mock

from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from contract import DOCS, validator
from standardwebhooks import Webhook, WebhookVerificationError
from standardwebhooks import webhooks as library

FOLDER = DOCS / "examples" / "webhooks"


class Webhooks(unittest.TestCase):
    def setUp(self):
        example = json.loads((FOLDER / "replied.headers.json").read_text())
        self.secrets, self.headers = example["secrets"], example["headers"]
        self.body = (FOLDER / "replied.json").read_bytes()
        at = datetime.fromtimestamp(int(self.headers["webhook-timestamp"]), tz=timezone.utc)
        clock = mock.patch.object(library, "datetime", wraps=datetime)
        clock.start().now.return_value = at
        self.addCleanup(clock.stop)

    def test_both_secrets_of_a_rotation_verify(self):
        for secret in self.secrets:
            self.assertEqual(Webhook(secret).verify(self.body, self.headers), json.loads(self.body))

    def test_another_secret_body_id_or_time_does_not(self):
        other = "whsec_" + "A" * 43 + "="
        changes = [
            (other, self.body, {}), (self.secrets[0], self.body + b" ", {}),
            (self.secrets[0], self.body, {"webhook-id": "x:1"}),
            (self.secrets[0], self.body, {"webhook-timestamp": str(int(self.headers["webhook-timestamp"]) + 1)}),
            (self.secrets[0], self.body, {"webhook-timestamp": str(int(self.headers["webhook-timestamp"]) + 600)}),
        ]
        for secret, body, headers in changes:
            with self.assertRaises(WebhookVerificationError):
                Webhook(secret).verify(body, self.headers | headers)

    def test_it_is_a_cloud_event(self):
        headers = {name.lower(): value for name, value in self.headers.items()}
        event = from_http_event(HTTPMessage(headers=headers, body=self.body))
        self.assertEqual(event.get_id(), self.headers["webhook-id"])
        self.assertEqual(event.get_type(), "id.lapor.complaint.replied.v1")
        self.assertEqual(event.get_extension("externalid"), 'A-"17"')
        self.assertEqual(event.get_data()["code"], "KVNTRWQHSMPH")

    def test_it_is_an_event_as_the_contract_has_it(self):
        errors = list(validator("complaint-event.json").iter_errors(json.loads(self.body)))
        self.assertEqual([error.message for error in errors], [])


if __name__ == "__main__":
    unittest.main()
