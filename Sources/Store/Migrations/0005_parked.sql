-- What people did to parked messages. Never changed: it says who decided that a message was not worth keeping.
CREATE TABLE parked_action (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    action    text NOT NULL CHECK (action IN ('replay', 'discard')),
    letter_id text COLLATE "C" NOT NULL,            -- as `lapor dead list` names the message
    stage     text COLLATE "C" NOT NULL,
    code      text COLLATE "C" NOT NULL,
    parked_at text,
    actor     text NOT NULL,
    reason    text CHECK (action <> 'discard' OR length(reason) > 0)
);
CREATE TRIGGER parked_action_append_only BEFORE UPDATE OR DELETE ON parked_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parked_action_no_truncate BEFORE TRUNCATE ON parked_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
