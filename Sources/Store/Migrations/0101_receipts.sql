-- Of what was sent by a provider that says later what became of it: the notices of a claim whose receipts are awaited, and until when.
-- A claim says it for all of them: one row less for each notice, and none where no provider sends receipts.
ALTER TABLE notification_claim ADD COLUMN awaited uuid[];
ALTER TABLE notification_claim ADD COLUMN awaited_until timestamptz;
CREATE INDEX notification_claim_awaited ON notification_claim (awaited_until) WHERE awaited_until IS NOT NULL;
