-- By what a submission, a part of a message or who answers is known again was a hash under the key of codes, which lies in this
-- database: whoever had both could try telephone numbers. Now it is one under the search key, which lies in a file. Rows from before
-- are known as they are until 'lapor keys seal' has hashed them once more. IntakeWorkers of before must have stopped: they do not
-- know what the new ones store.

ALTER TABLE submission ADD COLUMN said bigint;   -- what was said; content_hash is of before, one of them is NULL
-- What is of before is found without reading the table; what is new is never in here.
CREATE INDEX submission_former ON submission (complaint_id) WHERE content_hash IS NOT NULL;

ALTER TABLE open_question ADD COLUMN keyed boolean NOT NULL DEFAULT false;   -- address is by the search key
ALTER TABLE sms_part ADD COLUMN keyed boolean NOT NULL DEFAULT false;        -- sender and words are by the search key
CREATE INDEX sms_part_former ON sms_part (at) WHERE NOT keyed;

-- A store in which nothing is yet has its key of codes in a file from the beginning.
DELETE FROM deployment WHERE name = 'code_key' AND NOT EXISTS (SELECT 1 FROM submission);

-- Which master keys a process has loaded, as KIND:ID: a key is used when all have it.
ALTER TABLE worker ADD COLUMN keys text[];       -- NULL: it does not say
