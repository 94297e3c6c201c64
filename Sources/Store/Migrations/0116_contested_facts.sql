-- Whether the reporter says that it is wrong that their case was filed, and nobody has decided on that: as its journal tells it. That
-- a code was asked for, or that words were added before filings could be contested, says nothing of the kind.
ALTER TABLE fact ADD COLUMN contested boolean NOT NULL DEFAULT false;

-- As for all columns of facts: reports read the table from end to end.
ALTER TABLE fact ALTER COLUMN contested SET STATISTICS 10;

-- Only words that were added to a filed case contest it: such cases are folded anew, by ClockWorker or the first report. Until they
-- are, no figure is printed, rather than one without them.
CREATE TEMPORARY TABLE said_of_filings ON COMMIT DROP AS
SELECT DISTINCT complaint_id FROM fact WHERE status = 'arsip' AND event = 'added';
INSERT INTO fact_problem
SELECT complaint_id, version, 'its facts are made anew after an update, which ClockWorker does within minutes'
FROM fact_present JOIN said_of_filings USING (complaint_id) ON CONFLICT (complaint_id) DO NOTHING;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM said_of_filings) AS pages
GROUP BY page ORDER BY page;
DELETE FROM fact USING said_of_filings s WHERE fact.complaint_id = s.complaint_id;
DROP TABLE said_of_filings;
