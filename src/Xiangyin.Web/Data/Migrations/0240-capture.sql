-- What phones hand over. Rows of underway go once the record has its file; nothing here counts anywhere.

-- A file that arrived whole from this person's phone. hash: of the bytes as sent. content: the evidence as it was kept.
CREATE TABLE handed_over (
    county     BIGINT NOT NULL,
    person     $blob$ NOT NULL,
    hash       TEXT NOT NULL,
    content    TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    PRIMARY KEY (county, person, hash)
);

-- A file that a phone has told of with a record and that is not there yet.
CREATE TABLE underway (
    county  BIGINT NOT NULL,
    record  $blob$ NOT NULL,
    hash    TEXT NOT NULL,
    shows   TEXT NOT NULL,
    name    TEXT NOT NULL,
    person  $blob$ NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (county, record, hash)
);

CREATE INDEX underway_hash ON underway (county, person, hash);

-- When a record was captured by the phone's own clock, which orders nothing, and the sequence of the catalogue that the phone had heard of.
CREATE TABLE capture_claim (
    county   BIGINT NOT NULL,
    record   $blob$ NOT NULL,
    phone_at BIGINT NOT NULL,
    heard    BIGINT,
    PRIMARY KEY (county, record)
);
