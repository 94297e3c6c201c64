-- Each process of a worker proves here every few seconds that it lives. An orderly end takes its row away; that of a process
-- that ended otherwise grows old, and is removed by others.
CREATE TABLE worker (
    instance text PRIMARY KEY,             -- by lot, new with each start
    kind text NOT NULL,                    -- IntakeWorker, RoutingWorker, CaseWorker, NotifyWorker, ClockWorker
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    lanes integer NOT NULL,
    ready integer NOT NULL,                -- lanes that get work done
    started_at timestamptz NOT NULL,
    turned_at timestamptz NOT NULL,        -- when the lane that is longest silent last got on
    worked_at timestamptz,                 -- when work was last done; NULL: none yet
    parked_at timestamptz,                 -- when a message was last parked; NULL: none yet
    parked bigint NOT NULL,                -- messages parked since the start
    filed text[] NOT NULL,                 -- channels without a provider, whose notices go to files
    free_bytes bigint,                     -- on the disk that it writes files to; NULL: it writes none
    beat_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- A notice of a channel without a provider is written to a file: that is not sent. Its claim says so, once for all.
ALTER TABLE notification_claim ADD COLUMN filed text[];  -- channels whose notices were written to files; NULL: none

-- The word 'filed' is none of the notice's own, so the state is a text here.
DROP VIEW notification;
CREATE VIEW notification AS
SELECT n.id, n.complaint_id, n.version, n.event, n.recipient, n.channel,
    CASE WHEN n.state <> 'claimed' OR k.settled_at IS NULL THEN n.state::text
        WHEN n.channel = ANY (k.filed) THEN 'filed' ELSE 'sent' END AS state,
    n.attempts, n.created_at,
    CASE WHEN n.state = 'claimed' THEN k.settled_at ELSE n.settled_at END AS settled_at, n.reason
FROM notice n LEFT JOIN notification_claim k ON k.id = n.claim_id;
