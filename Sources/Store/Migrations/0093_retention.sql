-- How long identity and words of a class of cases are kept: sets of rules as they came into force, the newest last. Never changed: each
-- erasure names the set by which it was made.
CREATE TABLE retention_rule_set (
    version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text NOT NULL,
    text    text NOT NULL                         -- as it was written
);
CREATE TRIGGER retention_rule_set_append_only BEFORE UPDATE OR DELETE ON retention_rule_set
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_rule_set_no_truncate BEFORE TRUNCATE ON retention_rule_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which cases stay whatever the rules say, and which need not any more: the newest row of a case counts. A table and not an event of the
-- journal: nobody outside needs to hear of it.
CREATE TABLE retention_hold (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    complaint_id uuid NOT NULL,
    held         boolean NOT NULL,
    at           timestamptz NOT NULL,
    actor        text NOT NULL,
    reason       text NOT NULL
);
CREATE INDEX retention_hold_case ON retention_hold (complaint_id, id);
CREATE TRIGGER retention_hold_append_only BEFORE UPDATE OR DELETE ON retention_hold
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_hold_no_truncate BEFORE TRUNCATE ON retention_hold
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of what was erased before, all was.
ALTER TABLE erasure
    ADD COLUMN identity boolean NOT NULL DEFAULT true,
    ADD COLUMN words    boolean NOT NULL DEFAULT true,
    ADD COLUMN rule     text COLLATE "C",         -- by which it was made; NULL: the person asked for it
    ADD COLUMN rule_set integer,                  -- its version
    ADD COLUMN reason   text,                     -- of whoever ran it by hand
    ADD CHECK (identity OR words),
    ADD CHECK ((rule IS NULL) = (rule_set IS NULL));
