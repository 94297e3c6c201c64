"""What can be done to a running installation. Each fault is a function that does it, holds it, and heals it."""
import os
import signal
import time


class Faults:
    """Faults by name; each takes a random generator."""

    def __init__(self, site, crew, gateway):
        self.site, self.crew, self.gateway = site, crew, gateway
        self.poisoned = 0
        self.all = {
            "worker killed": self.kill_worker, "worker stopped and continued": self.freeze_worker,
            "worker ended by SIGTERM": self.end_worker, "broker killed": self.kill_broker,
            "broker connections closed": self.close_connections, "broker connections reset": self.reset_broker,
            "broker's answers swallowed": self.swallow_broker, "memory alarm": self.memory_alarm,
            "disk alarm": self.disk_alarm, "binding removed": self.remove_binding,
            "permissions revoked": self.revoke, "queue deleted": self.delete_queue, "database killed": self.kill_database,
            "database sessions ended": self.end_sessions, "database connections reset": self.reset_database,
            "database's answers swallowed": self.swallow_database, "gateway refuses": self.gateway_refuses,
            "gateway does not answer": self.gateway_silent,
            "duplicate storm": self.repeat, "poison in a queue": self.poison,
        }
        # How often, relative to each other: servers take seconds to come back.
        self.weights = {name: 1 if name in ("broker killed", "database killed", "queue deleted") else 4 for name in self.all}

    def choose(self, random):
        names = list(self.all)
        return random.choices(names, [self.weights[name] for name in names])[0]

    # Workers

    def kill_worker(self, random):
        self.crew.send(random.randrange(len(self.crew.members)), signal.SIGKILL)

    def end_worker(self, random):
        self.crew.send(random.randrange(len(self.crew.members)), signal.SIGTERM)

    def freeze_worker(self, random):
        _, pid = self.crew.send(random.randrange(len(self.crew.members)), signal.SIGSTOP)
        time.sleep(random.uniform(0.5, 8))
        try:
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            pass

    # Broker

    def kill_broker(self, random):
        self.site.stack("kill", "broker")
        time.sleep(random.uniform(0, 2))
        self.site.stack("start", "broker")

    def close_connections(self, _):
        self.site.control("close_all_connections", "chaos")

    def reset_broker(self, _):
        self.site.broker_proxy.cut()

    def swallow_broker(self, random):
        self._swallow(self.site.broker_proxy, random)

    def memory_alarm(self, random):
        self.site.control("set_vm_memory_high_watermark", "absolute", "1MB")
        time.sleep(random.uniform(0.5, 6))
        self.site.control("set_vm_memory_high_watermark", "absolute", "1GB")

    def disk_alarm(self, random):
        self.site.control("set_disk_free_limit", "10000GB")
        time.sleep(random.uniform(0.5, 6))
        self.site.control("set_disk_free_limit", "50MB")

    def remove_binding(self, random):
        self.site.unbind("lapor.events", "routing", "complaint.registered")
        time.sleep(random.uniform(0.2, 2))
        self.site.lapor("topology", "apply")

    def delete_queue(self, random):
        """A queue of events, with what it holds: the journal holds it too."""
        queue = random.choice(["routing", "notify"])
        self.site.control("delete_queue", "-p", self.site.vhost, queue)
        time.sleep(random.uniform(0.2, 2))
        self.site.lapor("topology", "apply")
        self.site.lapor("announce", "--since", "5m")

    def revoke(self, random):
        self.site.control("set_permissions", "-p", self.site.vhost, self.site.user, "", "", "")
        self.site.control("close_all_connections", "chaos")
        time.sleep(random.uniform(0.2, 2))
        self.site.control("set_permissions", "-p", self.site.vhost, self.site.user, ".*", ".*", ".*")

    # Database

    def kill_database(self, random):
        self.site.stack("kill", "postgres")
        time.sleep(random.uniform(0, 2))
        self.site.stack("start", "postgres")

    def end_sessions(self, random):
        self.site.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%Worker'"
                      f" AND random() < {random.uniform(0.2, 1):.2f}")

    def reset_database(self, _):
        self.site.database_proxy.cut()

    def swallow_database(self, random):
        self._swallow(self.site.database_proxy, random)

    def _swallow(self, proxy, random):
        """COMMITs and publishes go through, their answers do not; then the connections break."""
        proxy.swallow.set()
        time.sleep(random.uniform(0.05, 0.5))
        proxy.cut()
        proxy.swallow.clear()

    # Channels

    def repeat(self, random):
        """A channel that lost its memory sends what it sent before, as fast as it can."""
        with open(self.site.work / "ledger") as ledger:
            sent = sum(1 for _ in ledger)
        lines = (self.site.work / "lines.jsonl").read_text().splitlines()[:sent]
        start = random.randrange(max(1, len(lines) - 3000))
        again = self.site.work / "again.jsonl"
        again.write_text("\n".join(lines[start:start + 3000]) + "\n")
        progress = self.site.work / "again.progress"
        progress.unlink(missing_ok=True)
        self.site.bring(again, "--progress", progress)

    def poison(self, random):
        """What no program of ours would send, among the good ones of any queue."""
        exchange, key = random.choice([("lapor.intake", "intake.web"), ("lapor.events", "complaint.registered"),
                                       ("lapor.events", "complaint.assigned")])
        payload = random.choice(['{"poison":%d', "[poison %d]", '"poison %d', "\x00\x01 poison %d"]) % random.randrange(10**9)
        self.site.publish(exchange, key, payload)
        # A queue of events may be deleted with the poison in it.
        self.poisoned += exchange == "lapor.intake"

    # Providers

    def gateway_refuses(self, random):
        self._mood("refuses", random)

    def gateway_silent(self, random):
        self._mood("silent", random)

    def _mood(self, mood, random):
        self.gateway.mood = mood
        time.sleep(random.uniform(0.2, 2))
        self.gateway.mood = "good"
