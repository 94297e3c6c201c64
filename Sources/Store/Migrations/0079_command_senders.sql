-- Ids of commands were one space for all who give them: who used another's id, or their own once more for something else, heard that
-- it was carried out, and their words were nowhere. Now each issuer numbers its own commands, and what a command says is compared.
-- Rows from before name no sender and have no hash: they are known by id, name and case, as they were. CaseWorkers of before must
-- have stopped: they look for one row of an id.
ALTER TABLE command
    ADD COLUMN sender text COLLATE "C" NOT NULL DEFAULT '',   -- issuer; '': intake, or from before
    ADD COLUMN said bigint,                                   -- keyed hash of what it says; NULL: intake's, or from before
    ADD COLUMN put_back boolean NOT NULL DEFAULT false;       -- an operator gave it again for whoever sent it
ALTER TABLE command DROP CONSTRAINT command_pkey;
ALTER TABLE command ADD PRIMARY KEY (key, sender);
