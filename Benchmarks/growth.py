#!/usr/bin/env python3
"""growth.py: what a complaint costs while the store grows: with none, 10,000, 1,000,000 and 10,000,000 complaints of five
years in it, their journals, notices, fingerprints and facts; and how long the commands take that people wait for. The last
line of standard output is one JSON object. Filling 10,000,000 takes the better part of an hour and 40 GB.

Every size is measured --rounds times, one after the other, and the empty store again at the end: what the machine changed
meanwhile shows there. Facts are written on a complaint's way; reports over them have a benchmark of their own (figures.py).
"""
import argparse
import json
import sys
import time

from drain import drain, submissions
from ending import say
from fill import TEMPLATE, fill
from inside import Inside
from installation import Installation
from sums import medians, text_table, verdict

# What people wait for.
COMMANDS = {"status": ["status"], "doctor": ["doctor"], "track": ["track", "{code}"], "explain": ["explain", "{code}"],
            "incident list": ["incident", "list"]}


def waits(site):
    """Milliseconds of each command, the median of three."""
    code = site.session.ask("select code from complaint order by id desc limit 1 offset 1000")
    found = {}
    for name, arguments in COMMANDS.items():
        times = []
        for _ in range(3):
            began = time.monotonic()
            site.run(*(part.format(code=code) for part in arguments))
            times.append(round((time.monotonic() - began) * 1000))
        found[name] = sorted(times)[1]
    return found


def measure(site, size, options):
    """The medians of `size`, with its statements and waits."""
    site.reset()
    if size:
        fill(site, size, submissions(TEMPLATE, 1000))
    runs = []
    for number in range(1, options.rounds + 1):
        runs.append(drain(site, options.count, 1, fresh=False, seed=number + 1, folding=False))
        say(f"round {number}  {size:>10,} in the store  {runs[-1]}")
    found = medians(runs)
    with Inside(site, options.count) as inside:
        drain(site, options.count, 1, fresh=False, seed=99, folding=False, looking=inside)
    return found | {"statements": inside.statements[:12], "waits_ms": waits(site) if size else {}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="submissions of a run (10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000, 10_000_000], help="complaints in the store")
    options = parser.parse_args()
    site, found = Installation(), {}
    try:
        for name, size in [("0", 0), *((f"{size:,}", size) for size in options.sizes), ("0 again", 0)]:
            found[name] = measure(site, size, options)
    finally:
        site.close()
    # The machine's drift lies between the first and the last look at an empty store.
    empty = {part: (found["0"]["cpu_us"][part] + found["0 again"]["cpu_us"][part]) / 2 for part in found["0"]["cpu_us"]}
    for run in found.values():
        run["ratio"] = {part: round(run["cpu_us"][part] / empty[part], 3) for part in ("total", "postgres")}
    parts = list(empty)
    say("\n" + text_table(["us per complaint, stored before:", *found], [
        *([part, *(run["cpu_us"][part] for run in found.values())] for part in parts),
        *([f"{part} / empty", *(run["ratio"][part] for run in found.values())] for part in ("total", "postgres")),
        ["WAL bytes", *(run["wal"] for run in found.values())],
        *([f"lapor {name}, ms", *(run["waits_ms"].get(name, "") for run in found.values())] for name in COMMANDS)]))
    for name, run in found.items():
        say(f"\nstored before: {name}\n" + text_table(["statement (per complaint)", "calls", "us", "rows", "WAL bytes"],
                                                        run["statements"]))
    say(verdict(max(run["other_share"] for run in found.values())))
    print(json.dumps(found))


if __name__ == "__main__":
    sys.exit(main())
