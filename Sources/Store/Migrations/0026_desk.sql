-- Who takes a message out of a queue of parked messages, by discarding it or by putting a corrected copy in its place, may have been
-- wrong. What was taken out is kept as it was for 90 days, so that it can be put back; it is what a citizen sent, so it goes then.

-- The calls of the command line are numbered, so that what one call did can be undone together.
CREATE SEQUENCE parked_run AS bigint;
ALTER TABLE parked_action
    ADD COLUMN run     bigint,                    -- null of what was done before
    ADD COLUMN copy_id text COLLATE "C",          -- of a corrected message: how its corrected copy would be called if it were parked
    DROP CONSTRAINT parked_action_action_check,
    ADD CONSTRAINT parked_action_action_check CHECK (action IN ('replay', 'discard', 'edit', 'undo'));

CREATE TABLE kept_letter (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    letter_id  text COLLATE "C" NOT NULL,         -- as `lapor dead list` named the message
    stage      text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    parked_at  text,
    action     text NOT NULL CHECK (action IN ('discard', 'edit')),
    run        bigint NOT NULL,                   -- the last call that took it out
    actor      text NOT NULL,
    reason     text,
    kept_at    timestamptz NOT NULL,
    properties json NOT NULL,                     -- of the message as it lay in the queue; headers as Base64
    body       bytea NOT NULL
);
-- A call that ended between keeping and removing is made again: the message is kept once.
CREATE UNIQUE INDEX kept_letter_once ON kept_letter (letter_id, sha256(body));
CREATE INDEX kept_letter_kept_at ON kept_letter (kept_at);

-- Who looked for a citizen's cases by what only that citizen should be known by, and why. Never changed. What was looked for is not
-- here: the cases that were found are.
CREATE TABLE reading (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    what   text NOT NULL CHECK (what = 'phone'),  -- what they looked by
    actor  text NOT NULL,
    reason text NOT NULL CHECK (length(reason) > 0),
    cases  uuid[] NOT NULL
);
CREATE TRIGGER reading_append_only BEFORE UPDATE OR DELETE ON reading
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reading_no_truncate BEFORE TRUNCATE ON reading
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
