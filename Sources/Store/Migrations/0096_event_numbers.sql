-- A place in all events from which somebody can go on reading. Neither time nor transaction gives one: what is stored first may be
-- seen last, and numbers of transactions begin anew in a store that was dumped and restored.

-- Events that have no number yet: who stores them notes them, one row for each batch, so each appears with its row of the journal.
CREATE TABLE event_todo (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    complaints uuid[] NOT NULL,
    versions   integer[] NOT NULL
);
-- Ids do not get smaller by compression.
ALTER TABLE event_todo ALTER COLUMN complaints SET STORAGE EXTERNAL, ALTER COLUMN versions SET STORAGE EXTERNAL;

-- Events by their numbers, which ClockWorker gives one after the other, without gaps, to what it sees: what commits late gets a later
-- number, and never one below a number that somebody has read. A row has few enough to stay out of TOAST.
CREATE TABLE event_log (
    through    bigint PRIMARY KEY,                    -- number of the last one
    at         timestamptz NOT NULL DEFAULT now(),    -- when they got their numbers
    complaints uuid[] NOT NULL,
    versions   integer[] NOT NULL
);
CREATE INDEX event_log_at ON event_log USING brin (at) WITH (autosummarize = on);

-- Events from before, by their time.
INSERT INTO event_log (through, complaints, versions)
SELECT max(number), array_agg(complaint_id ORDER BY number), array_agg(version ORDER BY number)
FROM (SELECT complaint_id, version, row_number() OVER (ORDER BY at, complaint_id, version) AS number FROM journal) AS events
GROUP BY (number - 1) / 90 ORDER BY 1;
