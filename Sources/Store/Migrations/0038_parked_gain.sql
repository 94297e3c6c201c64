-- How many messages were parked lately: one is looked at tomorrow, fifty are a channel that has changed its form. A count is kept for a
-- quarter of an hour and then for another one, so that there is always one to compare with that is 15 to 30 minutes old.
ALTER TABLE parked_growth
    ADD COLUMN counted bigint,             -- messages at counted_at; NULL: not counted yet
    ADD COLUMN counted_at timestamptz,
    ADD COLUMN counted_before bigint;      -- the count before that one; NULL: there is none
