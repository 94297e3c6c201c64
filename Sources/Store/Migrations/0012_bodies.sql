-- Bodies that can act, those that cannot, and the nightly proof that nothing is missing.

-- The day of the store: today's, or the scenario's in a store for rehearsal. Validity of officers and decrees counts by it.
CREATE FUNCTION store_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (COALESCE((SELECT value::timestamptz FROM deployment WHERE name = 'rehearsal_clock'), now())
        AT TIME ZONE 'Asia/Jakarta')::date
$$;

-- An officer may come back: each term of office is a row.
DROP INDEX liaison_officer_body;
CREATE UNIQUE INDEX liaison_officer_body ON liaison_officer (body_code, name, valid_from);

-- Notices that failed before an address was put right say nothing about the new one.
ALTER TABLE liaison_officer ADD COLUMN contact_since timestamptz;
CREATE FUNCTION note_new_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.email IS DISTINCT FROM OLD.email OR NEW.phone IS DISTINCT FROM OLD.phone THEN
        NEW.contact_since := COALESCE(
            (SELECT value::timestamptz FROM deployment WHERE name = 'rehearsal_clock'), clock_timestamp());
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER liaison_officer_contact BEFORE UPDATE ON liaison_officer
    FOR EACH ROW EXECUTE FUNCTION note_new_contact();

-- Who answers for which body today.
CREATE VIEW valid_officer AS
    SELECT id, body_code, name, email, phone, role FROM liaison_officer
    WHERE active AND valid_from <= (SELECT store_today()) AND (valid_to IS NULL OR valid_to >= (SELECT store_today()));

-- SK Tim Pengelola: the decree that names who runs a body's complaint desk. Ended ones stay.
CREATE TABLE decree (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body_code   text NOT NULL REFERENCES body,
    number      text NOT NULL CHECK (length(number) > 0),
    issued      date NOT NULL,
    valid_until date CHECK (valid_until >= issued),
    document    text,                             -- name of the file or its place in the archive
    ended       date CHECK (ended >= issued),     -- last day in force, when it was ended early
    end_reason  text CHECK (ended IS NULL OR length(end_reason) > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    UNIQUE (body_code, number)
);

-- Which failing of which bodies has which effect; of several rows for the same the newest that is valid on the day counts.
-- hold: cases are held at the body above; list: it stands in the coaching report; none: it does not matter.
-- registered: bodies that have had an officer of their own; government: provinces, regencies and cities.
CREATE TABLE standing_rule (
    reason     text NOT NULL CHECK (reason IN ('no_officer', 'decree_missing', 'decree_expired', 'decree_outdated',
        'contact_bounces', 'inactive')),
    applies_to text NOT NULL CHECK (applies_to IN ('all', 'registered', 'government')),
    effect     text NOT NULL CHECK (effect IN ('hold', 'list', 'none')),
    -- Working days without casework, working days since a decree's end, failed notices in a row: from this number on.
    threshold  integer NOT NULL CHECK (threshold >= 0),
    valid_from date NOT NULL,
    valid_to   date CHECK (valid_to >= valid_from),
    source     text NOT NULL CHECK (source IN ('S', 'I')),
    PRIMARY KEY (reason, applies_to, valid_from)
);
INSERT INTO standing_rule (reason, applies_to, effect, threshold, valid_from, source) VALUES
('no_officer', 'registered', 'hold', 0, '2000-01-01', 'I'),
('no_officer', 'government', 'list', 0, '2000-01-01', 'S'),
('decree_missing', 'government', 'list', 0, '2000-01-01', 'S'),
('decree_expired', 'all', 'list', 0, '2000-01-01', 'S'),
('decree_outdated', 'all', 'list', 0, '2000-01-01', 'S'),
('contact_bounces', 'registered', 'hold', 5, '2000-01-01', 'I'),
('inactive', 'registered', 'hold', 10, '2000-01-01', 'I');
-- A decree that ended long ago is no decree: who let it lapse for so long has nobody who may decide.
INSERT INTO standing_rule (reason, applies_to, effect, threshold, valid_from, source) VALUES
('decree_expired', 'registered', 'hold', 20, '2000-01-01', 'I');

-- A body that woke: its cases are looked through once more, because workers may have held one meanwhile.
ALTER TABLE body_standing ADD COLUMN woke_at timestamptz;

-- What ran in which night, each work once a night.
CREATE TABLE nightly_run (
    work        text NOT NULL,
    night       date NOT NULL,
    finished_at timestamptz NOT NULL,
    PRIMARY KEY (work, night)
);

-- What was proven, and what was not. Never changed.
CREATE TABLE reconciliation (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,                 -- of the snapshot
    ok      boolean NOT NULL,
    cases   bigint NOT NULL,
    took_ms integer NOT NULL,
    checks  jsonb NOT NULL
);
CREATE TRIGGER reconciliation_append_only BEFORE UPDATE OR DELETE ON reconciliation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_no_truncate BEFORE TRUNCATE ON reconciliation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which submissions a parked message had: so that a ledger can be compared after it is discarded.
ALTER TABLE parked_action ADD COLUMN external_ids text[];
