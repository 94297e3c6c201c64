#!/usr/bin/env python3
"""bench.py: what a complaint costs. The last line of standard output is one JSON object; a table goes to standard error.

Each round drains --count synthetic submissions through the three release workers on a private stack with every
durability setting on, and measures
  cpu_us_per_complaint    utime + stime of the process trees of broker, PostgreSQL and workers, per complaint
  wall_s, complaints_per_s  from the first publish to the last notice stored
  peak_memory_mb          shared pages counted once (PSS), looked at twice a second
  wal_bytes_per_complaint   write-ahead log written meanwhile
  other_share             CPU that others used: figures of a busy machine are worth nothing
Where a folder with the bare C copy-loop is (--peers), each round runs that as well, so that both meet the same machine;
ratio_to_limit is the ratio of the medians. Before the rounds the workers rest for 10 seconds (idle_percent of a core,
each); after them a paced run gives the delays from publish to both notices sent. All figures are medians over rounds.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time

from copyloop import CopyLoop
from installation import ROOT, WORK, Installation
from processes import PeakMemory, cpu, machine


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def submissions(count):
    path = WORK / f"submissions-{count}.jsonl"
    path.write_text(subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", str(count)], check=True,
                                   capture_output=True, text=True).stdout)
    return path


def wait_until_done(site, count, start):
    """Not done before the last mark is stored: the work that was put off counts too. Complaints are counted only when all
    notices are sent, because counting a large store costs more than what is measured."""
    def sent():
        return site.sql("select count(*) filter (where state = 'sent') || '|' || count(*) from notification"
                        ) == f"{2 * count}|{2 * count}"

    def marked():
        return site.sql("select count(*) from complaint where version = 2 and next_published_at is not null"
                        ) == str(count)

    for done in (sent, marked):
        while not done():
            if time.time() - start > 300:
                sys.exit("not done after 300 s")
            time.sleep(0.3 if done is sent else 1)


def drain(site, count, procs, *pace, prepare=None):
    """One run: CPU microseconds per complaint by part, speed, memory, write-ahead log; `prepare` fills the tables first."""
    site.reset()
    if prepare:
        prepare(site)
    workers = site.start_workers(procs)
    pids = [pid for group in workers.values() for pid in group]
    time.sleep(3)
    lines = submissions(count)
    trees = {"broker": site.broker, "postgres": site.postgres, **workers}
    wal, before = site.wal_position(), [cpu(site.broker), cpu(site.postgres), cpu(pids)]
    busy, start, own = machine(), time.time(), sum(os.times()[:4])
    with PeakMemory(trees) as memory:
        site.lapor("import", lines, "--progress", WORK / "import.progress", *pace)
        wait_until_done(site, count, start)
    after = [cpu(site.broker), cpu(site.postgres), cpu(pids)]
    other = machine() - busy - (sum(after) - sum(before)) - (sum(os.times()[:4]) - own)
    elapsed = time.time() - start
    wal = site.wal_position() - wal
    wall = float(site.sql("select extract(epoch from max(settled_at)) from notification")) - start
    site.stop_workers()
    micro = [round((b - a) / count * 1e6, 1) for a, b in zip(before, after)]
    return {
        "cpu_us": dict(zip(["broker", "postgres", "workers"], micro), total=round(sum(micro), 1)),
        "wall_s": round(wall, 2), "per_s": round(count / wall), "memory": memory.peak, "wal": round(wal / count),
        "other_share": round(max(0, other) / elapsed / os.cpu_count(), 3)}


def rest(site, procs):
    """Percent of a core that each worker uses with nothing to do."""
    site.reset()
    workers = site.start_workers(procs)
    time.sleep(5)
    before = {name: cpu(pids) for name, pids in workers.items()}
    time.sleep(10)
    shares = {name: round((cpu(pids) - before[name]) / 10 / procs * 100, 2) for name, pids in workers.items()}
    site.stop_workers()
    return shares


def delays(site):
    """Milliseconds from the moment a submission was due to the later of its two notices."""
    row = site.sql("""select string_agg(round(x::numeric * 1000, 1)::text, '|') from (
        select unnest(percentile_cont(array[0.5, 0.9, 0.99, 1]) within group (order by d)) x from (
            select extract(epoch from max(n.settled_at) - c.submitted_at) d from complaint c
            join notification n on n.complaint_id = c.id group by c.id, c.submitted_at) q) p""")
    return dict(zip(["p50", "p90", "p99", "max"], map(float, row.split("|"))))


def medians(runs):
    """The median of each figure, nested ones too."""
    if isinstance(runs[0], dict):
        return {key: medians([run[key] for run in runs]) for key in runs[0]}
    return round(statistics.median(runs), 3)


def rounds(site, peers, options):
    ours, theirs = [], []
    for number in range(1, options.rounds + 1):
        ours.append(drain(site, options.count, options.procs))
        say(f"round {number}  lapor  {ours[-1]}")
        if peers:
            theirs.append(peers.run(options.count))
            say(f"round {number}  limit  {theirs[-1]}")
    return medians(ours), medians(theirs) if theirs else None


def report(options, idle, ours, theirs, paced):
    model = next((row.split(":")[1].strip() for row in open("/proc/cpuinfo") if row.startswith("model name")), "unknown")
    return {
        "count": options.count, "rounds": options.rounds, "processes_of_each_worker": options.procs,
        "machine": {"cores": os.cpu_count(), "model": model},
        "cpu_us_per_complaint": ours["cpu_us"], "wall_s": ours["wall_s"], "complaints_per_s": ours["per_s"],
        "peak_memory_mb": ours["memory"], "wal_bytes_per_complaint": ours["wal"], "other_share": ours["other_share"],
        "idle_percent": idle,
        "limit": theirs and {"cpu_us_per_message": theirs["cpu_us"], "messages_per_s": theirs["per_s"]},
        "ratio_to_limit": theirs and round(ours["cpu_us"]["total"] / theirs["cpu_us"]["total"], 3),
        f"latency_ms_at_{options.rate}_per_s": paced,
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
                        help="folder with the C copy-loop (../shared/peers when it is there)")
    parser.add_argument("--no-peers", action="store_const", const=None, dest="peers", help="without it")
    return parser.parse_args()


def main():
    options = arguments()
    # An end by signal cleans up like any other.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    site, peers = Installation(), None
    try:
        idle = rest(site, options.procs)
        say(f"at rest  {idle}")
        peers = CopyLoop(options.peers) if options.peers else None
        ours, theirs = rounds(site, peers, options)
        paced = None
        if options.seconds:
            drain(site, options.rate * options.seconds, options.procs, "--rate", options.rate, "--stamp")
            paced = delays(site)
            say(f"at {options.rate}/s  {paced}")
        print(json.dumps(report(options, idle, ours, theirs, paced)))
    finally:
        if peers:
            peers.close()
        site.close()


if __name__ == "__main__":
    main()
