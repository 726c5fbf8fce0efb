-- Registers on paper, their pictures, and who signed in.

-- pages: as printed, for good. door: the word in the address shown at the door.
CREATE TABLE register (
    county  BIGINT NOT NULL,
    id      $blob$ NOT NULL,
    number  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    unit    BIGINT NOT NULL,
    day     INTEGER NOT NULL,
    form    TEXT NOT NULL,
    title   TEXT NOT NULL,
    pages   TEXT NOT NULL,
    door    TEXT NOT NULL,
    person  $blob$ NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE UNIQUE INDEX register_number ON register (county, number);

CREATE UNIQUE INDEX register_door ON register (county, door);

-- A picture of a page. reading: where the page lies and what its marks say; none until it was read. problem: why it could not be.
CREATE TABLE register_scan (
    county       BIGINT NOT NULL,
    id           $blob$ NOT NULL,
    batch        $blob$ NOT NULL,
    evidence     TEXT NOT NULL,
    register     $blob$,
    page         INTEGER,
    reading      TEXT,
    problem      TEXT,
    person       $blob$ NOT NULL,
    arrived_at   BIGINT NOT NULL,
    confirmed_at BIGINT,
    confirmed_by $blob$,
    PRIMARY KEY (county, id)
);

CREATE INDEX register_scan_batch ON register_scan (county, batch);

CREATE INDEX register_scan_register ON register_scan (county, register);

-- place: row:12 of the paper, or door: and an id. Names stand outside the ledger and are struck ninety days after the event.
CREATE TABLE sign_in (
    county    BIGINT NOT NULL,
    register  $blob$ NOT NULL,
    place     TEXT NOT NULL,
    name      TEXT NOT NULL,
    household TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (county, register, place)
);
