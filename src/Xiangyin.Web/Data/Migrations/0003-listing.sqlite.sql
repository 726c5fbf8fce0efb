-- Where each record stands, for lists and search. Derived from record_version by sequence, outside the writing transaction.
CREATE TABLE listing (
    no          INTEGER PRIMARY KEY,
    county      BIGINT NOT NULL,
    id          BLOB NOT NULL,
    version     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    unit        BIGINT NOT NULL,
    day         INTEGER NOT NULL,
    until       INTEGER,
    title       TEXT NOT NULL,
    state       INTEGER NOT NULL,
    author      BLOB NOT NULL,
    recorded_at BIGINT NOT NULL,
    evidence    INTEGER NOT NULL,
    UNIQUE (county, id)
);

CREATE INDEX listing_day ON listing (county, day, id);
CREATE INDEX listing_awaiting ON listing (county, day, id) WHERE state = 0;

-- Up to which change the listing goes.
CREATE TABLE listing_head (
    county      BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);

-- The words of title, text and place: pairs of Han characters and whole words of other scripts. Only the index is kept.
CREATE VIRTUAL TABLE listing_words USING fts5 (words, content = '', contentless_delete = 1, prefix = '1');
