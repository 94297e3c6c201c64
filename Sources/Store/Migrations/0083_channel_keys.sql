-- Keys by which channels' applications send over HTTP. Of a key only its SHA-256 is kept: 32 bytes by lot are not guessed from it.
CREATE TABLE channel_key (
    id         text COLLATE "C" PRIMARY KEY,      -- what lists and logs call it
    channel    text COLLATE "C" NOT NULL,
    scopes     text[] NOT NULL,                   -- submit, batch
    digest     bytea NOT NULL CHECK (length(digest) = 32),
    added_at   timestamptz NOT NULL,
    ends_at    timestamptz,                       -- null: until further notice
    revoked_at timestamptz
);

-- Who gave and took keys. Never changed.
CREATE TABLE channel_key_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    action  text NOT NULL CHECK (action IN ('add', 'rotate', 'revoke')),
    channel text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL,
    actor   text NOT NULL
);
CREATE TRIGGER channel_key_action_append_only BEFORE UPDATE OR DELETE ON channel_key_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER channel_key_action_no_truncate BEFORE TRUNCATE ON channel_key_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
