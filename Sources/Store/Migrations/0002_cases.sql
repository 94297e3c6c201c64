-- What every complaint writes. Hot tables: no foreign keys (measured: half as much again per complaint), few
-- indexes, and room on the page for updates in place (HOT).

CREATE TYPE case_status AS ENUM
    ('belum_terverifikasi', 'belum_ditindaklanjuti', 'proses', 'selesai', 'tunda', 'arsip');

-- The inbox: a submission that was seen stays seen.
CREATE TABLE submission (
    channel      text COLLATE "C" NOT NULL,
    external_id  text COLLATE "C" NOT NULL,
    complaint_id uuid NOT NULL,
    PRIMARY KEY (channel, external_id)
);

-- Partitioned by month on the time in the UUIDv7 id.
CREATE TABLE complaint (
    id                uuid NOT NULL,
    code              text COLLATE "C" NOT NULL,     -- tracking code, a keyed hash of the id
    version           integer NOT NULL,              -- moves forward with every event
    status            case_status NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    channel           text COLLATE "C" NOT NULL,
    anonymous         boolean NOT NULL,
    confidential      boolean NOT NULL,
    submitted_at      timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    next_published_at timestamptz,                   -- the outbox mark: the event of this version is with the broker
    verify_due        timestamptz,
    first_reply_due   timestamptz,
    hop               smallint NOT NULL DEFAULT 0,
    supervised        boolean NOT NULL DEFAULT false, -- berkadar pengawasan
    region_code       text COLLATE "C",
    category_code     text COLLATE "C",
    body_code         text COLLATE "C",
    title             text,
    text              text NOT NULL,
    location_text     text,
    region_hint       text,
    lat               double precision,
    lon               double precision,
    incident_date     date,
    category_hint     text,
    agency_hint       text,
    attachments       json,
    extras            json,                          -- unknown fields, kept as they came
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX complaint_code ON complaint (code);

-- Who reported: apart from the case, so that it can be encrypted, withheld and erased by itself.
CREATE TABLE reporter (
    complaint_id uuid PRIMARY KEY,
    name         text,
    phone        text,
    email        text,
    extras       json                             -- unknown fields of the reporter object: may be personal too
);

CREATE TABLE assignment (
    complaint_id  uuid NOT NULL,
    hop           smallint NOT NULL,
    body_code     text COLLATE "C" NOT NULL,
    category_code text COLLATE "C",
    confidence    real NOT NULL,
    reason        text NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (complaint_id, hop)
);

-- The event journal: what happened, in order, never changed. Every figure and every message comes from it.
CREATE TABLE journal (
    complaint_id uuid NOT NULL,
    version      integer NOT NULL,
    event        text COLLATE "C" NOT NULL,
    at           timestamptz NOT NULL,
    actor        text COLLATE "C" NOT NULL,
    data         jsonb NOT NULL,
    PRIMARY KEY (complaint_id, version)
) PARTITION BY RANGE (complaint_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TYPE notification_state AS ENUM ('queued', 'claimed', 'sent', 'delivered', 'failed', 'unknown');

-- One row per (complaint, event, recipient, channel): its id is derived from these four.
CREATE TABLE notification (
    id           uuid PRIMARY KEY,
    complaint_id uuid NOT NULL,
    version      integer NOT NULL,                   -- of the complaint when the event happened
    event        text COLLATE "C" NOT NULL,
    recipient    text COLLATE "C" NOT NULL,          -- reporter, or officer:<id>; never an address
    channel      text COLLATE "C" NOT NULL,
    state        notification_state NOT NULL,
    attempts     smallint NOT NULL,
    created_at   timestamptz NOT NULL,
    settled_at   timestamptz,
    reason       text
) WITH (fillfactor = 50);

-- Work that a crash must not lose, one row per batch: gone when the outcomes are stored.
CREATE TABLE notification_claim (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lease_until timestamptz NOT NULL,
    ids         uuid[] NOT NULL
);

-- Notifications that wait for another attempt, or for the hours in which messages may be sent.
CREATE TABLE notification_due (
    notification_id uuid PRIMARY KEY,
    due_at          timestamptz NOT NULL
);
CREATE INDEX notification_due_at ON notification_due (due_at);

-- The first id of the millisecond that a month begins (UUIDv7: 48 bits of time, version, variant).
CREATE FUNCTION month_floor(month date) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM month::timestamp) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes the partitions of complaint and journal for the months from `first` to before `last`; those that exist stay.
CREATE FUNCTION ensure_partitions(first date, last date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month date := date_trunc('month', first);
    made integer := 0;
    suffix text;
BEGIN
    WHILE month < last LOOP
        suffix := to_char(month, 'YYYY_MM');
        IF to_regclass('complaint_' || suffix) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF complaint FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 45)',
                'complaint_' || suffix, month_floor(month), month_floor((month + interval '1 month')::date));
            EXECUTE format('CREATE TABLE %I PARTITION OF journal FOR VALUES FROM (%L) TO (%L)',
                'journal_' || suffix, month_floor(month), month_floor((month + interval '1 month')::date));
            -- Statement triggers do not come down from the parent.
            EXECUTE format('CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON %I
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', 'journal_' || suffix);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;

-- Ids outside the months that exist have a place too: nothing is refused for its date.
CREATE TABLE complaint_other PARTITION OF complaint DEFAULT WITH (fillfactor = 45);
CREATE TABLE journal_other PARTITION OF journal DEFAULT;
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_other
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
SELECT ensure_partitions((now() - interval '2 months')::date, (now() + interval '14 months')::date);
