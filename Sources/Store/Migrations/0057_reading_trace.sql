-- Whatever shows a person what citizens sent notes who, what and why before they see it.
ALTER TABLE reading DROP CONSTRAINT reading_what_check;
ALTER TABLE reading ADD CONSTRAINT reading_what_check
    CHECK (what IN ('phone', 'email', 'person', 'identity', 'words', 'file', 'parked'));
-- The parked message that was read: it is no case yet.
ALTER TABLE reading ADD COLUMN parked text;
-- Who read this case: asked seldom, of a table that grows by what people read.
CREATE INDEX reading_cases ON reading USING gin (cases);
CREATE INDEX reading_at ON reading (at);
