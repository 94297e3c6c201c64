"""The client for Python without a broker: its types are those of the schemas, it can be packed, and it follows the gateway's rules."""

import http.server
import importlib.util
import json
import subprocess
import sys
import tempfile
import threading
import typing
import unittest
import zipfile
from pathlib import Path

from contract import ROOT

CLIENT = ROOT / "clients" / "python"
sys.path.insert(0, str(CLIENT / "src"))

from lapor import Abandoned, Backoff, GatewayRefusal, GatewaySender, types  # noqa: E402

QUICK = Backoff(first=0.01, longest=0.02)
REPORT = {"channel": "web", "external_id": "W-1", "text": "Jalan rusak"}
TAKEN = (202, {}, json.dumps({"channel": "web", "external_id": "W-1", "code": "ABC", "secret": "DEF", "unread": []}))


class Gateway(http.server.ThreadingHTTPServer):
    """Says one answer after the other, (status, headers, body) each, the last for ever; keeps what it was asked."""

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = list(answers), []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """A client that hangs up is no news."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Authorization"], json.loads(body)))
        answers = self.server.answers
        status, headers, said = answers.pop(0) if len(answers) > 1 else answers[0]
        if status is None:
            self.connection.close()
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(said) + headers.pop("missing", 0)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *arguments):
        pass


class GatewayRules(unittest.TestCase):
    def deliver(self, *answers):
        gateway = Gateway(answers)
        self.addCleanup(gateway.server_close)
        self.addCleanup(gateway.shutdown)
        with GatewaySender(gateway.url, "lapor_key", backoff=QUICK) as sender:
            future = sender.send(REPORT)
            future.exception(20)
        return gateway, future

    def test_what_is_not_taken_is_sent_again_as_it_is(self):
        busy = (503, {"Retry-After": "0"}, "{}")
        cut = (202, {"missing": 5}, '{"channel"')
        gateway, future = self.deliver(busy, (429, {}, ""), (408, {}, ""), (500, {}, "?"), (None, {}, ""), cut, TAKEN)
        self.assertEqual((future.result().code, future.result().secret), ("ABC", "DEF"))
        self.assertEqual(gateway.asked, [("/v1/complaints", "Bearer lapor_key", REPORT)] * 7)

    def test_what_cannot_be_taken_is_sent_once(self):
        problem = json.dumps({"code": "field_empty", "detail": "text is empty", "field": "text"})
        gateway, future = self.deliver((422, {"Content-Type": "application/problem+json"}, problem), TAKEN)
        refusal = future.exception()
        self.assertIsInstance(refusal, GatewayRefusal)
        self.assertEqual((refusal.status, refusal.code, refusal.field), (422, "field_empty", "text"))
        self.assertEqual(str(refusal), "422 field_empty: text is empty (field text)")
        self.assertEqual(len(gateway.asked), 1)

    def test_the_key_goes_nowhere_else(self):
        other = Gateway([TAKEN])
        self.addCleanup(other.server_close)
        self.addCleanup(other.shutdown)
        for status in (301, 302, 303, 307, 308):
            _, future = self.deliver((status, {"Location": other.url + "/v1/complaints"}, ""))
            self.assertEqual(future.exception().status, status)
        self.assertEqual(other.asked, [])

    def test_what_is_given_up_says_so(self):
        gateway = Gateway([(503, {"Retry-After": "3600"}, "{}")])
        self.addCleanup(gateway.server_close)
        self.addCleanup(gateway.shutdown)
        sender = GatewaySender(gateway.url, "lapor_key", backoff=QUICK)
        future = sender.send(REPORT)
        sender.close(timeout=0.1)
        self.assertIsInstance(future.exception(20), Abandoned)
        self.assertRaises(Abandoned, sender.send, REPORT)


class Packed(unittest.TestCase):
    def test_types_can_be_read(self):
        for name, part in vars(types).items():
            if isinstance(part, type) and part.__module__ == types.__name__:
                with self.subTest(name):
                    typing.get_type_hints(part)

    def test_types_are_those_of_the_schemas(self):
        spec = importlib.util.spec_from_file_location("generate", CLIENT / "generate.py")
        generate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(generate)
        self.assertEqual(
            generate.TARGET.read_text(encoding="utf-8"), generate.generated(), "run clients/python/generate.py"
        )

    def test_wheel(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, str(CLIENT)]
            built = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
            (wheel,) = Path(folder).glob("lapor-*-py3-none-any.whl")
            names = set(zipfile.ZipFile(wheel).namelist())
            installed = subprocess.run(
                [sys.executable, "-c", "import lapor; print(lapor.__version__)"],
                env={"PYTHONPATH": str(wheel)}, capture_output=True, text=True,
            )
        self.assertLessEqual({"lapor/py.typed", "lapor/types.py", "lapor/__init__.py"}, names)
        self.assertEqual(installed.stdout.strip(), wheel.name.split("-")[1], installed.stderr)


class Pauses(unittest.TestCase):
    def test_they_double_up_to_a_limit(self):
        backoff = Backoff(first=1, longest=60)
        for failures, whole in [(1, 1), (2, 2), (5, 16), (7, 60), (5000, 60)]:
            for _ in range(50):
                self.assertTrue(whole / 2 <= backoff.pause(failures) <= whole)


if __name__ == "__main__":
    unittest.main()
