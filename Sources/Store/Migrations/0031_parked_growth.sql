-- When each stage's parked messages last became more: a worker forgets with its end what it parked, and what the broker parks
-- after too many deliveries no worker ever knew. ClockWorkers look, and write only what has changed.
CREATE TABLE parked_growth (
    stage text PRIMARY KEY,                -- intake, routing, notify, casework
    messages bigint NOT NULL,              -- parked when it was last looked, copies included
    grew_at timestamptz                    -- when they last became more; NULL: not since somebody looks
) WITH (fillfactor = 50);
