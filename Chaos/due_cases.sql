-- {count} cases, each with a clock that has something to say, as if nobody had looked for some days. Of five cases one waits
-- for verification, one for the first reply (it is ripe for the Ombudsman too), one for the reporter's word, one for their answer
-- (they were warned of both), and one has a deadline that is near. Together they have {count} * 6 / 5 steps to take.

CREATE FUNCTION pg_temp.moment(t timestamptz) RETURNS text LANGUAGE sql AS
    $$ SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE FUNCTION pg_temp.clock(days integer, due timestamptz, next timestamptz) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object('from', pg_temp.moment(now() - interval '20 days'), 'days', days,
        'due', pg_temp.moment(due), 'next', pg_temp.moment(next)))
$$;

CREATE TEMPORARY TABLE due_case AS
SELECT n, n % 5 AS sort, past, past + interval '1 microsecond' AS next, now() + interval '30 days' AS far,
    (substr(month_floor(date_trunc('month', now())::date)::text, 1, 14) || '7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
FROM (SELECT n, now() - interval '3 days' + n * interval '1 millisecond' AS past FROM generate_series(1, {count}) n) m;

CREATE TEMPORARY TABLE due_step AS
SELECT d.id, d.n, s.version, s.event, s.status, s.data || jsonb_build_object('version', s.version, 'code', 'KASUS' || d.n) AS data
FROM due_case d CROSS JOIN LATERAL (
    SELECT 1, 'registered', 'belum_terverifikasi', '{"channel": "web", "kind": "pengaduan"}'::jsonb
    UNION ALL SELECT 2, 'unrouted', 'belum_terverifikasi', jsonb_build_object('coordinator', '32', 'zone', 'Asia/Jakarta',
        'clocks', jsonb_build_object('verify', pg_temp.clock(3, past, next), 'ombudsman', pg_temp.clock(60, far, far)))
        WHERE sort = 0
    UNION ALL SELECT 2, 'assigned', 'belum_ditindaklanjuti', jsonb_build_object('body', '32.04', 'hop', 1, 'region', '32.04',
        'zone', 'Asia/Jakarta', 'clocks', jsonb_build_object(
            'first_reply', CASE WHEN sort = 4 THEN pg_temp.clock(5, far, next) ELSE pg_temp.clock(5, past, next) END,
            'complete_unsupervised', pg_temp.clock(14, far, far),
            'ombudsman', CASE WHEN sort = 1 THEN pg_temp.clock(60, past, next) ELSE pg_temp.clock(60, far, far) END))
        WHERE sort <> 0
    UNION ALL SELECT 3, 'replied', 'proses', jsonb_build_object('role', 'officer', 'working_days', 2, 'clocks', jsonb_build_object(
            'silence', pg_temp.clock(10, past, next) || '{"step": "reminded"}', 'complete_unsupervised', pg_temp.clock(14, far, far)))
        WHERE sort = 2
    UNION ALL SELECT 3, 'asked', 'tunda', jsonb_build_object('role', 'officer', 'clocks', jsonb_build_object(
            'answer', pg_temp.clock(10, past, next) || '{"step": "reminded"}', 'ombudsman', pg_temp.clock(40, NULL, NULL)))
        WHERE sort = 3
) AS s (version, event, status, data);

INSERT INTO journal SELECT id, version, event, now() - interval '20 days', 'test', data FROM due_step;
INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at,
    text)
SELECT DISTINCT ON (id) id, 'KASUS' || n, version, status::case_status, 'pengaduan', 'web', false, false,
    now() - interval '20 days', now() - interval '20 days', 'Uji tenggat'
FROM due_step ORDER BY id, version DESC;
INSERT INTO fact_todo (ids) SELECT array_agg(id) FROM due_case;
INSERT INTO agenda SELECT id, next, (SELECT max(version) FROM calendar_version) FROM due_case;
ANALYZE agenda, complaint, journal;

-- The night's watch would hold these cases, for their bodies have done nothing for weeks; this is about clocks alone.
INSERT INTO nightly_run SELECT 'body_watch', (now() AT TIME ZONE 'Asia/Jakarta')::date + night, now() FROM generate_series(0, 1) night;
