-- Figures of deadlines count each kind once for each body that had the case: which earlier kept deadlines an event's missed ones
-- take the place of, answers to objections as a kind of their own, and whether a case was late, or was objected to, with others
-- than who has it now.
ALTER TABLE fact
    ADD COLUMN reply_due          date,
    ADD COLUMN reply_kept         boolean,
    ADD COLUMN duty_voided        smallint NOT NULL DEFAULT 0,   -- bits: verify 1, first_reply 2, completion 4, reply 8
    ADD COLUMN overdue_elsewhere  boolean NOT NULL DEFAULT false,
    ADD COLUMN disputed_elsewhere boolean NOT NULL DEFAULT false;

-- Few events have any.
CREATE INDEX fact_past_voided ON fact_past (complaint_id) WHERE duty_voided > 0;
CREATE INDEX fact_present_voided ON fact_present (complaint_id) WHERE duty_voided > 0;

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
-- printed, rather than one that counts twice.
INSERT INTO fact_problem
SELECT complaint_id, version, 'its facts are made anew after an update, which ClockWorker does within minutes'
FROM fact_present ON CONFLICT (complaint_id) DO NOTHING;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM fact_present) AS pages
GROUP BY page ORDER BY page;
TRUNCATE fact;
