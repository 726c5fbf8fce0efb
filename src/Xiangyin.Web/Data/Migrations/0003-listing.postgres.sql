-- Where each record stands, for lists and search. Derived from record_version by sequence, outside the writing transaction.
-- words: pairs of Han characters and whole words of other scripts, of title, text and place.
CREATE TABLE listing (
    county      BIGINT NOT NULL,
    id          BYTEA NOT NULL,
    version     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    unit        BIGINT NOT NULL,
    day         INTEGER NOT NULL,
    until       INTEGER,
    title       TEXT NOT NULL,
    state       INTEGER NOT NULL,
    author      BYTEA NOT NULL,
    recorded_at BIGINT NOT NULL,
    evidence    INTEGER NOT NULL,
    words       TSVECTOR NOT NULL DEFAULT '',
    PRIMARY KEY (county, id)
);

CREATE INDEX listing_day ON listing (county, day, id);
CREATE INDEX listing_awaiting ON listing (county, day, id) WHERE state = 0;
CREATE INDEX listing_words ON listing USING gin (words);

-- Up to which change the listing goes.
CREATE TABLE listing_head (
    county      BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
