-- The same words in many cases are counted up to a limit, in the order of this index.
DROP INDEX correspondence_fingerprint;
CREATE INDEX correspondence_fingerprint ON correspondence (fingerprint, complaint_id) WHERE fingerprint IS NOT NULL;

-- Where bodies stood before they were moved: a figure as of a past moment counts by the tree of that moment.
CREATE TABLE body_parent_before (
    code        text NOT NULL REFERENCES body,
    parent_code text,
    until       timestamptz NOT NULL,
    PRIMARY KEY (code, until)
);
CREATE FUNCTION note_body_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO body_parent_before VALUES (OLD.code, OLD.parent_code, store_now())
        ON CONFLICT (code, until) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER body_moved AFTER UPDATE OF parent_code ON body FOR EACH ROW
    WHEN (OLD.parent_code IS DISTINCT FROM NEW.parent_code) EXECUTE FUNCTION note_body_moved();

-- Whether a deadline was ever missed no longer hangs on a clock that said so: facts are folded anew.
DELETE FROM fact;
INSERT INTO fact_todo SELECT id FROM complaint;
