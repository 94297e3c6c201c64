"""A receiver of webhooks that fails one call in five, and writes down what it takes: the judge of what was delivered."""
import base64
import hashlib
import hmac
import http.server
import random
import threading


class Receiver:
    """`taken` counts events by id, `order` has the versions of each case as they first came; `forged` counts calls that it cannot verify."""

    def __init__(self, seed):
        self.taken, self.order, self.forged, self.failed = {}, {}, 0, 0
        self.secret = b""
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                receiver.answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def know(self, secret):
        self.secret = base64.b64decode(secret.removeprefix("whsec_"))

    def answer(self, request, body):
        name = request.headers["webhook-id"]
        signed = f"{name}.{request.headers['webhook-timestamp']}.".encode() + body
        own = "v1," + base64.b64encode(hmac.new(self.secret, signed, hashlib.sha256).digest()).decode()
        with self._lock:
            mood = self._random.random()
            if own not in request.headers["webhook-signature"].split():
                self.forged += 1
            if mood < 0.2:
                self.failed += 1
            if mood >= 0.1:
                # From 0.1 to 0.2 it has it, and the answer is lost or says otherwise.
                case, _, version = name.rpartition(":")
                if name not in self.taken:
                    self.order.setdefault(case, []).append(int(version))
                self.taken[name] = self.taken.get(name, 0) + 1
        if 0.15 <= mood < 0.2:
            request.close_connection = True
            return
        request.send_response(503 if mood < 0.15 else 204)
        request.send_header("Content-Length", "0")
        request.end_headers()

    def judge(self, due):
        """Violations, where `due` are the ids of the events that it must have."""
        disordered = [case for case, versions in self.order.items() if versions != sorted(versions)]
        return {
            "W1 events not delivered": sorted(due - set(self.taken))[:20],
            "W1 events that are none": sorted(set(self.taken) - due)[:20],
            "W2 cases out of order": sorted(disordered)[:20],
            "W3 calls not signed": self.forged,
        }
