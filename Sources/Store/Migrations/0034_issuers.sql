-- Who gives a command is proved by a token that a registered issuer has signed: an application that knows its people, or an
-- operator with a key of their own.

CREATE TABLE issuer (
    name       text COLLATE "C" PRIMARY KEY,      -- `iss` of its tokens
    roles      text[] NOT NULL,                   -- that it may speak for
    bodies     text[] NOT NULL,                   -- codes, each with those below it; '*': all, and none named
    channels   text[] NOT NULL,                   -- whose reporters it knows because they report by it; '*': all
    added_at   timestamptz NOT NULL,
    revoked_at timestamptz
);

-- Public keys. Two hold at once while one takes the other's place.
CREATE TABLE issuer_key (
    issuer      text COLLATE "C" NOT NULL REFERENCES issuer,
    kid         text COLLATE "C" NOT NULL,
    public_key  bytea NOT NULL UNIQUE CHECK (length(public_key) = 32),   -- Ed25519; one key is one issuer's
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz CHECK (valid_until > valid_from),            -- NULL: until further notice
    revoked_at  timestamptz,
    PRIMARY KEY (issuer, kid)
);

-- Who registered, exchanged and revoked what. Never changed.
CREATE TABLE issuer_action (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    action text NOT NULL CHECK (action IN ('add', 'rotate', 'revoke')),
    issuer text COLLATE "C" NOT NULL,
    kid    text COLLATE "C",                      -- NULL: the issuer with all its keys
    actor  text NOT NULL,
    reason text
);
CREATE TRIGGER issuer_action_append_only BEFORE UPDATE OR DELETE ON issuer_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issuer_action_no_truncate BEFORE TRUNCATE ON issuer_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Tokens that were accepted: the same id with another message is refused, the same message may come again. Kept a day longer
-- than they hold.
CREATE TABLE used_token (
    issuer     text COLLATE "C" NOT NULL,
    jti        text COLLATE "C" NOT NULL,
    digest     bytea NOT NULL,                    -- SHA-256 of the message
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, jti)
);
CREATE INDEX used_token_expires_at ON used_token (expires_at);
