-- By what the secret is known that a reporter was told with the code, when their report was taken over HTTP: a keyed hash of it. NULL: they
-- were told none. No index: a case is found by its code.
ALTER TABLE complaint ADD COLUMN filing_proof bigint;
