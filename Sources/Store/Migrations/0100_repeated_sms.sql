-- The same words from the same number within minutes are one report: centres and phones send again what they were not confirmed, each
-- time under another id. What the words are stands here as a hash that only the search key makes; a row is of use for minutes.
CREATE TABLE recent_sms (
    said         bigint NOT NULL PRIMARY KEY,
    complaint_id uuid NOT NULL,          -- of the first
    first_at     timestamptz NOT NULL,   -- when it was sent
    last_at      timestamptz NOT NULL    -- when the last of them was
);
-- A submission that was taken for another's repetition: true, else nothing.
ALTER TABLE submission ADD COLUMN repeats boolean;
