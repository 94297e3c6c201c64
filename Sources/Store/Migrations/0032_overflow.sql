-- A queue of parked messages has a limit, so that nobody can fill the broker's disk. What it has no room for stood in the way of the
-- messages behind it, and held up every channel. It is kept here instead, as it would lie in the queue, until somebody takes it out.

CREATE TABLE parked_overflow (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stage      text COLLATE "C" NOT NULL,
    properties json NOT NULL,                     -- of the message, our reasons among them; headers as Base64
    body       bytea NOT NULL
);
-- A worker that ends between keeping and acknowledging keeps again, as it would park again: the desk counts copies. The same bytes by
-- two channels are two messages.
CREATE INDEX parked_overflow_stage ON parked_overflow (stage, id);
