"""One more run that is looked into: which SQL statements, messages and bytes a complaint takes.

Counting costs something in PostgreSQL and in the broker, so it is on for this run only, and its CPU figures are not used.
"""
import json
import subprocess
import time

from drain import drain
from ending import say
from installation import ROOT
from sums import fills, statement_rows, text_table

STATEMENTS = """
select json_agg(json_build_array(query, calls, total_plan_time + total_exec_time, rows, wal_bytes)) from bench.pg_stat_statements
where userid = 'lapor'::regrole and calls > 0"""
# What each queue has of the journal; a submission comes to intake alone.
HEARD = {"routing": ["registered", "refused", "answered"], "notify": None}


class Inside:
    """Counts while the block runs: `begin` sets everything to zero, `end` reads it, `folded` what came after that."""

    def __init__(self, site, count):
        self.site, self.count = site, count
        self.statements, self.folding, self.queues, self.programs = [], [], {}, {}

    def __enter__(self):
        self.site.session.ask("create schema if not exists bench")
        self.site.session.ask("create extension if not exists pg_stat_statements schema bench")
        self.site.session.ask("alter role lapor set pg_stat_statements.track = top")
        self._statistics("fine", 1_000)
        return self

    def __exit__(self, *_):
        self.site.session.ask("alter role lapor reset pg_stat_statements.track")
        self._statistics("coarse", 10_000)

    def _statistics(self, level, milliseconds):
        """What channels opened from now on report to the broker's statistics, and how often."""
        subprocess.run([ROOT / "scripts/stack.sh", "--name", "bench", "ctl", "-q", "eval",
                        f"application:set_env(rabbit, collect_statistics, {level}), "
                        f"application:set_env(rabbit, collect_statistics_interval, {milliseconds})."],
                       check=True, capture_output=True)

    def begin(self):
        self._bytes_before = self._steady(self._bytes)
        self.site.session.ask("select bench.pg_stat_statements_reset()")

    def end(self):
        self.statements = self._read_statements()
        self.queues = fills(self._steady(self._messages), self._events(), self.count)
        before, after = self._bytes_before, self._steady(self._bytes)
        self.programs = {name: [round((now - then) / self.count) for now, then in zip(after[name], before.get(name, [0, 0]))]
                         for name in after}
        self.site.session.ask("select bench.pg_stat_statements_reset()")

    def folded(self):
        self.folding = self._read_statements()

    def _read_statements(self):
        # As JSON, because texts of statements have any characters.
        return statement_rows(json.loads(self.site.session.ask(STATEMENTS) or "[]"), self.count)

    def _steady(self, read):
        """The broker gathers its statistics every five seconds: they are right when two looks further apart agree."""
        last = read()
        for _ in range(10):
            time.sleep(6)
            now = read()
            if now == last:
                break
            last = now
        return last

    def _messages(self):
        queues = self.site.manage("GET", "queues/lapor?columns=name,message_stats")
        return {queue["name"]: {key: stats.get(key, 0) for key in ("publish", "deliver", "redeliver")}
                for queue in queues if (stats := queue.get("message_stats"))}

    def _bytes(self):
        """What each program has received and sent."""
        sums = {}
        for connection in self.site.manage("GET", "connections?columns=user_provided_name,send_oct,recv_oct"):
            both = sums.setdefault(connection.get("user_provided_name", "?"), [0, 0])
            both[0] += connection.get("send_oct", 0)
            both[1] += connection.get("recv_oct", 0)
        return sums

    def _events(self):
        journal = {event: int(number) for event, number in
                   self.site.session.rows("select event, count(*) from journal group by event")}
        return {queue: sum(number for event, number in journal.items() if heard is None or event in heard)
                for queue, heard in HEARD.items()}


def look_inside(site, options):
    """Prints the tables; the figures come back for the JSON line."""
    with Inside(site, options.count) as inside:
        drain(site, options.count, options.procs, looking=inside)
    head = ["statement (per complaint)", "calls", "us", "rows", "WAL bytes"]
    say(text_table(head, inside.statements[:25] + inside.statements[-1:]))
    say("\n" + text_table(["of folding", *head[1:]], inside.folding[:8] + inside.folding[-1:]))
    say("\n" + text_table(["queue (per complaint)", "in", "out", "again", "events in a message"],
                          [[name, *found.values()] for name, found in inside.queues.items()]))
    say("\n" + text_table(["program (per complaint)", "bytes in", "bytes out"],
                          [[name, *both] for name, both in inside.programs.items()]) + "\n")
    return {"statements": inside.statements[:25], "messages": inside.queues, "bytes_in_out": inside.programs}
