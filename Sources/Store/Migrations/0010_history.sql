-- Figures of the time before this journal: official exports and published tables, kept as they were published. They are
-- never mixed with figures of the journal.

CREATE TABLE history_file (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest      text COLLATE "C" NOT NULL UNIQUE,     -- SHA-256: the same file is taken once
    name        text NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('cases', 'table')),
    imported_at timestamptz NOT NULL,
    rows        integer NOT NULL
);

-- Cases of an official export, without a word of their texts. The newest file that has a case counts.
CREATE TABLE history_case (
    external_id      text COLLATE "C" PRIMARY KEY,
    file_id          integer NOT NULL REFERENCES history_file,
    line             integer NOT NULL,
    submitted_at     timestamptz,
    kind             text COLLATE "C",
    category         text,
    institution      text,
    status_published text NOT NULL,
    status           case_status,                     -- NULL: none of the six
    cause            text COLLATE "C",
    province         text,
    regency          text
);

-- Rows of published tables, as published: all of them, also those that contradict each other.
CREATE TABLE history_figure (
    file_id     integer NOT NULL REFERENCES history_file,
    line        integer NOT NULL,
    period      text COLLATE "C" NOT NULL,
    region_code text COLLATE "C",
    name        text NOT NULL,
    subject     text COLLATE "C" NOT NULL,            -- rows of one period and subject speak of the same
    total       integer NOT NULL,
    parts       jsonb NOT NULL,                       -- status as published to count
    difference  integer NOT NULL,                     -- sum of the parts less the total
    PRIMARY KEY (file_id, line)
);
CREATE INDEX history_figure_subject ON history_figure (period, subject);

-- What is wrong with rows: listed, never repaired. A row that stands here has no rate.
CREATE TABLE history_problem (
    file_id integer NOT NULL REFERENCES history_file,
    line    integer NOT NULL,
    reason  text NOT NULL,
    PRIMARY KEY (file_id, line, reason)
);
