#!/usr/bin/env python3
"""year.py: the complaints of a national year, 2,000,000, through the workers of one machine as fast as they go, then the
nightly reconciliation of all of them. The last line of standard output is one JSON object; 1 when something does not add up.
"""
import argparse
import json
import subprocess
import sys
import time

from drain import drain
from ending import say
from installation import Installation
from sums import verdict


def reconcile(site):
    """Seconds of the reconciliation, and its exit code: 70 when something does not add up."""
    began = time.monotonic()
    code = subprocess.run([site.programs / "lapor", "reconcile"], env=site.env, stdout=sys.stderr, check=False).returncode
    return round(time.monotonic() - began, 1), code


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
    finally:
        site.close()
    print(json.dumps(run | {"count": options.count, "processes_of_each_worker": options.procs, "reconcile_s": seconds,
                            "reconcile_code": code}))
    return min(1, code)


if __name__ == "__main__":
    sys.exit(main())
