-- What the citizen said, as a number with the installation's key: another one under a number that is known is another
-- submission, and is parked instead of being taken for a repetition. NULL, of those stored before: nobody knows.
ALTER TABLE submission ADD COLUMN content_hash bigint;

-- Optional fields that could not be read: the report was stored without them. What was sent may be personal, so it stands
-- beside the reporter and nowhere else.
CREATE TABLE unread_field (
    complaint_id uuid NOT NULL,
    position     smallint NOT NULL,               -- among those of the complaint
    field        text COLLATE "C" NOT NULL,       -- such as reporter.phone
    code         text COLLATE "C" NOT NULL,       -- why, as of a parked message
    sent         json NOT NULL,                   -- what was sent, as it came
    mended_at    timestamptz,                     -- NULL: the contact was not given since
    PRIMARY KEY (complaint_id, position)
);
CREATE INDEX unread_field_waiting ON unread_field (field) WHERE mended_at IS NULL;

-- What operators did to reporters' contacts, without the contacts. Never changed.
CREATE TABLE contact_action (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    complaint_id  uuid NOT NULL,
    at            timestamptz NOT NULL,
    action        text COLLATE "C" NOT NULL CHECK (action IN ('look', 'change')),
    fields        text[] NOT NULL,                -- that were changed
    was_reachable boolean NOT NULL,               -- before: what had happened until then was told to nobody
    actor         text NOT NULL
);
CREATE INDEX contact_action_case ON contact_action (complaint_id);
CREATE TRIGGER contact_action_append_only BEFORE UPDATE OR DELETE ON contact_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contact_action_no_truncate BEFORE TRUNCATE ON contact_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
