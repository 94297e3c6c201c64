-- What a channel with a queue of its own may have of everybody's: submissions a minute, and bytes of parked messages. Over it, its queue
-- is not read, fills, and refuses its publishes; other channels have queues of their own. One row for each channel: lanes of all
-- processes count in it, a quarter of a second's submissions at a time.
CREATE TABLE channel_budget (
    channel      text COLLATE "C" PRIMARY KEY,
    per_minute   integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000000),
    parked_limit bigint NOT NULL CHECK (parked_limit > 0),         -- bytes of parked messages, with their headers
    paid_until   timestamptz NOT NULL DEFAULT '-infinity',         -- up to when what was taken uses up the budget
    parked       bigint NOT NULL DEFAULT 0 CHECK (parked >= 0),    -- bytes parked now, as far as is known
    slowed_at    timestamptz                                       -- when it was last over the one or the other
) WITH (fillfactor = 20);
