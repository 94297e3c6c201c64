-- A notice is written once, when it is claimed. Nearly all are sent; that all of a claim were is said once, of the claim:
-- two updates less per complaint, and no dead rows. What was not sent, and when, still stands with the notice itself.

ALTER TABLE notification RENAME TO notice;
ALTER INDEX notification_pkey RENAME TO notice_pkey;
ALTER TABLE notice ADD COLUMN claim_id bigint;     -- the claim under which it was tried last
ALTER TABLE notice SET (fillfactor = 90);

ALTER TABLE notification_claim ADD COLUMN settled_at timestamptz;  -- NULL: its owner may be sending
CREATE INDEX notification_claim_open ON notification_claim (id) WHERE settled_at IS NULL;
UPDATE notice n SET claim_id = k.id FROM notification_claim k WHERE n.id = ANY (k.ids);

-- What became of each: a notice that is claimed, by a claim that is settled, was sent.
CREATE VIEW notification AS
SELECT n.id, n.complaint_id, n.version, n.event, n.recipient, n.channel,
    CASE WHEN n.state = 'claimed' AND k.settled_at IS NOT NULL THEN 'sent'::notification_state ELSE n.state END AS state,
    n.attempts, n.created_at,
    CASE WHEN n.state = 'claimed' THEN k.settled_at ELSE n.settled_at END AS settled_at, n.reason
FROM notice n LEFT JOIN notification_claim k ON k.id = n.claim_id;
