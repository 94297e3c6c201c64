-- Wrong secrets are counted for each place apart from which an issuer has them, so that a stranger elsewhere shuts nobody out: a hash of the
-- issuer's own making, of which nobody else can tell the place. Empty: it does not say.
ALTER TABLE secret_try ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT '';
