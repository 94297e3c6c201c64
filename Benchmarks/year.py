#!/usr/bin/env python3
"""year.py: the complaints of a national year, 2,000,000, through the workers of one machine as fast as they go, the
nightly reconciliation of all of them, and then people who ask what is known of them: each is found by their telephone
number, their cases are closed, and they are erased: milliseconds of the whole command. The last line of standard output
is one JSON object; 1 when something does not add up.
"""
import argparse
import json
import statistics
import subprocess
import sys
import time

from drain import drain, submissions
from ending import say
from installation import WORK, Installation
from sums import verdict


def reconcile(site):
    """Seconds of the reconciliation, and its exit code: 70 when something does not add up."""
    began = time.monotonic()
    code = subprocess.run([site.programs / "lapor", "reconcile"], env=site.env, stdout=sys.stderr, check=False).returncode
    return round(time.monotonic() - began, 1), code


def people(site, count, most=7):
    """Telephone numbers of reporters, evenly from first to last."""
    with open(submissions(count)) as lines:
        return [json.loads(line)["reporter"]["phone"] for number, line in enumerate(lines) if number % (count // most) == 0]


def asked(site, what, phone, *options):
    """Milliseconds of `lapor person`, from its start to its end, and its answer."""
    began = time.monotonic()
    answer = subprocess.run([site.programs / "lapor", "person", what, "--phone-file", "-", "--reason", "bench", "--json",
                             *options], env=site.env, input=phone, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(f"lapor person {what}: exit code {answer.returncode}: {answer.stderr.strip()}")
    return (time.monotonic() - began) * 1000, answer.stdout


def close(site, code):
    """As an officer does; nobody is erased from an open case."""
    words = WORK / "words.txt"
    words.write_text("Sudah kami periksa di tempat dan kami perbaiki, terima kasih.")
    site.lapor("case", "reply", code, "--text-file", words)
    site.lapor("case", "close", code, "--decision-file", words, "--action-file", words, "--further-file", words)


def rights(site, count):
    """Medians of finding people, and of erasing those whose cases a body has."""
    site.session.ask("vacuum analyze")
    phones = people(site, count)
    found = [asked(site, "find", phone) for phone in phones]
    key = WORK / "officer.pem"
    key.unlink(missing_ok=True)
    site.env["LAPOR_KEY_FILE"] = str(key)
    site.lapor("key", "new")
    site.lapor("issuer", "add", "bench", "--role", "officer", "--any-body")
    site.start_workers(1)
    erased = []
    for phone in phones:
        cases = json.loads(asked(site, "find", phone)[1])
        if all(case["status"] == "belum_ditindaklanjuti" for case in cases):
            for case in cases:
                close(site, case["code"])
            erased.append(asked(site, "erase", phone, "--yes"))
    site.stop_workers()
    return {"people": len(found), "find_ms": round(statistics.median(ms for ms, _ in found), 1),
            "people_erased": len(erased), "erase_ms": round(statistics.median(ms for ms, _ in erased), 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000_000, help="complaints (2,000,000)")
    parser.add_argument("--procs", type=int, default=2, help="processes of each worker (2)")
    options = parser.parse_args()
    site = Installation()
    try:
        run = drain(site, options.count, options.procs, folding=False, limit=3600)
        say(f"{options.count:,} complaints in {run['wall_s'] / 60:.1f} minutes, {run['per_s']} a second; "
            f"{run['cpu_us']['total']} us of CPU each; {verdict(run['other_share'])}")
        seconds, code = reconcile(site)
        say(f"reconciled in {seconds} s: {'it adds up' if code == 0 else f'exit code {code}'}")
        persons = rights(site, options.count)
        say(f"a person by their number: found in {persons['find_ms']} ms, erased in {persons['erase_ms']} ms")
    finally:
        site.close()
    print(json.dumps(run | persons | {"count": options.count, "processes_of_each_worker": options.procs, "reconcile_s": seconds,
                            "reconcile_code": code}))
    return min(1, code)


if __name__ == "__main__":
    sys.exit(main())
