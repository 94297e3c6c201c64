"""When a run is over: all notices sent, and every mark stored that was put off."""
import sys
import time

# Marks come at most this many seconds after the notices; a store that keeps them elsewhere is not waited for longer.
PATIENCE = 15


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def await_notices(session, count, start, limit=300):
    """Both notices of each complaint. Looks again when half of what is left should be done, so it counts seldom."""
    while True:
        sent, stored = map(int, session.rows("select count(*) filter (where state = 'sent'), count(*) from notification")[0])
        if sent == stored == 2 * count:
            return
        spent = time.time() - start
        if spent > limit:
            sys.exit(f"not done after {limit} s: {sent} of {2 * count} notices sent")
        time.sleep(min(2, max(0.2, spent * (2 * count - sent) / max(sent, 1) / 2)))


def _unmarked(session, start):
    """Statements that are true while marks are missing: of complaints of this run, and in tables for what is not marked."""
    first = f"{int((start - 60) * 1000):012x}".ljust(32, "0")
    found = []
    if session.ask("select 1 from information_schema.columns where table_schema = 'public' and table_name = 'complaint' "
                   "and column_name = 'next_published_at'"):
        found.append(f"exists (select from complaint where id >= '{first}' and next_published_at is null)")
    tables = session.rows("select tablename from pg_tables where schemaname = 'public' and tablename like 'outbox%'")
    return found + [f"exists (select from {table})" for (table,) in tables]


def await_marks(session, start):
    waits, since = _unmarked(session, start), time.time()
    while session.ask(f"select {' or '.join(waits) or 'false'}") == "t":
        if time.time() - since > PATIENCE:
            say(f"marks are still missing {PATIENCE} s after the last notice; counted until here")
            return
        time.sleep(0.2)
