"""An SMS gateway that writes down every message it accepts, and answers as badly as it is told to."""
import http.server
import random
import threading


class Gateway:
    """`accepted` counts the messages by idempotency key. It does not honour the key: what comes twice is sent twice."""

    def __init__(self, seed):
        self.accepted = {}
        self.mood = "good"
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                gateway.answer(self)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/sms"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, request):
        with self._lock:
            is_bad = self.mood != "good" and self._random.random() < 0.3
            if not (is_bad and self.mood == "refuses"):
                key = request.headers["Idempotency-Key"]
                self.accepted[key] = self.accepted.get(key, 0) + 1
        if is_bad and self.mood == "silent":
            # It happened, and the answer is lost.
            request.close_connection = True
            return
        request.send_response(503 if is_bad else 200)
        request.send_header("Content-Length", "0")
        request.end_headers()
