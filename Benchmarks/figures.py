#!/usr/bin/env python3
"""figures.py: how long figures take over a store of 1,000,000 cases: by regency and month, and other questions; how long
folding their journals takes; and that folding them anew gives the same facts, the same cases and the same reports to the
digit. The last line of standard output is one JSON object; times are medians of several runs.
"""
import argparse
import hashlib
import json
import pathlib
import statistics
import subprocess
import sys
import time

from ending import say
from installation import BIN, Installation

# Lives of different kinds, in the shares of `path` (0 to 99), spread over two years, all regencies and their offices.
LIVES = """
create table life as
select g, (lpad(to_hex((extract(epoch from t0) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(g), 12, '0'))::uuid
        as id,
    t0, r.code as region, r.zone, r.code || '/1.03' as body, r.code as desk, path, 1 + g % 9 as reply_days,
    2 + g % 17 as done_days, (array['pengaduan', 'pengaduan', 'pengaduan', 'aspirasi', 'permintaan_informasi'])[1 + g % 5] as kind,
    (array['web', 'sms', 'android', 'whatsapp'])[1 + g % 4] as channel, (array['jalan', 'air', 'ktp'])[1 + g % 3] as category
from (select g, timestamptz '2024-11-01' + interval '730 days' * (g::float8 / {count}) as t0,
        abs(hashint8(g)) % 100 as path from generate_series(1, {count}) g) n
join (select code, zone, row_number() over (order by code) - 1 as place, count(*) over () as many from region
    where level in ('regency', 'city')) r on r.place = abs(hashint8(n.g + 7)) % r.many
"""
EVENTS = """
create table step as
select l.id, row_number() over (partition by l.id order by e.place)::int as version, e.event, l.t0 + e.after as at,
    e.data || jsonb_build_object('version', row_number() over (partition by l.id order by e.place)) as data
from life l cross join lateral (values
    (1, true, 'registered', interval '0', jsonb_build_object('code', 'BBBBBBBBBBBB', 'channel', l.channel, 'kind', l.kind)),
    (2, path between 94 and 99, 'unrouted', interval '1 s', jsonb_build_object('coordinator', l.desk, 'region', l.region,
        'zone', l.zone, 'supervised', false, 'clocks', '{{}}'::jsonb)),
    (3, path < 90, 'assigned', interval '1 s', jsonb_build_object('hop', 1, 'body', l.body, 'region', l.region, 'zone', l.zone,
        'category', l.category, 'supervised', false, 'clocks', '{{}}'::jsonb)),
    (4, path between 60 and 67, 'refused', interval '1 day', jsonb_build_object('body', l.body, 'clocks', '{{}}'::jsonb)),
    (5, path between 60 and 67, 'assigned', interval '2 days', jsonb_build_object('hop', 2, 'body', l.desk || '/1.02',
        'supervised', false, 'clocks', '{{}}'::jsonb)),
    (6, path between 68 and 71, 'overdue', interval '8 days', jsonb_build_object('clock', 'first_reply', 'step', 'overdue')),
    (7, path < 80, 'replied', interval '9 days', jsonb_build_object('working_days', l.reply_days, 'clocks', '{{}}'::jsonb)),
    (8, path < 66, 'closed', interval '20 days', jsonb_build_object('cause', case when path < 50 then 'officer' else 'silence'
        end, 'working_days', l.done_days, 'clocks', '{{}}'::jsonb)),
    (9, path < 5, 'rated', interval '21 days', jsonb_build_object('stars', 1 + l.g % 5)),
    (10, path between 5 and 7, 'disputed', interval '22 days', jsonb_build_object('clocks', '{{}}'::jsonb)),
    (11, path between 90 and 93, 'asked', interval '1 day', jsonb_build_object('clocks', '{{}}'::jsonb)),
    (12, path between 92 and 93, 'archived', interval '15 days', jsonb_build_object('cause', 'no_answer', 'clocks', '{{}}'::jsonb))
) as e (place, happens, event, after, data) where e.happens
"""
CASES = """
insert into complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at,
    text, hop, region_code, category_code, body_code)
select l.id, 'BBBBBBBBBBBB', s.version, (case when path >= 94 then 'belum_terverifikasi' when path >= 92 then 'arsip'
        when path >= 90 then 'tunda' when path >= 80 then 'belum_ditindaklanjuti' when path between 5 and 7 then 'proses'
        when path < 66 then 'selesai' else 'proses' end)::case_status,
    l.kind, l.channel, false, false, l.t0, l.t0, 'isi',
    case when path >= 90 then 0 when path between 60 and 67 then 2 else 1 end,
    case when path between 90 and 93 then null else l.region end, case when path < 90 then l.category end,
    case when path between 90 and 93 then null when path >= 94 then l.desk when path between 60 and 67 then l.desk || '/1.02'
        else l.body end
from life l join (select id, max(version) as version from step group by id) s using (id)
"""
# As who writes to the journal notes whose facts are behind.
NOTES = """
insert into fact_todo (ids)
select array_agg(id) from (select id, row_number() over (order by id) / 500 as page from life) l group by page order by page
"""
TABLE = ["--format", "csv"]
QUESTIONS = {
    "regency_month": ["status", "--level", "regency", "--period", "month", *TABLE],
    "province_month": ["status", "--level", "province", "--period", "month", *TABLE],
    "all_measures_by_regency": ["status", "--level", "regency", "--measures", "all", *TABLE],
    "body": ["status", "--by", "body", *TABLE],
    "regency_month_a_year_ago": ["status", "--level", "regency", "--period", "month", "--as-of", "2025-11-01", *TABLE],
    "activity_by_month": ["status", "--view", "activity", "--period", "month", *TABLE],
    "deadlines_by_month": ["status", "--view", "deadlines", "--period", "month", *TABLE],
    "deadlines_by_body": ["status", "--view", "deadlines", "--by", "body", *TABLE],
    "whole": ["status", *TABLE],
    "years_by_category_body_status": ["years", "--by", "category,body,status"],
    "rank": ["rank"],
    "trend": ["trend"],
    "check": ["check", "50 % terselesaikan", "--period", "2025"],
    "charts_by_month": ["status", "--period", "month", "--measures", "all", "--format", "html"],
    "charts_by_regency": ["status", "--level", "regency", "--format", "html"],
    "chart_by_province": ["status", "--level", "province", "--format", "svg"],
}


def timed(call):
    begin = time.monotonic()
    result = call()
    return time.monotonic() - begin, result


def fill(site, count):
    site.reset()
    site.sql("select ensure_partitions('2024-10-01', '2027-01-01')")
    for statement in [LIVES, EVENTS, CASES]:
        site.sql(statement.format(count=count))
    site.sql("insert into journal select id, version, event, at, 'bench', data from step order by at")
    site.sql(NOTES)
    site.sql("drop table step, life")
    site.sql("vacuum analyze")


def answer(site, question):
    """What is printed. A claim that is wrong is an answer as well (65)."""
    run = subprocess.run([site.programs / "lapor", "report", *question], env=site.env, text=True, capture_output=True)
    assert run.returncode in (0, 65), run.stderr
    return run.stdout


def digest(site):
    """The tables of all questions, as one number: what else is printed names the moment of the question."""
    text = "".join(answer(site, question) for question in QUESTIONS.values() if question[-2:] == TABLE)
    return hashlib.sha256(text.encode()).hexdigest()


def facts(site):
    return site.sql("select md5(string_agg(f::text, '' order by complaint_id, version)) from fact f")


def replayed(site):
    """What the journals say, against cases and facts. These cases have no clocks and no channel: that is not looked at."""
    run = subprocess.run([site.programs / "lapor", "reconcile", "--json"], env=site.env, text=True, capture_output=True)
    checks = [check for check in json.loads(run.stdout)["checks"] if check["name"].startswith(("replay", "facts", "versions"))]
    assert any(check["name"] == "facts" for check in checks), run.stderr
    return [check for check in checks if check["name"] not in ("replay_agenda", "replay_deadlines")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000, help="cases (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each report (5)")
    parser.add_argument("--bin", default=BIN, help="folder of the programs (release)")
    options = parser.parse_args()
    site = Installation()
    site.programs = pathlib.Path(options.bin)
    try:
        say(f"filling  {timed(lambda: fill(site, options.count))[0]:.0f} s")
        folding, _ = timed(lambda: site.lapor("report"))
        site.sql("vacuum analyze")
        say(f"folding  {folding:.0f} s")
        seconds = {}
        for name, question in QUESTIONS.items():
            runs = [timed(lambda: answer(site, question))[0] for _ in range(options.rounds)]
            seconds[name] = round(statistics.median(runs), 3)
            say(f"{name:<30} {seconds[name]:.3f} s")
        before = digest(site), facts(site)
        replay, checks = timed(lambda: replayed(site))
        rebuild, _ = timed(lambda: site.lapor("facts", "rebuild"))
        print(json.dumps({
            "cases": options.count, "events": int(site.sql("select count(*) from journal")), "rounds": options.rounds,
            "report_seconds": seconds, "fold_seconds": round(folding, 1), "replay_seconds": round(replay, 1),
            "replay_checks": len(checks), "replay_differences": sum(check["wrong"] for check in checks),
            "rebuild_seconds": round(rebuild, 1), "same_after_rebuild": before == (digest(site), facts(site))}))
    finally:
        site.close()


if __name__ == "__main__":
    sys.exit(main())
