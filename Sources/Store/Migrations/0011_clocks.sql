-- Clocks that speak, and the calendar as data.

-- What is due, of the cases whose deadlines are those of the calendar in force; and the cases whose deadlines are not.
CREATE INDEX agenda_due ON agenda (calendar, next_at);
DROP INDEX agenda_next;

-- The next calendar, until it is applied.
CREATE TABLE calendar_draft (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    whole    boolean NOT NULL                     -- it lists all days of the years and regions that it names
);
CREATE TABLE calendar_draft_day (
    date        date NOT NULL,
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('libur_nasional', 'cuti_bersama')),
    region_code text NOT NULL,
    PRIMARY KEY (date, name, region_code)
);

-- What each calendar changed.
CREATE TABLE calendar_change (
    version     integer NOT NULL REFERENCES calendar_version,
    added       boolean NOT NULL,                 -- or removed
    date        date NOT NULL,
    name        text NOT NULL,
    kind        text NOT NULL,
    region_code text NOT NULL,
    PRIMARY KEY (version, date, name, region_code, added)
);
