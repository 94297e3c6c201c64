-- An answer to an objection or a counter-question has a time of its own; and an objection is possible for a while. A store
-- without rules gets them with the others, by `lapor load reference`.
INSERT INTO deadline_rule (clock, working_days, valid_from, source, class, region_code)
SELECT clock, days, '2018-01-01', 'I', '', '' FROM (VALUES ('reply', 5), ('objection', 60)) AS u (clock, days)
WHERE EXISTS (SELECT FROM deadline_rule) ON CONFLICT DO NOTHING;

-- What these journals tell is read anew: a rating ends with an objection, and a body's silence is no reporter's.
CREATE TEMPORARY TABLE retold ON COMMIT DROP AS
SELECT DISTINCT complaint_id FROM journal
WHERE event = 'disputed' OR event = 'closed' AND data ->> 'cause' = 'silence';
DELETE FROM fact WHERE complaint_id IN (SELECT complaint_id FROM retold);
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM retold) AS pages
GROUP BY page ORDER BY page;
