-- Copies of files of keys go astray, and old ones come back. What an installation's keys are is known here without the keys
-- themselves, so that a program with other files is told before it writes anything.

-- Of the search key, and of each key of codes that was ever used first: the first eight bytes of an HMAC of a fixed text.
CREATE TABLE key_imprint (
    kind     text COLLATE "C" NOT NULL CHECK (kind IN ('search', 'codes')),
    number   smallint NOT NULL CHECK (number > 0), -- the first is that of whoever works with the store first
    imprint  bytea NOT NULL CHECK (length(imprint) = 8),
    added_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, number),
    UNIQUE (kind, imprint)
);

-- Master keys under which nothing is sealed any more, and nothing may be: they are out of their files, or about to be.
CREATE TABLE dropped_key (
    kind  text COLLATE "C" NOT NULL CHECK (kind IN ('identity', 'words')),
    kid   bytea NOT NULL CHECK (length(kid) = 4),
    at    timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    PRIMARY KEY (kind, kid)
);
