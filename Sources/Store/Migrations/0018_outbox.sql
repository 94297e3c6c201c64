-- One outbox for every event. A transaction that writes to the journal writes one row here, which names what it wrote; the
-- row goes when the broker has confirmed all of it. A mark on each complaint cost an update of a wide row each time, and
-- finding what had none was a walk through the journal.

ALTER TABLE outbox RENAME TO outbox_before;
ALTER INDEX outbox_pkey RENAME TO outbox_before_pkey;

CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,              -- of the transaction
    complaints uuid[] NOT NULL,
    versions   integer[] NOT NULL,                -- of each
    CHECK (cardinality(versions) = cardinality(complaints))
);
-- Ids do not become smaller by compression.
ALTER TABLE outbox ALTER COLUMN complaints SET STORAGE EXTERNAL, ALTER COLUMN versions SET STORAGE EXTERNAL;

-- What nobody knows to be with the broker is announced once more.
INSERT INTO outbox (at, complaints, versions)
SELECT max(at), array_agg(complaint_id ORDER BY n), array_agg(version ORDER BY n)
FROM (
    SELECT complaint_id, version, at, row_number() OVER (ORDER BY complaint_id, version) AS n
    FROM (
        SELECT complaint_id, version, at FROM outbox_before
        UNION
        SELECT j.complaint_id, j.version, j.at FROM complaint c
        JOIN journal j ON j.complaint_id = c.id AND j.version = c.version WHERE c.next_published_at IS NULL
    ) AS waiting
) AS numbered
GROUP BY (n - 1) / 250;

DROP TABLE outbox_before;
ALTER TABLE complaint DROP COLUMN next_published_at;

-- What is unannounced is found in the outbox; what is unrouted, as before, from here on.
ALTER TABLE sweep DROP COLUMN looked_to;
