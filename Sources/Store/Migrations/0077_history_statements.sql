-- A file of history is a statement: it has a date of its own, the newer one counts whatever was imported first, and one that was
-- imported by mistake is withdrawn. Every row of every file stays; what counts is a view of them.
ALTER TABLE history_file
    ADD COLUMN stated_on     date,                -- as of when it speaks; NULL: nobody knows
    ADD COLUMN imported_by   text,                -- NULL: before this was noted
    ADD COLUMN withdrawn_at  timestamptz,
    ADD COLUMN withdrawn_by  text,
    ADD COLUMN withdrawn_why text,
    ADD CONSTRAINT history_file_withdrawn CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawn_why) IN (0, 3));
-- A file that was withdrawn may be imported again.
ALTER TABLE history_file DROP CONSTRAINT history_file_digest_key;
CREATE UNIQUE INDEX history_file_digest ON history_file (digest) WHERE withdrawn_at IS NULL;

ALTER TABLE history_case DROP CONSTRAINT history_case_pkey, ADD PRIMARY KEY (external_id, file_id);

-- The file that a row contradicts or repeats: once that is withdrawn, nothing is wrong with the row.
ALTER TABLE history_problem ADD COLUMN other_file integer REFERENCES history_file;

-- Of each case what the newest statement says. One without a date is as old as its import.
CREATE VIEW history_case_now AS
SELECT DISTINCT ON (c.external_id) c.*
FROM history_case c JOIN history_file f ON f.id = c.file_id
WHERE f.withdrawn_at IS NULL
ORDER BY c.external_id, coalesce(f.stated_on, f.imported_at::date) DESC, f.id DESC;

CREATE VIEW history_problem_now AS
SELECT p.* FROM history_problem p JOIN history_file f ON f.id = p.file_id LEFT JOIN history_file o ON o.id = p.other_file
WHERE f.withdrawn_at IS NULL AND o.withdrawn_at IS NULL;

-- Rows of published tables that no newer statement speaks of.
CREATE VIEW history_figure_now AS
SELECT r.* FROM history_figure r JOIN history_file f ON f.id = r.file_id
WHERE f.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM history_figure n JOIN history_file nf ON nf.id = n.file_id
    WHERE (n.period, n.subject) = (r.period, r.subject) AND nf.withdrawn_at IS NULL AND nf.stated_on > f.stated_on);
