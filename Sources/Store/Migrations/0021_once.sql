-- What the journal tells of a decision is kept there alone.
ALTER TABLE assignment DROP COLUMN reason, DROP COLUMN confidence;
