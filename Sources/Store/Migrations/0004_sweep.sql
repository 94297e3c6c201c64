-- What the sweeper needs to find events that are stored and were never announced.

-- The journal grows in the order of its time, so a block range index finds a stretch of time and costs next to nothing.
CREATE INDEX journal_at ON journal USING brin (at) WITH (pages_per_range = 32, autosummarize = on);

-- How far the sweeper came: one row. Everything before is announced.
CREATE TABLE sweep (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- Every event up to here was looked at once.
    looked_to  timestamptz NOT NULL,
    -- Every event up to here was looked at again, long after its transaction must have ended.
    settled_to timestamptz NOT NULL,
    -- Events from here to before there are to be announced again, because an operator asked for it.
    again_from timestamptz,
    again_to   timestamptz
);
INSERT INTO sweep (looked_to, settled_to) VALUES ('-infinity', '-infinity');
