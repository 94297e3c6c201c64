#!/usr/bin/env python3
"""bench.py: what a complaint costs. The last line of standard output is one JSON object; tables go to standard error.

Each round drains --count synthetic submissions through the release workers on a private stack with every durability
setting on, has the facts folded, and measures
  cpu_us_per_complaint    utime + stime by part; `total` is the way of a complaint, `total_with_all` all that it causes
  wall_s, complaints_per_s  from the first publish to the last notice stored
  peak_memory_mb          shared pages counted once (PSS), looked at twice a second
  wal_bytes_per_complaint   write-ahead log written meanwhile; afterwards by folding and vacuum
  other_share             CPU that others used: figures of a busy machine are worth nothing
Where a folder with other makes is (--peers), each round runs those as well, so that all meet the same machine; `limit` is
the bare C copy-loop, ratio_to_limit is the ratio of the medians. Three rounds or more go to Benchmarks/history.jsonl and
are compared with the last. Before the rounds the workers rest for 10 seconds (idle_percent of a core, each); after them
one run is looked into (statements, messages, bytes), and a paced run gives the delays from publish to the last notice sent.
All figures are medians over rounds. docs/performance.md tells how to read them.
"""
import argparse
import json
import os
import pathlib
import sys

from copyloop import Peers
from drain import drain, rest
from ending import say
from history import record
from inside import look_inside
from installation import ROOT, Installation
from pairs import pairs
from sums import TOTALS, beside_limit, medians, text_table, verdict


def delays(site):
    """Milliseconds from the moment a submission was due to the last of its notices."""
    row = site.sql("""select string_agg(round(x::numeric * 1000, 1)::text, '|') from (
        select unnest(percentile_cont(array[0.5, 0.9, 0.99, 1]) within group (order by d)) x from (
            select extract(epoch from max(n.settled_at) - c.submitted_at) d from complaint c
            join notification n on n.complaint_id = c.id group by c.id, c.submitted_at) q) p""")
    return dict(zip(["p50", "p90", "p99", "max"], map(float, row.split("|"))))


def rounds(site, peers, options):
    """The medians of this project, and of each of the others by name."""
    ours, theirs = [], {name: [] for name in peers.names} if peers else {}
    for number in range(1, options.rounds + 1):
        ours.append(drain(site, options.count, options.procs))
        say(f"round {number}  lapor  {ours[-1]}")
        for name, runs in theirs.items():
            runs.append(peers.run(name, options.count))
            say(f"round {number}  {name}  {runs[-1]}")
    return medians(ours), {name: medians(runs) for name, runs in theirs.items()}


def paced_delays(site, options):
    if not options.seconds:
        return None
    drain(site, options.rate * options.seconds, options.procs, "--rate", options.rate, "--stamp", folding=False)
    return delays(site)


def show(ours, theirs):
    say("\n" + text_table(["us per complaint", "lapor", *theirs], beside_limit(ours, theirs)))
    say(verdict(ours["other_share"]) + "\n")


def report(options, idle, ours, theirs):
    model = next((row.split(":")[1].strip() for row in open("/proc/cpuinfo") if row.startswith("model name")), "unknown")
    limit = theirs.get("limit")
    return {
        "count": options.count, "rounds": options.rounds, "processes_of_each_worker": options.procs, "tls": options.tls,
        "machine": {"cores": os.cpu_count(), "model": model},
        "cpu_us_per_complaint": ours["cpu_us"], "wall_s": ours["wall_s"], "complaints_per_s": ours["per_s"],
        "peak_memory_mb": ours["memory"], "wal_bytes_per_complaint": ours["wal"],
        "wal_bytes_afterwards": ours["wal_afterwards"], "other_share": ours["other_share"], "idle_percent": idle,
        "limit": limit and {"cpu_us_per_message": limit["cpu_us"], "messages_per_s": limit["per_s"]},
        "ratio_to_limit": limit and {total: round(ours["cpu_us"][total] / limit["cpu_us"]["total"], 3) for total in TOTALS},
        "peers": theirs,
    }


def arguments():
    beside = ROOT.parent / "shared/peers"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="submissions of a round (20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--procs", type=int, default=1, help="processes of each worker (1)")
    parser.add_argument("--rate", type=int, default=200, help="submissions per second of the paced run (200)")
    parser.add_argument("--seconds", type=int, default=20, help="how long the paced run lasts; 0: none (20)")
    parser.add_argument("--peers", type=pathlib.Path, default=beside if beside.is_dir() else None,
                        help="folder with the C copy-loop and others (../shared/peers when it is there)")
    parser.add_argument("--pairs", type=pathlib.Path, metavar="TREE",
                        help="only compares this tree's release programs with those of another checkout, in turn")
    parser.add_argument("--tls", action="store_true", help="programs, broker and database by TLS, certificates on both sides")
    parser.add_argument("--pairs-tls", action="store_true",
                        help="only compares this tree's programs by TLS with the same in clear, in turn")
    parser.add_argument("--no-peers", action="store_const", const=None, dest="peers", help="without it")
    parser.add_argument("--no-inside", action="store_false", dest="inside", help="no run that is looked into")
    return parser.parse_args()


def main():
    options = arguments()
    site, peers = Installation(options.tls or options.pairs_tls), None
    try:
        if options.pairs:
            return pairs(site, {"this": lambda: site.use(ROOT), "other": lambda: site.use(options.pairs)}, options)
        if options.pairs_tls:
            return pairs(site, {"this": lambda: site.speak("tls"), "other": lambda: site.speak("clear")}, options)
        idle = rest(site, options.procs)
        say(f"at rest  {idle}")
        peers = Peers(options.peers) if options.peers else None
        ours, theirs = rounds(site, peers, options)
        show(ours, theirs)
        if not options.tls:  # The history is of runs in clear.
            record(options, ours, theirs)
        result = report(options, idle, ours, theirs)
        if options.inside:
            result["inside"] = look_inside(site, options)
        result[f"latency_ms_at_{options.rate}_per_s"] = paced_delays(site, options)
        print(json.dumps(result))
    finally:
        if peers:
            peers.close()
        site.close()


if __name__ == "__main__":
    main()
