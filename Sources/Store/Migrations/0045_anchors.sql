-- The owner of the journal can compute its chain of hashes anew. Each hour the root of a Merkle tree over the rows of that hour is
-- therefore signed and told outside: what is changed afterwards no longer has that root.
CREATE TABLE anchor (
    number     bigint PRIMARY KEY CHECK (number > 0),   -- without a gap
    to_at      timestamptz NOT NULL UNIQUE,             -- rows before it, from the end of the anchor before
    head       text COLLATE "C" NOT NULL,               -- JWS (RFC 7515), as it is told outside
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    made_at    timestamptz NOT NULL
);
CREATE TRIGGER anchor_append_only BEFORE UPDATE OR DELETE ON anchor
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER anchor_no_truncate BEFORE TRUNCATE ON anchor
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Those that the broker has confirmed.
CREATE TABLE anchor_announced (
    number bigint PRIMARY KEY,
    at     timestamptz NOT NULL
);
