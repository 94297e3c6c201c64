-- Whether a reporter has rated, agreed and objected themselves, or the application of their channel for them: counted apart.
ALTER TABLE fact
    ADD COLUMN rating_by_channel       boolean NOT NULL DEFAULT false,
    ADD COLUMN confirmation_by_channel boolean NOT NULL DEFAULT false,
    ADD COLUMN objection_by_channel    boolean NOT NULL DEFAULT false;   -- no objection is the reporter's own

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
-- printed, rather than one that mixes them.
INSERT INTO fact_problem
SELECT complaint_id, version, 'its facts are made anew after an update, which ClockWorker does within minutes'
FROM fact_present ON CONFLICT (complaint_id) DO NOTHING;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM fact_present) AS pages
GROUP BY page ORDER BY page;
TRUNCATE fact;
