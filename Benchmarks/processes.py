"""What the kernel says of process trees: CPU time and memory."""
import os
import threading

TICK = os.sysconf("SC_CLK_TCK")


def _table():
    table = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            table[int(entry)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return table


def alone(pid):
    """CPU seconds of one process without its descendants; 0 when it is gone."""
    try:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / TICK


def _trees(roots, table):
    children = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    todo, found = [pid for pid in roots if pid in table], []
    while todo:
        found.append(todo.pop())
        todo += children.get(found[-1], [])
    return found


def cpu(roots):
    """CPU seconds of the processes and all their descendants, reaped children included."""
    table = _table()
    return sum(table[pid][1] for pid in _trees(roots, table)) / TICK


def machine():
    """CPU seconds that the whole machine has been busy."""
    fields = list(map(int, open("/proc/stat").readline().split()[1:]))
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TICK


def memory(roots):
    """Megabytes of the process trees. Shared pages count once: each process has its share (PSS)."""
    total = 0
    for pid in _trees(roots, _table()):
        try:
            rows = open(f"/proc/{pid}/smaps_rollup").read().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total / 1024


class PeakMemory:
    """The most memory of several process trees while the block runs, looked at twice a second."""

    def __init__(self, trees):
        self.trees = trees
        self.peak = {name: 0.0 for name in trees}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()

    def _watch(self):
        while True:
            for name, roots in self.trees.items():
                self.peak[name] = max(self.peak[name], round(memory(roots), 1))
            if self._ended.wait(0.5):
                return
