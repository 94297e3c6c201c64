-- The channels of external_ids, in their order: channels number by themselves. Null of what was discarded before.
ALTER TABLE parked_action ADD COLUMN channels text[];
