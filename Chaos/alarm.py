#!/usr/bin/env python3
"""alarm.py [--minutes N] [--count N]: the broker's memory alarm for a long time.

While the alarm lasts nobody can publish, but what was accepted before must be stored and routed, and nothing may be lost
when it ends. A line a minute; the last line is one JSON object; exit code 1 when an invariant is broken."""
import argparse
import json
import random
import subprocess
import sys
import time

from chaos import say, submissions
from crew import Crew
from gateway import Gateway
from installation import PROGRAMS, Installation
from oracle import Oracle


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--count", type=int, default=6000)
    return parser.parse_args()


def figures(site):
    return site.rows("SELECT (SELECT count(*) FROM complaint) AS stored, (SELECT count(*) FROM complaint WHERE version > 1)"
                     " AS routed, (SELECT count(*) FROM notification WHERE state IN ('sent', 'filed')) AS sent")[0]


def publish(site, lines, name):
    (site.work / name).write_text("\n".join(lines) + "\n")
    site.bring(site.work / name, "--ledger", site.work / "ledger")


def wait(site, condition, seconds):
    start = time.time()
    while not condition(figures(site)):
        if time.time() - start > seconds:
            return None
        time.sleep(0.5)
    return round(time.time() - start, 1)


def main():
    options = arguments()
    site, gateway = Installation("alarm"), Gateway(1)
    environment = site.workers_env | {"LAPOR_SMS_URL": gateway.url, "LAPOR_SPILL_SECONDS": "30"}
    lines = submissions(options.count, random.Random(1))
    half = len(lines) // 2
    crew = None
    try:
        # Half is stored and waits to be routed, half waits to be stored, when the alarm begins.
        publish(site, lines[:half], "first.jsonl")
        intake = subprocess.Popen([PROGRAMS / "IntakeWorker"], env=environment, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        expected = len({json.loads(line)["external_id"] for line in lines[:half] if "text" in json.loads(line)})
        wait(site, lambda now: now["stored"] >= expected, 120)
        intake.terminate()
        intake.wait(30)
        publish(site, lines[half:], "second.jsonl")
        site.control("set_vm_memory_high_watermark", "absolute", "1MB")
        time.sleep(5)
        crew = Crew(PROGRAMS, environment, site.work / "workers.log")
        result = {"minutes": options.minutes, "submissions": len(lines)} | during(site, lines, expected, options.minutes)
        site.control("set_vm_memory_high_watermark", "absolute", "1GB")
        result |= after(site, gateway, lines)
    finally:
        if crew:
            codes = crew.stop()
        site.close()
    result["violations"]["stopped badly"] = [end for end in codes if end[1] != 0]
    print(json.dumps(result))
    sys.exit(1 if any(result["violations"].values()) or None in result.values() else 0)


def good_ids(lines):
    fields = map(json.loads, lines)
    return {f"{row['channel']} {row['external_id']}" for row in fields if "text" in row}


def during(site, lines, queued, minutes):
    start = time.time()
    routed = wait(site, lambda now: now["routed"] >= queued, 300)
    stored = wait(site, lambda now: now["stored"] >= len(good_ids(lines)), 300)
    say(f"alarm: routed what was queued after {routed} s, stored the rest {stored} s later")
    while time.time() - start < minutes * 60:
        time.sleep(min(60, max(1, minutes * 60 - (time.time() - start))))
        say("alarm:", figures(site))
    return {"queued_for_routing": queued, "seconds_until_routed": routed, "further_seconds_until_stored": stored,
            "at_its_end": figures(site)}


def after(site, gateway, lines):
    oracle, start = Oracle(site, gateway), time.time()
    good = good_ids(lines)
    while not oracle.is_settled(len(good)) and time.time() - start < 600:
        time.sleep(1)
    seconds = round(time.time() - start, 1)
    bad = {json.loads(line)["external_id"] for line in lines if "text" not in json.loads(line)}
    return {"seconds_until_settled_after_it": seconds, "violations": oracle.judge(good, bad)}


main()
