#!/usr/bin/env python3
"""Receives webhooks of lapor, and prints what it takes: verified, each event once.

usage: webhook-receiver.py PORT, with the secret in WEBHOOK_SECRET (several, with blanks between them, while one follows another)
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

SECRETS = [base64.b64decode(secret.removeprefix("whsec_")) for secret in os.environ["WEBHOOK_SECRET"].split()]
OLDEST = 300  # seconds: what is older may be somebody's repetition
seen = set()  # of yours, in your database


def is_ours(headers, body):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    own = ["v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode() for secret in SECRETS]
    theirs = headers.get("webhook-signature", "").split()
    is_fresh = abs(time.time() - int(headers.get("webhook-timestamp", "0"))) <= OLDEST
    return is_fresh and any(hmac.compare_digest(one, other) for one in own for other in theirs)


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers["Content-Length"]), 1 << 20))
        taken = is_ours(self.headers, body)
        if taken and self.headers["webhook-id"] not in seen:
            event = json.loads(body)
            print(event["type"], event.get("externalid", ""), event.get("data", {}).get("code", ""), flush=True)
            seen.add(self.headers["webhook-id"])
        # 2xx only when the event is safe with you; anything else is sent again.
        self.send_response(204 if taken else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
