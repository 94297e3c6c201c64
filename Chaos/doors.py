"""What comes in over HTTP: a channel that posts to two gateways, tries again until it hears 202, and keeps what it was told."""
import http.client
import json
import random
import threading
import time

CHANNEL = "pos"


class Doors:
    """Posts about `rate` reports a second; every tenth that was answered 202 is posted again."""

    THREADS = 8
    # How long the last ones are tried again when everything is healed.
    PATIENCE = 120

    def __init__(self, ports, key, rate, seed):
        self.ports, self.key, self.pause = ports, key, self.THREADS / rate
        # Id and code of each report that was answered 202.
        self.told = {}
        self.codeless, self.other_codes, self.refused, self.unanswered = [], [], [], []
        self.answers = {}
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._send, args=(n, random.Random(f"{seed} {n}")), daemon=True)
                         for n in range(self.THREADS)]
        for thread in self._threads:
            thread.start()

    def close(self):
        """Begins no further report, and waits for those that are under way."""
        self._is_over.set()
        for thread in self._threads:
            thread.join(self.PATIENCE + 30)

    def _send(self, thread, rng):
        number = 0
        while not self._is_over.is_set():
            number += 1
            self._report(f"H-{thread}-{number}", rng)
            if rng.random() < 0.1:
                self._report(f"H-{thread}-{rng.randint(1, number)}", rng)
            time.sleep(self.pause * rng.uniform(0.5, 1.5))

    def _report(self, name, rng):
        """Until it is taken or refused for good."""
        body = json.dumps({"channel": CHANNEL, "external_id": name, "text": f"Lampu jalan padam di Kota Samarinda, {name}."}).encode()
        end = None
        while True:
            status, answer = self._post(body, rng)
            with self._lock:
                self.answers[status] = self.answers.get(status, 0) + 1
                if status == 202:
                    code = answer.get("code")
                    if code is None:
                        self.codeless.append(name)
                    elif self.told.setdefault(name, code) != code:
                        self.other_codes.append(name)
                    return
                if 400 <= status < 500 and status not in (408, 429):
                    self.refused.append((name, status))
                    return
            if self._is_over.is_set():
                end = end or time.time() + self.PATIENCE
                if time.time() > end:
                    self.unanswered.append(name)
                    return
            time.sleep(rng.uniform(0.1, 1))

    def _post(self, body, rng):
        """Status and answer; 0 when there was none."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", rng.choice(self.ports), timeout=30)
            try:
                connection.request("POST", "/v1/complaints", body,
                                   {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
                answer = connection.getresponse()
                text = answer.read()
                return answer.status, json.loads(text) if answer.status == 202 else None
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None

    def judge(self, rows):
        """Violations, by what is stored of the channel: rows of external id and code."""
        # People are told it in groups.
        stored = {row["id"]: "-".join(row["code"][place:place + 4] for place in (0, 4, 8)) for row in rows}
        return {
            "202 and lost": sorted(set(self.told) - set(stored))[:20],
            "202 and another code": [name for name, code in self.told.items() if stored.get(name, code) != code][:20],
            "202 without a code": self.codeless[:20],
            "a repetition heard another code": self.other_codes[:20],
            "sound ones refused": self.refused[:20],
            "no answer although healed": self.unanswered[:20],
        }
