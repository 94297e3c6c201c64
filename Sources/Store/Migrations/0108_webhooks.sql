-- Who is called when something happens to a case. The secret lies sealed under a master key of its own kind, which no other worker has.
CREATE TABLE webhook (
    id               integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name             text COLLATE "C" NOT NULL,
    url              text NOT NULL,
    channel          text COLLATE "C",             -- whose cases; null: all that are not confidential
    events           text[] NOT NULL,              -- empty: all of them
    allowed          text[] NOT NULL,              -- what is refused unless it is named: http, private, port
    since            timestamptz NOT NULL,         -- events from then on
    secret           bytea NOT NULL,
    former           bytea,                        -- the secret before, while it still signs too
    former_until     timestamptz,
    state            text COLLATE "C" NOT NULL CHECK (state IN ('enabled', 'disabled', 'removed')),
    why              text COLLATE "C",             -- it is disabled: by whom, or what the receiver did
    paused_until     timestamptz,                  -- the receiver asked for that, or is spared because it fails
    failing_since    timestamptz,                  -- it has taken nothing since then
    delivered_at     timestamptz,                  -- when it last took something
    test_asked_at    timestamptz,
    test_answered_at timestamptz,
    test_answer      text
);
CREATE UNIQUE INDEX webhook_name ON webhook (name) WHERE state <> 'removed';

-- Who made and changed them. Never changed.
CREATE TABLE webhook_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    action  text NOT NULL CHECK (action IN ('add', 'rotate', 'enable', 'disable', 'remove', 'replay', 'test')),
    webhook integer NOT NULL,
    actor   text NOT NULL
);
CREATE TRIGGER webhook_action_append_only BEFORE UPDATE OR DELETE ON webhook_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_action_no_truncate BEFORE TRUNCATE ON webhook_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each event that a receiver is to have, and what became of it. It is kept: who was told what, and when, can be asked.
CREATE TABLE webhook_delivery (
    webhook_id   integer NOT NULL,
    complaint_id uuid NOT NULL,
    version      integer NOT NULL,
    state        text COLLATE "C" NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dropped')),
    attempts     smallint NOT NULL DEFAULT 0,      -- since it last began to wait
    noted_at     timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    failed_at    timestamptz,                      -- the first attempt that failed, since it last began to wait
    settled_at   timestamptz,
    answer       text COLLATE "C",                 -- to the last attempt: a status, or what was wrong
    PRIMARY KEY (webhook_id, complaint_id, version)
) WITH (fillfactor = 80);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, due_at) WHERE state = 'waiting';
