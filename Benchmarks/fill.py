"""Fills a store with complaints of the past: a few thousand that the workers have really taken in, copied again and again
with other ids, codes and times, one batch after the other. Whatever columns a table has, its copies have them too."""
import datetime
import subprocess

from ending import await_notices, say

TEMPLATE = 5_000
YEARS = 5
# Fingerprints live for a month, and few cases are open: their clocks speak in a month, so they keep quiet now.
LIVING = {"fingerprint": 30, "agenda": 20}
TABLES = ["complaint", "journal", "submission", "reporter", "assignment", "explanation", "notice", "fact_past", "fact_present",
          "incident_link", "fingerprint", "agenda"]
MOVED = """
create schema past;
create function past.moved(id uuid, days float8) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint - (days * 86400000)::bigint), 12, '0')
        || substr(replace(id::text, '-', ''), 13))::uuid $$;
select ensure_partitions((now() - interval '{months} months')::date, (now() + interval '2 months')::date)"""
COLUMNS = """
select column_name, data_type from information_schema.columns
where table_schema = 'public' and table_name = '{table}' and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position"""


def _copied(table, column, kind):
    """The column of a copy that is `days` older than the template, the copy's number being `n`."""
    if table == "agenda" and column == "next_at":
        return f"{column} + interval '30 days'"
    if kind == "uuid" and column in ("id", "complaint_id", "incident_id"):
        return f"past.moved({column}, days)"
    if kind == "timestamp with time zone":
        return f"{column} - days * interval '1 day'"
    if kind == "date":
        return f"{column} - days::integer"
    return {"external_id": "external_id || '-' || n", "key": "key # (n * 4611686018427)",
            "code": "upper(substr(md5(code || n), 1, 12))"}.get(column, column)


def _statement(site, table, copies):
    """Copies of one table, the oldest first: so rows lie in the order of their ids, as they do in a store that grew."""
    columns = site.session.rows(COLUMNS.format(table=table))
    names = ", ".join(name for name, _ in columns)
    values = ", ".join(_copied(table, name, kind) for name, kind in columns)
    step = YEARS * 365 / copies
    first = max(1, copies - int(LIVING[table] / step)) if table in LIVING else 1
    return (f"set synchronous_commit = off; insert into {table} ({names}) select {values} from (select n, ({copies} - n + 1) * "
            f"{step}::float8 + 1 as days from generate_series({first}::bigint, {copies}) n) as c cross join past.{table}")


def fill(site, size, lines):
    """Lets the workers take in the template of `lines`, and copies it until there are `size` complaints."""
    began = datetime.datetime.now()
    site.start_workers(1)
    site.lapor("import", lines)
    await_notices(site.session, TEMPLATE, began.timestamp())
    site.stop_workers()
    site.sql(MOVED.format(months=YEARS * 12 + 1))
    for table in TABLES:
        site.sql(f"create unlogged table past.{table} as select * from {table}")
    waiting = {table: _statement(site, table, max(1, size // TEMPLATE)) for table in TABLES}
    running = []
    for table, statement in waiting.items():
        running.append((table, subprocess.Popen(["psql", "-qX", "-v", "ON_ERROR_STOP=1", site.env["LAPOR_DATABASE_URL"], "-c", statement])))
        if len(running) == 2:
            _end(running.pop(0))
    for each in running:
        _end(each)
    site.sql("drop schema past cascade")
    site.session.ask("vacuum (freeze, analyze)")
    say(f"{size:,} complaints in the store after {(datetime.datetime.now() - began).seconds} s, "
        f"{site.sql('select pg_size_pretty(pg_database_size(current_database()))')}")


def _end(running):
    table, process = running
    if process.wait():
        raise SystemExit(f"table {table} could not be filled")
