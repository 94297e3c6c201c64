-- Personal data at rest. Who reported and what was said is sealed under keys of each case, which are wrapped by master keys that
-- the database never sees. Rows from before stay as they are until 'lapor keys seal' has sealed them.

-- The keys of a case: without them its rows cannot be read any more. Dumped apart from everything else, so that what was erased
-- does not come back with a backup.
CREATE TABLE case_key (
    complaint_id uuid PRIMARY KEY,
    words        bytea,                           -- for what was said, wrapped
    identity     bytea,                           -- for who reported; NULL: nothing is known of them
    erasures     smallint NOT NULL DEFAULT 0      -- how often the case had been erased when they were made
);
-- What is sealed does not become smaller by compression.
ALTER TABLE case_key ALTER COLUMN words SET STORAGE PLAIN, ALTER COLUMN identity SET STORAGE PLAIN;

-- Title, text, place, what they picked, attachments and unknown fields together: sealed once.
ALTER TABLE complaint ADD COLUMN sealed bytea, ALTER COLUMN text DROP NOT NULL;
ALTER TABLE complaint ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Numbers and addresses are found by keyed hashes; people have the right to be found (UU 27/2022), and in a moment.
ALTER TABLE reporter
    ADD COLUMN sealed     bytea,                  -- name, number, address and unknown fields together
    ADD COLUMN phone_hash bigint,
    ADD COLUMN email_hash bigint;
ALTER TABLE reporter ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX reporter_phone ON reporter (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX reporter_email ON reporter (email_hash) WHERE email_hash IS NOT NULL;

ALTER TABLE correspondence ADD COLUMN sealed bytea, ALTER COLUMN text DROP NOT NULL;
ALTER TABLE correspondence ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE unread_field ADD COLUMN sealed bytea, ALTER COLUMN sent DROP NOT NULL;

-- What still stands in clear is found without reading the tables; what is sealed is never in these.
CREATE INDEX complaint_clear ON complaint (id) WHERE sealed IS NULL;
CREATE INDEX reporter_clear ON reporter (complaint_id) WHERE sealed IS NULL;
CREATE INDEX correspondence_clear ON correspondence (id) WHERE sealed IS NULL;

-- What belongs to no case yet carries its own key, wrapped.
ALTER TABLE sms_part ADD COLUMN sealed bytea;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'sms_part'::regclass AND contype = 'c' LOOP
        EXECUTE format('ALTER TABLE sms_part DROP CONSTRAINT %I', name);
    END LOOP;
END $$;
ALTER TABLE sms_part ADD CHECK ((submission IS NULL AND sealed IS NULL) = (message_id IS NOT NULL)
    AND (message_id IS NULL) = (complaint_id IS NULL));

ALTER TABLE parked_overflow ADD COLUMN sealed bytea, ALTER COLUMN properties DROP NOT NULL, ALTER COLUMN body DROP NOT NULL;
ALTER TABLE kept_letter
    ADD COLUMN sealed       bytea,
    ADD COLUMN content_hash bigint,               -- of the body, keyed: a message is kept once
    ALTER COLUMN properties DROP NOT NULL, ALTER COLUMN body DROP NOT NULL;
UPDATE kept_letter SET content_hash = ('x' || encode(substr(sha256(body), 1, 8), 'hex'))::bit(64)::bigint;
ALTER TABLE kept_letter ALTER COLUMN content_hash SET NOT NULL;
DROP INDEX kept_letter_once;
CREATE UNIQUE INDEX kept_letter_once ON kept_letter (letter_id, content_hash);

-- Whose words and identity were erased: their keys are gone, and go again when a copy of them is restored. Never changed. A table and
-- not an event of the journal: nobody outside needs to hear of it.
CREATE TABLE erasure (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    complaint_id uuid NOT NULL,
    at           timestamptz NOT NULL,
    actor        text NOT NULL
);
CREATE INDEX erasure_case ON erasure (complaint_id);
CREATE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE ON erasure
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON erasure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- People are looked for by e-mail as well, and as persons.
ALTER TABLE reading DROP CONSTRAINT reading_what_check;
ALTER TABLE reading ADD CONSTRAINT reading_what_check CHECK (what IN ('phone', 'email', 'person'));
