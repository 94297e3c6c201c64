-- What figures of deadlines are counted from: which deadlines an event settled, each on the day on which it fell due, and
-- whether it was kept. Columns of the event's row: a case has no more rows than before.
ALTER TABLE fact
    ADD COLUMN closings            smallint NOT NULL DEFAULT 0,
    ADD COLUMN second_closing_days smallint,         -- working days from the first closing to the second
    ADD COLUMN verify_due          date,
    ADD COLUMN verify_kept         boolean,
    ADD COLUMN first_reply_due     date,
    ADD COLUMN first_reply_kept    boolean,
    ADD COLUMN completion_due      date,
    ADD COLUMN completion_kept     boolean,
    ADD COLUMN duty_body           text COLLATE "C"; -- who had the deadlines, if not event_body; empty: nobody

-- As for all columns of facts: reports read the table from end to end.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT attname FROM pg_attribute
        WHERE attrelid = 'fact'::regclass AND attnum > 0 AND NOT attisdropped AND attstattarget IS DISTINCT FROM 10 LOOP
        EXECUTE format('ALTER TABLE fact ALTER COLUMN %I SET STATISTICS 10', name);
    END LOOP;
END $$;

-- Facts from before have nothing there. All are folded anew, by ClockWorker or the first report; until a case is, no figure is
-- printed, rather than one without it.
INSERT INTO fact_problem
SELECT complaint_id, version, 'its facts are made anew after an update, which ClockWorker does within minutes'
FROM fact_present ON CONFLICT (complaint_id) DO NOTHING;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM fact_present) AS pages
GROUP BY page ORDER BY page;
TRUNCATE fact;
