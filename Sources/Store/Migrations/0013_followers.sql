-- Who follows a case: asked before it may follow another itself. Merged cases are few.
CREATE INDEX journal_merged ON journal ((data ->> 'into')) WHERE event = 'merged';
