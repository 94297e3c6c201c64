-- Triggers keep accidents away from the journal, not its owner. Each row carries the SHA-256 of itself and of the row before it of its
-- case: who changes, removes or inserts one breaks what stands behind it, and what was published of it outside.
ALTER TABLE journal ADD COLUMN hash bytea;

-- Whether the rows from before have their hashes. A worker of an older release may still write some without, for a while.
CREATE TABLE journal_sealing (
    whole     boolean PRIMARY KEY DEFAULT true CHECK (whole),
    sealed_at timestamptz NOT NULL,   -- when rows were last found that lacked theirs
    closed_at timestamptz             -- since then a row without a hash is somebody's work by hand; NULL: not yet
);
INSERT INTO journal_sealing (sealed_at, closed_at)
    VALUES (now(), CASE WHEN NOT EXISTS (SELECT 1 FROM journal) THEN now() END);

-- The bytes that are hashed, as JournalChain has them. Nothing before it: 32 zeros.
CREATE FUNCTION journal_hash(
    previous bytea, complaint_id uuid, version integer, event text, at timestamptz, actor text, data text
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(COALESCE(previous, decode(repeat('00', 32), 'hex')) || uuid_send(complaint_id) || int4send(version)
        || int8send((extract(epoch FROM at) * 1000000)::bigint) || int4send(octet_length(event)) || convert_to(event, 'UTF8')
        || int4send(octet_length(actor)) || convert_to(actor, 'UTF8') || convert_to(data, 'UTF8'))
$$;

-- The hash of the last of a case's rows, computed from all of them.
CREATE AGGREGATE journal_chain(uuid, integer, text, timestamptz, text, text) (SFUNC = journal_hash, STYPE = bytea);

-- Rows from before may get the hash that they lack, and nothing else may happen to any.
CREATE FUNCTION refuse_change_but_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.hash IS NULL AND NEW.hash IS NOT NULL AND
        (NEW.complaint_id, NEW.version, NEW.event, NEW.at, NEW.actor, NEW.data::text)
            = (OLD.complaint_id, OLD.version, OLD.event, OLD.at, OLD.actor, OLD.data::text)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change_but_sealing();
