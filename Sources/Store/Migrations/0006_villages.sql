-- Villages lead to districts; cases are routed by district, so they are no regions of their own.
CREATE TABLE village (
    code          text PRIMARY KEY,             -- Kemendagri code: 32.04.05.2001
    district_code text NOT NULL REFERENCES region,
    name          text NOT NULL
);

-- The region that a channel serves: settles which of several places of one name is meant.
CREATE TABLE channel_region (
    channel     text PRIMARY KEY,
    region_code text NOT NULL REFERENCES region
);
