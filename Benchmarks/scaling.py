#!/usr/bin/env python3
"""scaling.py: what a complaint costs with 1, 2 and 4 processes of each worker, and with 2 and 4 lanes in one, in turn. The
last line of standard output is one JSON object. While the last round runs, sessions are asked ten times a second what they
wait for: that is what limits when there are more of them.
"""
import argparse
import collections
import json
import sys
import threading

from database import Session
from drain import drain
from ending import say
from installation import Installation
from sums import medians, text_table, verdict

# Processes of each worker, and lanes in each process.
SHAPES = [(1, 1), (2, 1), (4, 1), (1, 2), (1, 4)]
WAITS = """
select application_name, coalesce(wait_event_type || ' ' || wait_event, 'working') from pg_stat_activity
where backend_type = 'client backend' and application_name like '%Worker' and state = 'active'"""


class Waits:
    """Asks what sessions of workers wait for, while the block runs."""

    def __init__(self, site):
        self.session = Session(site.env["LAPOR_DATABASE_URL"].replace("//lapor@", "//postgres@"))
        self.found, self._end = collections.Counter(), threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self):
        while not self._end.wait(0.1):
            self.found.update(wait for _, wait in self.session.rows(WAITS))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()
        self.session.close()


def shaped(site, shape, options):
    procs, lanes = shape
    site.env["LAPOR_LANES"] = str(lanes)
    return drain(site, options.count, procs, folding=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="submissions of a run (20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    options = parser.parse_args()
    site, runs, waits = Installation(), {shape: [] for shape in SHAPES}, {}
    try:
        for number in range(1, options.rounds + 1):
            for shape in SHAPES:
                runs[shape].append(shaped(site, shape, options))
                say(f"round {number}  {shape}  {runs[shape][-1]}")
        for shape in SHAPES:
            with Waits(site) as found:
                shaped(site, shape, options)
            waits[shape] = found.found
    finally:
        site.close()
    figures = {shape: medians(found) for shape, found in runs.items()}
    one = figures[SHAPES[0]]["cpu_us"]["total"]
    head = ["processes x lanes", *(f"{procs} x {lanes}" for procs, lanes in SHAPES)]
    rows = [[part, *(figures[shape]["cpu_us"][part] for shape in SHAPES)] for part in figures[SHAPES[0]]["cpu_us"]]
    rows.append(["total / 1 x 1", *(round(figures[shape]["cpu_us"]["total"] / one, 3) for shape in SHAPES)])
    rows.append(["per second", *(figures[shape]["per_s"] for shape in SHAPES)])
    say("\n" + text_table(head, rows))
    commonest = [wait for wait, _ in sum(waits.values(), collections.Counter()).most_common(10)]
    say("\n" + text_table(["sessions, of 100 looks", *head[1:]], [
        [wait, *(round(100 * waits[shape][wait] / max(1, sum(waits[shape].values()))) for shape in SHAPES)] for wait in commonest]))
    say(verdict(max(found["other_share"] for found in figures.values())))
    print(json.dumps({f"{procs}x{lanes}": figures[procs, lanes] | {"waits": waits[procs, lanes]} for procs, lanes in SHAPES}))


if __name__ == "__main__":
    sys.exit(main())
