#!/usr/bin/env python3
"""bench.py [--count N] [--rounds R] [--rate R --seconds S] [--peers DIR]

Drains N synthetic submissions through the three release workers and prints CPU microseconds per complaint (broker,
PostgreSQL, workers; utime + stime of the process trees) and complaints per second: medians over the rounds. With --rate
the load is paced, and the delays from publish to both notices are printed. With --peers each round also runs that
folder's `limit` (a bare C copy-loop), interleaved, and the ratio of the medians is printed.
The stack is a private one (scripts/stack.sh --name bench) with every durability setting on."""
import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / ".build/release"
WORK = ROOT / ".lapor/bench-run"
TICK = os.sysconf("SC_CLK_TCK")
WORKERS = ["IntakeWorker", "RoutingWorker", "NotifyWorker"]


def processes():
    table = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            table[int(entry)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return table


def cpu(roots):
    """CPU seconds of the processes and all their descendants, reaped children included."""
    table = processes()
    children = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    total, todo = 0, [pid for pid in roots if pid in table]
    while todo:
        pid = todo.pop()
        total += table[pid][1]
        todo += children.get(pid, [])
    return total / TICK


def machine():
    fields = list(map(int, open("/proc/stat").readline().split()[1:]))
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TICK


class Stack:
    def __init__(self):
        subprocess.run([ROOT / "scripts/stack.sh", "up", "--name", "bench"], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run(
            [ROOT / "scripts/stack.sh", "env", "--name", "bench"], check=True, capture_output=True, text=True).stdout
        self.env = dict(os.environ)
        for line in out.splitlines():
            key, _, value = line.removeprefix("export ").partition("=")
            self.env[key] = value.strip("'")
        self.env |= {"LAPOR_SMS_HOURS": "0-24", "LAPOR_OUTBOX_DIR": str(WORK / "outbox"), "LAPOR_LOG_LEVEL": "warning"}
        self.broker = [int(self.env["LAPOR_BROKER_PID"])]
        self.postgres = [int(self.env["LAPOR_POSTGRES_PID"])]

    def lapor(self, *arguments, **options):
        return subprocess.run([BIN / "lapor", *map(str, arguments)], env=self.env, check=True, text=True,
                              capture_output=True, **options).stdout

    def sql(self, statement):
        return subprocess.run(["psql", "-qtAX", self.env["LAPOR_DATABASE_URL"], "-c", statement],
                              check=True, capture_output=True, text=True).stdout.strip()

    def reset(self):
        self.sql("drop schema public cascade; create schema public")
        self.lapor("migrate")
        self.lapor("load", "reference")
        self.lapor("load", "officers", ROOT / "examples/officers.csv")
        self.lapor("topology", "apply")
        shutil.rmtree(WORK / "outbox", ignore_errors=True)
        self.sql("vacuum analyze")

    def down(self):
        subprocess.run([ROOT / "scripts/stack.sh", "down", "--name", "bench"], check=True, stdout=subprocess.DEVNULL)


def start_workers(stack, procs):
    log = open(WORK / "workers.log", "a")
    return [subprocess.Popen([BIN / name], env=stack.env, stdout=log, stderr=log)
            for name in WORKERS for _ in range(procs)]


def stop(workers):
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    codes = [worker.wait(30) for worker in workers]
    if any(codes):
        sys.exit(f"a worker ended with {codes}; see {WORK}/workers.log")


def measure(stack, lines, count, options, procs=1):
    """One run; CPU microseconds per complaint by part, and complaints per second."""
    stack.reset()
    workers = start_workers(stack, procs)
    pids = [worker.pid for worker in workers]
    try:
        time.sleep(3)
        before = [cpu(stack.broker), cpu(stack.postgres), cpu(pids)]
        busy, start, own = machine(), time.time(), sum(os.times()[:4])
        stack.lapor("import", lines, *options)
        # Not done before the last mark is stored: the work that was put off counts too.
        wanted = f"{count}|{2 * count}|0"
        while stack.sql("select (select count(*) from complaint where version = 2 and next_published_at is not null),"
                        " count(*) filter (where state = 'sent'), count(*) filter (where state <> 'sent')"
                        " from notification") != wanted:
            if time.time() - start > 300:
                sys.exit("not done after 300 s")
            time.sleep(0.3)
        after = [cpu(stack.broker), cpu(stack.postgres), cpu(pids)]
        wall = float(stack.sql("select extract(epoch from max(settled_at)) from notification")) - start
        other = machine() - busy - (sum(after) - sum(before)) - (sum(os.times()[:4]) - own)
    finally:
        stop(workers)
    micro = [round((b - a) / count * 1e6, 1) for a, b in zip(before, after)]
    return dict(zip(["broker", "postgres", "workers"], micro), total=round(sum(micro), 1),
                per_second=round(count / wall), other_share=round(max(0, other) / (time.time() - start) / os.cpu_count(), 3))


def delays(stack):
    row = stack.sql("""select string_agg(round(x::numeric * 1000, 1)::text, '|') from (
        select unnest(percentile_cont(array[0.5, 0.9, 0.99, 1]) within group (order by d)) x from (
            select extract(epoch from max(n.settled_at) - c.submitted_at) d from complaint c
            join notification n on n.complaint_id = c.id group by c.id, c.submitted_at) q) p""")
    return dict(zip(["p50_ms", "p90_ms", "p99_ms", "max_ms"], map(float, row.split("|"))))


def limit(peers, count):
    out = subprocess.run([peers / "run.sh", "limit", str(count)], check=True, capture_output=True, text=True, cwd=peers)
    run = json.loads(out.stdout.strip().splitlines()[-1])
    parts = {part: round(seconds / run["distinct"] * 1e6, 1) for part, seconds in run["cpu_s"].items()}
    return dict(parts, total=run["cpu_us_per_complaint"], per_second=round(run["per_s"]), other_share=run["other_share"])


def prepare_peers(source):
    peers = WORK / "peers"
    # Below the ephemeral range: its own defaults may be taken by somebody's outgoing connection.
    os.environ.update(PG_PORT="18432", AMQP_PORT="18672", DIST_PORT="18673", EPMD_PORT="18369")
    if not peers.exists():
        shutil.copytree(source, peers)
        subprocess.run(["make", "-s", "bin/loadgen", "bin/topology", "bin/limit"], cwd=peers, check=True)
    subprocess.run([peers / "stack.sh", "up"], check=True, stdout=subprocess.DEVNULL)
    return peers


def median(runs):
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--procs", type=int, default=1)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--peers", type=pathlib.Path)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    count = options.rate * options.seconds if options.rate else options.count
    lines = WORK / f"submissions-{count}.jsonl"
    lines.write_text(subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", str(count)], check=True,
                                    capture_output=True, text=True).stdout)
    stack = Stack()
    peers = prepare_peers(options.peers) if options.peers else None
    ours, theirs = [], []
    for number in range(options.rounds):
        if options.rate:
            ours.append(measure(stack, lines, count, ["--rate", options.rate, "--stamp"], options.procs) | delays(stack))
        else:
            ours.append(measure(stack, lines, count, [], options.procs))
        print(f"round {number + 1}  lapor  {ours[-1]}", flush=True)
        if peers:
            theirs.append(limit(peers, count))
            print(f"round {number + 1}  limit  {theirs[-1]}", flush=True)
    print(f"median   lapor  {median(ours)}")
    if theirs:
        print(f"median   limit  {median(theirs)}")
        print(f"CPU per complaint, lapor / limit: {median(ours)['total'] / median(theirs)['total']:.2f}")
        subprocess.run([peers / "stack.sh", "down", "--purge"], stdout=subprocess.DEVNULL)
    stack.down()


main()
