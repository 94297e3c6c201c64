-- What a gateway took and intake parked, because its number was another report's: whoever sent it over HTTP has heard 202, and asks here.
CREATE TABLE refused_submission (
    channel     text COLLATE "C" NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    code        text COLLATE "C" NOT NULL,   -- of the refusal, as with the parked message
    field       text COLLATE "C",
    at          timestamptz NOT NULL,        -- the last one
    count       integer NOT NULL,
    PRIMARY KEY (channel, external_id, code)
);
