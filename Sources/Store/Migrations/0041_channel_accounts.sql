-- Who may send for a channel: the broker compares the account that a message names (user_id) with the one that publishes, intake
-- compares it with these. A channel without a row is open, as all were before.
CREATE TABLE channel_account (
    channel  text COLLATE "C" NOT NULL,           -- '*': every channel: operators
    account  text COLLATE "C" NOT NULL,           -- the broker's
    added_at timestamptz NOT NULL,
    PRIMARY KEY (channel, account)
);

-- Who gave and took which channel. Never changed.
CREATE TABLE channel_account_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    action  text NOT NULL CHECK (action IN ('give', 'take')),
    channel text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    actor   text NOT NULL
);
CREATE TRIGGER channel_account_action_append_only BEFORE UPDATE OR DELETE ON channel_account_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER channel_account_action_no_truncate BEFORE TRUNCATE ON channel_account_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
