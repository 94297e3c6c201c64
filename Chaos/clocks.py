#!/usr/bin/env python3
"""clocks.py [--cases N] [--kill SECONDS] [--copies N]: due deadlines while ClockWorkers die.

N cases wait with clocks that are due, six steps for five cases. Three ClockWorkers let them speak, and one of them is killed
every few seconds. Each (case, clock, step) must stand in the journal exactly once, each event must have been announced at
least once, and nothing may stay in the outbox. The last line is one JSON object; exit code 1 when something is wrong."""
import argparse
import base64
import json
import pathlib
import random
import subprocess
import sys
import time

from installation import PROGRAMS, Installation

CASES = pathlib.Path(__file__).with_name("due_cases.sql")
SPOKEN = "FROM journal WHERE actor = 'ClockWorker'"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000, help="a multiple of five")
    parser.add_argument("--kill", type=float, default=3, help="seconds between two kills; 0: none")
    parser.add_argument("--copies", type=int, default=3)
    return parser.parse_args()


def start(site):
    return subprocess.Popen([PROGRAMS / "ClockWorker"], env=site.direct, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def announced(site):
    """What the queue `notify` got, as complaint:version; nobody reads it here. Read through the management API."""
    found, total = set(), 0
    while True:
        messages = site.get("notify", 50)
        if not messages:
            return found, total
        for message in messages:
            payload = message["payload"]
            if message["payload_encoding"] == "base64":
                payload = base64.b64decode(payload)
            events = json.loads(payload)
            for event in events if isinstance(events, list) else [events]:
                found.add(f"{event['subject']}:{event['data']['version']}")
                total += 1


def main():
    options = arguments()
    site, copies, kills = Installation("clocks"), [], 0
    try:
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", site.direct["LAPOR_DATABASE_URL"]], check=True, text=True,
                       input=CASES.read_text().replace("{count}", str(options.cases)) + ";")
        steps = options.cases * 6 // 5
        begin = time.time()
        copies = [start(site) for _ in range(options.copies)]
        taken, killed_at = 0, time.time()
        while taken < steps and time.time() - begin < 900:
            time.sleep(0.25)
            taken = int(site.sql(f"SELECT count(*) {SPOKEN}"))
            if options.kill and time.time() - killed_at >= options.kill and taken < steps:
                victim = random.randrange(len(copies))
                copies[victim].kill()
                copies[victim].wait()
                copies[victim] = start(site)
                kills, killed_at = kills + 1, time.time()
        spoken_in = time.time() - begin
        while int(site.sql("SELECT count(*) FROM outbox")) and time.time() - begin < 960:
            time.sleep(0.25)
        announced_in = time.time() - begin
        for copy in copies:
            copy.terminate()
        codes = [copy.wait(25) for copy in copies]
        heard, total = announced(site)
        stored = set(site.sql(f"SELECT complaint_id || ':' || version {SPOKEN}").splitlines())
        distinct = int(site.sql(f"SELECT count(DISTINCT (complaint_id, data ->> 'clock', data ->> 'step')) {SPOKEN}"))
        result = {
            "cases": options.cases, "steps": steps, "spoken": len(stored), "distinct": distinct, "kills": kills,
            "never_announced": len(stored - heard), "announced": total, "outbox": int(site.sql("SELECT count(*) FROM outbox")),
            "due": int(site.sql("SELECT count(*) FROM agenda WHERE next_at <= now()")), "seconds": round(spoken_in, 1),
            "seconds_until_announced": round(announced_in, 1), "steps_per_second": round(steps / spoken_in),
        }
        good = (result["spoken"] == distinct == steps and not result["never_announced"] and not result["outbox"]
                and not result["due"] and codes == [0] * len(copies))
        print(json.dumps(result))
        return 0 if good else 1
    finally:
        for copy in copies:
            if copy.poll() is None:
                copy.kill()
        site.close()


if __name__ == "__main__":
    sys.exit(main())
