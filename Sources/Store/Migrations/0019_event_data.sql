-- Event data as it was written. As jsonb each row was taken apart and put together again when it came in, and nobody asks
-- by what is inside it often enough to pay for that. Rewrites the journal: with millions of cases it takes minutes, in which
-- workers wait.
ALTER TABLE journal ALTER COLUMN data TYPE json USING data::text::json;
