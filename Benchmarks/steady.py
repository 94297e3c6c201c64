#!/usr/bin/env python3
"""steady.py: complaints at an even pace, --rate a second for --minutes, with autovacuum on as an installation has it: what
each costs, what autovacuum has of that, and the delays of each minute. The last line of standard output is one JSON object.
"""
import argparse
import json
import pathlib
import sys
import threading

from bench import delays
from drain import drain
from ending import say
from installation import Installation
from processes import alone
from sums import text_table, verdict

MINUTES = """
select n, round(percentile_cont(0.5) within group (order by d)::numeric, 1),
    round(percentile_cont(0.99) within group (order by d)::numeric, 1)
from (select floor(extract(epoch from submitted - min(submitted) over ()) / 60) + 1 as n, d from (
    select c.submitted_at as submitted, 1000 * extract(epoch from max(n.settled_at) - c.submitted_at) as d from complaint c
    join notification n on n.complaint_id = c.id group by c.id, c.submitted_at) one) each group by n order by n"""


class Autovacuum:
    """CPU seconds of PostgreSQL's autovacuum workers while the block runs: they live for moments, so it looks 20 times a
    second, and what a worker does after the last look is not in it."""

    def __init__(self, postmaster):
        self.postmaster, self.used = postmaster, {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def seconds(self):
        return sum(self.used.values())

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()

    def _watch(self):
        children = pathlib.Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children")
        while not self._ended.wait(0.05):
            for pid in children.read_text().split():
                try:
                    title = pathlib.Path(f"/proc/{pid}/cmdline").read_text()
                except OSError:
                    continue
                if "autovacuum worker" in title:
                    self.used[pid] = max(self.used.get(pid, 0), alone(pid))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=200, help="submissions per second (200)")
    parser.add_argument("--minutes", type=int, default=10, help="how long (10)")
    options = parser.parse_args()
    site, count = Installation(), options.rate * options.minutes * 60
    try:
        site.session.ask("alter system set autovacuum = on")
        site.session.ask("select pg_reload_conf()")
        with Autovacuum(site.postgres[0]) as autovacuum:
            run = drain(site, count, 1, "--rate", options.rate, "--stamp", folding=False, limit=options.minutes * 60 + 300)
        run |= {"count": count, "autovacuum_us": round(autovacuum.seconds / count * 1e6, 1), "latency_ms": delays(site)}
        minutes = [[int(number), p50, p99] for number, p50, p99 in site.session.rows(MINUTES)]
    finally:
        site.close()
    say(text_table(["us per complaint", "lapor"], [*run["cpu_us"].items(), ["of which autovacuum", run["autovacuum_us"]]]))
    say("\n" + text_table(["minute", "p50 ms", "p99 ms"], minutes))
    say(f"\nall: {run['latency_ms']}; {verdict(run['other_share'])}")
    print(json.dumps(run | {"minutes": minutes}))


if __name__ == "__main__":
    sys.exit(main())
