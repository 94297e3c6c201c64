-- What routing decides with and by, and what became of its decisions.

-- The kinds of bodies that the agency model tells apart: who performs each (duty:1.03, body:PLN).
CREATE TABLE agency_family (
    family   text NOT NULL,
    name     text NOT NULL,
    target   text NOT NULL,
    standard boolean NOT NULL,
    PRIMARY KEY (family, target)
);
CREATE UNIQUE INDEX agency_family_standard ON agency_family (family) WHERE standard;

-- Operators' rules, set by set, as they were written. The newest is in force; none is ever changed.
CREATE TABLE rule_set (
    version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL,
    text    text NOT NULL
);
CREATE TRIGGER rule_set_append_only BEFORE UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_no_truncate BEFORE TRUNCATE ON rule_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Models learned here. The live one of a name takes the place of the shipped one.
CREATE TABLE model (
    id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name    text NOT NULL,
    version text NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL,
    figures json NOT NULL,                          -- how it and the one before fared on held-back corrections
    bytes   bytea NOT NULL,
    live    boolean NOT NULL
);
CREATE UNIQUE INDEX model_live ON model (name) WHERE live;

-- Why each decision was made: models, rule, candidates, words, places. It has words of the citizen, so it stays here.
CREATE TABLE explanation (
    complaint_id uuid NOT NULL,
    version      integer NOT NULL,                  -- of the complaint after the decision
    data         json NOT NULL,
    PRIMARY KEY (complaint_id, version)
);

-- The hop ledger: who had the case, by what, and who refused it.
ALTER TABLE assignment
    ADD COLUMN basis        text COLLATE "C",      -- what decided: rule, named, model, …; officer for people
    ADD COLUMN rule         text,
    ADD COLUMN model        text COLLATE "C",
    ADD COLUMN decided_by   text COLLATE "C" NOT NULL DEFAULT 'RoutingWorker',
    ADD COLUMN binding      boolean NOT NULL DEFAULT false,
    ADD COLUMN refused_at   timestamptz,
    ADD COLUMN refused_by   text,
    ADD COLUMN refused_why  text,
    ADD COLUMN suggested    text COLLATE "C";
CREATE INDEX assignment_refused ON assignment (refused_at) WHERE refused_at IS NOT NULL;

ALTER TABLE complaint ADD COLUMN urgent boolean NOT NULL DEFAULT false;

-- Near-duplicates. A fingerprint leads from a piece of a text's sketch in a place to the incident whose first report had
-- it; it is kept for as long as reports of one incident come in.
CREATE TABLE fingerprint (
    key         bigint PRIMARY KEY,
    incident_id uuid NOT NULL,                      -- id of the incident's first complaint
    at          timestamptz NOT NULL
);
CREATE INDEX fingerprint_at ON fingerprint USING brin (at) WITH (autosummarize = on);

-- Complaints that report what an earlier one reported. Undone links stay, with who undid them.
CREATE TABLE incident_link (
    complaint_id uuid PRIMARY KEY,
    incident_id  uuid NOT NULL,
    similarity   real NOT NULL,
    at           timestamptz NOT NULL,
    undone_at    timestamptz,
    undone_by    text,
    undone_why   text CHECK (undone_at IS NULL OR length(undone_why) > 0)
);
CREATE INDEX incident_link_incident ON incident_link (incident_id);

INSERT INTO template (event, role, channel, subject, body) VALUES
('refused', 'reporter', 'sms', '',
 'LAPOR!: laporan {code} bukan wewenang {body}: {reason}. Kami teruskan ke instansi lain.'),
('refused', 'reporter', 'email', 'Laporan {code} diteruskan ke instansi lain',
 E'Yth. {name},\n\n{body} menyatakan laporan Anda {code} bukan wewenangnya.\nAlasan: {reason}\n\nLaporan Anda tidak ditutup: kami teruskan kepada instansi yang berwenang.\n\nLAPOR!\n');
