-- Who stands in the accounts file, so that the doctor can name who does not: of the broker all accounts that it names, of the database
-- those that others need (database_login has the programs'). 'lapor account apply' and 'lapor account database' write it.
CREATE TABLE known_account (
    server   text COLLATE "C" NOT NULL CHECK (server IN ('broker', 'database')),
    name     text COLLATE "C" NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (server, name)
);
