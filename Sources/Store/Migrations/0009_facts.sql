-- Figures: what the journal says, folded once. One row per case and version, with the time in which it held.
-- Everything here can be made anew from the journal: `lapor facts rebuild`.

CREATE TABLE fact (
    complaint_id     uuid NOT NULL,
    from_at          timestamptz NOT NULL,
    to_at            timestamptz NOT NULL,            -- infinity: the present
    version          integer NOT NULL,
    cohort_date      date NOT NULL,                   -- day of submission, in the case's zone
    event_date       date NOT NULL,                   -- day of the event, in the case's zone
    status           case_status NOT NULL,
    hops             smallint NOT NULL,
    refusals         smallint NOT NULL,
    reopenings       smallint NOT NULL,
    disputes         smallint NOT NULL,
    questions        smallint NOT NULL,
    first_reply_days smallint,                        -- working days
    completion_days  smallint,                        -- working days
    stars            smallint,
    at_desk          boolean NOT NULL,                -- a coordinator must act, not the body itself
    supervised       boolean NOT NULL,
    was_overdue      boolean NOT NULL,
    is_overdue       boolean NOT NULL,
    confirmed        boolean NOT NULL,
    pasted           boolean NOT NULL,
    merged           boolean NOT NULL,
    event            text COLLATE "C" NOT NULL,
    kind             text COLLATE "C" NOT NULL,
    channel          text COLLATE "C" NOT NULL,
    cause            text COLLATE "C",                -- why it was closed or filed
    region_code      text COLLATE "C",
    body_code        text COLLATE "C",                -- who must act, or acted last
    event_body       text COLLATE "C",                -- whom the event is about: who replied, refused, got it
    category_code    text COLLATE "C"
) PARTITION BY LIST (to_at);

-- A report on the present reads one row per case; past rows never change.
CREATE TABLE fact_present PARTITION OF fact FOR VALUES IN ('infinity') WITH (fillfactor = 80);
ALTER TABLE fact_present ADD PRIMARY KEY (complaint_id);
CREATE TABLE fact_past PARTITION OF fact DEFAULT;
ALTER TABLE fact_past ADD PRIMARY KEY (complaint_id, version);
CREATE INDEX fact_past_to ON fact_past USING brin (to_at) WITH (autosummarize = on);

-- Cases with journal rows that are not folded yet. No key: two transactions with one case must not wait for each other,
-- and a row that commits with its journal row can never be missed.
CREATE TABLE fact_todo (complaint_id uuid NOT NULL);

-- Cases whose journal cannot be replayed: no figure is printed while there are any.
CREATE TABLE fact_problem (
    complaint_id uuid PRIMARY KEY,
    version      integer NOT NULL,
    reason       text NOT NULL
);

CREATE FUNCTION note_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fact_todo SELECT DISTINCT complaint_id FROM added ORDER BY 1;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_facts AFTER INSERT ON journal REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION note_facts();
-- In order: cases that are folded together then have their journals side by side.
INSERT INTO fact_todo SELECT DISTINCT complaint_id FROM journal ORDER BY 1;
