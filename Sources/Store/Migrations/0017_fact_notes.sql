-- Who writes rows of the journal folds them, or notes whose they are: one row for each batch. A trigger with a transition
-- table did it before, and kept rows of the journal from being stored many at once.
DROP TRIGGER journal_facts ON journal;
DROP FUNCTION note_facts();

-- Cases with journal rows that may not be folded yet. It commits with them, so none can be missed.
ALTER TABLE fact_todo RENAME TO fact_todo_before;
CREATE TABLE fact_todo (
    id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ids uuid[] NOT NULL
);
-- Ids do not get smaller by compression.
ALTER TABLE fact_todo ALTER COLUMN ids SET STORAGE EXTERNAL;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page
    FROM (SELECT DISTINCT complaint_id FROM fact_todo_before) AS cases) AS pages
GROUP BY page ORDER BY page;
DROP TABLE fact_todo_before;

CREATE VIEW fact_waiting AS SELECT unnest(ids) AS complaint_id FROM fact_todo;

-- Reports read these tables from end to end: rough statistics are enough, and a tenth of the work for ANALYZE.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT attname FROM pg_attribute WHERE attrelid = 'fact'::regclass AND attnum > 0 AND NOT attisdropped LOOP
        EXECUTE format('ALTER TABLE fact ALTER COLUMN %I SET STATISTICS 10', name);
    END LOOP;
END $$;
