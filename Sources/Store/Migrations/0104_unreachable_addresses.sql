-- Addresses of which a mail server says that nobody has them. Known by the keyed hash by which their reporters are known, so that
-- it holds for all cases of theirs, and for no new address.
CREATE TABLE unreachable_address (
    email_hash bigint PRIMARY KEY,
    status     text COLLATE "C" NOT NULL,   -- RFC 3463, such as 5.1.1
    at         timestamptz NOT NULL
);
