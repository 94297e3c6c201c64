"""When a run is over: all notices sent, and every event struck off the outbox."""
import sys
import time

# Striking off comes at most this many seconds after the notices.
PATIENCE = 15


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def _since(start):
    """A condition on the ids of notices: those about complaints that came since `start`, seconds of the epoch."""
    return f"id >= '{int(start * 1000 - 100):012x}".ljust(39, "0") + "'"


def await_notices(session, count, start, limit=300):
    """All notices of both events of each complaint. Looks again when half of what is left should be done, so it counts seldom."""
    while True:
        told, sent, stored = map(int, session.rows(
            "select count(distinct (complaint_id, version)), count(*) filter (where state::text in ('sent', 'filed')), count(*) "
            f"from notification where {_since(start)}")[0])
        if sent == stored and told == 2 * count:
            return
        spent = time.time() - start
        if spent > limit:
            sys.exit(f"not done after {limit} s: {told} of {2 * count} events told, {sent} of {stored} notices sent")
        time.sleep(min(2, max(0.2, spent * (2 * count - told) / max(told, 1) / 2)))


def last_settled(session, start):
    """When the last notice was settled, seconds of the epoch."""
    return float(session.ask(f"select extract(epoch from max(settled_at)) from notification where {_since(start)}"))


def _held(session):
    """A condition that is true while the outbox holds something; another tree may mark complaints instead."""
    if session.ask("select 1 from information_schema.columns where table_schema = 'public' and table_name = 'complaint' "
                   "and column_name = 'next_published_at'"):
        return "exists (select from complaint where next_published_at is null)"
    return "exists (select from outbox)"


def await_striking_off(session):
    waits, since = _held(session), time.time()
    while session.ask(f"select {waits}") == "t":
        if time.time() - since > PATIENCE:
            say(f"events stand in the outbox {PATIENCE} s after the last notice; counted until here")
            return
        time.sleep(0.2)
