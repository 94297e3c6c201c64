"""One run: submissions through the workers until everything about them is stored, and what each part used for it."""
import os
import subprocess
import sys
import time

from afterwards import fold, vacuum
from ending import await_notices, await_striking_off, last_settled
from installation import BESIDE, ROOT, WORK, WORKERS
from processes import PeakMemory, alone, cpu, machine
from sums import per_complaint, spent


def submissions(count, seed=1):
    """A file of submissions; the same count and seed are the same file, written once for each generator."""
    path = WORK / f"submissions-{count}-{seed}.jsonl"
    if not path.exists() or path.stat().st_mtime < (ROOT / "Benchmarks/generate.py").stat().st_mtime:
        with open(path.with_suffix(".part"), "w") as part:
            subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", str(count), str(seed)], check=True, stdout=part)
        path.with_suffix(".part").rename(path)
    return path


class Meter:
    """CPU seconds by part since it was made. PostgreSQL's are without the bench's own session, and those of sessions of
    CaseWorker and ClockWorker are told apart."""

    def __init__(self, site, workers):
        self.site, self.workers = site, workers
        self.start, self.before, self.busy = time.time(), self._look(), machine()

    def _look(self):
        backends = self.site.session.backends()
        return {
            "parts": {"broker": cpu(self.site.broker), "postgres": cpu(self.site.postgres), "bench": cpu([os.getpid()]),
                      **{name: cpu(pids) for name, pids in self.workers.items()}},
            "own": alone(self.site.session.backend),
            "beside": {pid: alone(pid) for pid, program in backends.items() if program in BESIDE}}

    def read(self):
        """Seconds by part, and the share of the machine that others used."""
        after, busy, elapsed = self._look(), machine() - self.busy, time.time() - self.start
        parts = spent(self.before["parts"], after["parts"])
        # The workers are children of the bench, and so are its clients.
        other = busy - parts["broker"] - parts["postgres"] - parts.pop("bench")
        beside = sum(spent(self.before["beside"], after["beside"]).values())
        parts["postgres"] -= beside + after["own"] - self.before["own"]
        return parts | {"postgres_for_these_two": beside}, round(max(0, other) / elapsed / os.cpu_count(), 3)


def settle(site, workers, most=20):
    """Until workers and servers have done with starting up: a second in which each of these uses under 5 % of a core."""
    groups = [site.broker, site.postgres, [pid for group in workers.values() for pid in group]]
    time.sleep(3)
    for _ in range(most):
        before = [cpu(pids) for pids in groups]
        time.sleep(1)
        if all(cpu(pids) - used < 0.05 for pids, used in zip(groups, before)):
            return


def drain(site, count, procs, *pace, fresh=True, seed=1, folding=True, looking=None, limit=300):
    """CPU microseconds per complaint by part, speed, memory, write-ahead log. Begins with an empty store if it is to be
    `fresh`; `looking` is told when the run begins, ends, and is folded. Ends the program when it takes `limit` seconds."""
    if fresh:
        site.reset()
    lines = submissions(count, seed)
    workers = site.start_workers(procs)
    settle(site, workers)
    # None of another run's dirty pages, and no checkpoint by the clock during this one.
    site.session.ask("checkpoint")
    if looking:
        looking.begin()
    wal, meter = site.session.wal_position(), Meter(site, workers)
    with PeakMemory({"broker": site.broker, "postgres": site.postgres, **workers}) as memory:
        site.lapor("import", lines, "--progress", WORK / "import.progress", *pace)
        await_notices(site.session, count, meter.start, limit)
        await_striking_off(site.session)
        seconds, other = meter.read()
    wal = site.session.wal_position() - wal
    wall = last_settled(site.session, meter.start) - meter.start
    if looking:
        looking.end()
    site.stop_workers()
    later = site.session.wal_position()
    if folding:
        seconds |= fold(site) | vacuum(site)
    later = site.session.wal_position() - later
    if looking:
        looking.folded()
    return {"cpu_us": per_complaint(seconds, count), "wall_s": round(wall, 2), "per_s": round(count / wall),
            "memory": memory.peak, "wal": round(wal / count),
            "wal_afterwards": round(later / count), "other_share": other}


def rest(site, procs):
    """Percent of a core that each worker uses with nothing to do."""
    site.reset()
    workers = site.start_workers(procs)
    settle(site, workers)
    before = {name: cpu(workers[name]) for name in WORKERS}
    time.sleep(10)
    shares = {name: round((cpu(workers[name]) - before[name]) / 10 / procs * 100, 2) for name in WORKERS}
    site.stop_workers()
    return shares
