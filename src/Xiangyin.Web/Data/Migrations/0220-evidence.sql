-- What is known of the files that records show. Derived from record_version by sequence, outside the writing transaction.

-- One row for each file. state: 0 waits to be looked at, 1 was looked at, 2 can't be opened, 3 was erased.
-- sketch: a drawing that stands for a picture, and is compared with nothing. likeness: 64 bits that near-same pictures share but for a few.
CREATE TABLE evidence_file (
    county     BIGINT NOT NULL,
    hash       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    state      INTEGER NOT NULL,
    sketch     INTEGER NOT NULL,
    width      INTEGER,
    height     INTEGER,
    likeness   BIGINT,
    PRIMARY KEY (county, hash)
);

CREATE INDEX evidence_file_waiting ON evidence_file (county, hash) WHERE state = 0;

-- Which records show a file, in any of their versions.
CREATE TABLE evidence_shown (
    county    BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    record_id $blob$ NOT NULL,
    PRIMARY KEY (county, hash, record_id)
);

-- Pictures that show the same, cut or pressed another way; each pair twice.
CREATE TABLE evidence_alike (
    county   BIGINT NOT NULL,
    hash     TEXT NOT NULL,
    other    TEXT NOT NULL,
    distance INTEGER NOT NULL,
    PRIMARY KEY (county, hash, other)
);

CREATE TABLE evidence_head (
    county      BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
