-- What was told is counted by the moment at which it was: a notice's id has its complaint's time, and old complaints have news too. A
-- claim says it once for all of its notices, so that nobody must look for them among millions.
ALTER TABLE notification_claim ADD COLUMN told jsonb;  -- by channel, how many notices were sent or written to files; NULL: settled by an older program
CREATE INDEX notification_claim_settled ON notification_claim (settled_at) WHERE settled_at IS NOT NULL;
