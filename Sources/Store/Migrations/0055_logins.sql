-- One login for each program, with the rights that its statements need (LoginGrants.swift): none owns the schema, and nobody at all
-- changes the journal.

-- Which login is which program's. 'lapor account database' writes it, and 'lapor migrate' gives each what new tables ask for.
CREATE TABLE database_login (
    name     text COLLATE "C" PRIMARY KEY,
    program  text COLLATE "C" NOT NULL,
    added_at timestamptz NOT NULL
);

-- What is no secret of the table deployment: who needs the store's time need not see the key of tracking codes.
CREATE VIEW deployment_state AS SELECT name, value FROM deployment WHERE name <> 'code_key';
CREATE OR REPLACE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT value::timestamptz FROM deployment_state WHERE name = 'rehearsal_clock'), now())
$$;
CREATE OR REPLACE FUNCTION store_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (COALESCE((SELECT value::timestamptz FROM deployment_state WHERE name = 'rehearsal_clock'), now())
        AT TIME ZONE 'Asia/Jakarta')::date
$$;

-- Gives journals the hashes that rows from before lack: the one change of the journal that there is, by its owner. Its trigger still
-- refuses every other.
CREATE FUNCTION seal_journals(ids uuid[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    sealed bigint;
    first uuid := (SELECT id FROM unnest(ids) AS u (id) ORDER BY id LIMIT 1);
    last uuid := (SELECT id FROM unnest(ids) AS u (id) ORDER BY id DESC LIMIT 1);
BEGIN
    UPDATE journal j SET hash = (SELECT journal_chain(complaint_id, version, event, at, actor, data::text ORDER BY version)
        FROM journal e WHERE e.complaint_id = j.complaint_id AND e.version <= j.version)
    WHERE j.complaint_id = ANY (ids) AND j.complaint_id BETWEEN first AND last AND j.hash IS NULL;
    GET DIAGNOSTICS sealed = ROW_COUNT;
    RETURN sealed;
END $$;

-- The months to come are made as the owner makes tables; for nobody but whom that is granted to. Who calls cannot say which tables
-- these functions mean.
ALTER FUNCTION ensure_partitions(date, date) SECURITY DEFINER;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION ensure_partitions(date, date) SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION seal_journals(uuid[]) SET search_path = %I, pg_temp', current_schema());
END $$;
REVOKE ALL ON FUNCTION ensure_partitions(date, date), seal_journals(uuid[]) FROM PUBLIC;
