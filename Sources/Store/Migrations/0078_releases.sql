-- The register of releases: what was published when, by whom, from which moment, and the bytes that it was. Nothing in it is changed or
-- removed: what was published stays published, and a correction is a release of its own.
CREATE TABLE release (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text COLLATE "C" NOT NULL CHECK (kind IN ('table', 'rows')),
    title        text NOT NULL,
    files        jsonb NOT NULL,                   -- name, SHA-256 and length of each
    question     jsonb NOT NULL,                   -- what was asked
    cells        jsonb NOT NULL,                   -- which cases each cell counts, its count, whether it is withheld
    withheld     integer NOT NULL,
    as_of        timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    corrects     integer REFERENCES release,
    why          text,                             -- of a correction
    CHECK (num_nulls(corrects, why) IN (0, 2))
);
CREATE INDEX release_as_of ON release (as_of);
