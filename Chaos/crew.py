"""The workers and the gateways: started again when they end, as an init system does it."""
import os
import signal
import subprocess
import threading
import time

WORKERS = ["IntakeWorker", "RoutingWorker", "NotifyWorker", "CaseWorker", "ClockWorker"]


class Crew:
    """Two of each worker, and further members: pairs of a program and what it has in its environment beside the others."""

    def __init__(self, programs, env, log, further=()):
        self.programs, self.env, self.log = programs, env, open(log, "a")
        self.ended_badly = []
        self._expected = set()
        self._isOver = False
        self._lock = threading.Lock()
        self._roles = [(name, {}) for name in WORKERS for _ in range(2)] + list(further)
        self.members = [self._start(place) for place in range(len(self._roles))]
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self, place):
        name, env = self._roles[place]
        return name, subprocess.Popen([self.programs / name], env=self.env | env, stdout=self.log, stderr=self.log)

    def _watch(self):
        while not self._isOver:
            with self._lock:
                for place, (name, process) in enumerate(self.members):
                    if process.poll() is not None:
                        if process.pid not in self._expected and process.returncode != 0:
                            self.ended_badly.append((name, process.returncode))
                        self.members[place] = self._start(place)
            time.sleep(0.2)

    def send(self, number, signal_number):
        """Sends a signal to a member; returns its name and process id."""
        with self._lock:
            name, process = self.members[number]
            self._expected.add(process.pid)
            process.send_signal(signal_number)
            return name, process.pid

    def stop(self):
        """SIGTERM to all; exit codes by name."""
        self._isOver = True
        with self._lock:
            for _, process in self.members:
                process.send_signal(signal.SIGCONT)
                process.send_signal(signal.SIGTERM)
            codes = []
            for name, process in self.members:
                try:
                    codes.append((name, process.wait(30)))
                except subprocess.TimeoutExpired:
                    process.kill()
                    codes.append((name, "does not end"))
            return codes

    def memory(self):
        """Megabytes of resident memory by member."""
        sizes = {}
        for name, process in self.members:
            if process.poll() is None:
                status = open(f"/proc/{process.pid}/status").read()
                sizes[f"{name} {process.pid}"] = int(status.split("VmRSS:")[1].split()[0]) // 1024
        return sizes

    def descriptors(self):
        """Open files by member."""
        return {f"{name} {process.pid}": len(os.listdir(f"/proc/{process.pid}/fd"))
                for name, process in self.members if process.poll() is None}
