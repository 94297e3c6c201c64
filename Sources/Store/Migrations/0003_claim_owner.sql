-- A claim is alive as long as the session that made it, which holds an advisory lock of this number. Of claims that are
-- there already nobody knows the session; no session has the number 0.
ALTER TABLE notification_claim DROP COLUMN lease_until, ADD COLUMN owner bigint NOT NULL DEFAULT 0;
ALTER TABLE notification_claim ALTER COLUMN owner DROP DEFAULT;
