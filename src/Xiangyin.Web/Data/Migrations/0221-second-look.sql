-- A sample of records is looked at once more by somebody else.

-- Drawn once for each year of recording. What is drawn follows from it and from a record's id alone, so that the draw can be repeated, and
-- nobody who does not know it can choose an id that escapes.
CREATE TABLE second_look_secret (
    county BIGINT NOT NULL,
    year   INTEGER NOT NULL,
    secret $blob$ NOT NULL,
    PRIMARY KEY (county, year)
);

-- How many records the draw was made from, and which it took. Derived from record_version by sequence.
CREATE TABLE second_look_pool (
    county  BIGINT NOT NULL,
    year    INTEGER NOT NULL,
    unit    BIGINT NOT NULL,
    records BIGINT NOT NULL,
    PRIMARY KEY (county, year, unit)
);

CREATE TABLE second_look_drawn (
    county    BIGINT NOT NULL,
    year      INTEGER NOT NULL,
    record_id $blob$ NOT NULL,
    unit      BIGINT NOT NULL,
    lot       BIGINT NOT NULL,
    PRIMARY KEY (county, year, record_id)
);

-- What somebody else found: version is the one that was looked at. Never changed.
CREATE TABLE second_look (
    county    BIGINT NOT NULL,
    record_id $blob$ NOT NULL,
    change_id $blob$ NOT NULL,
    version   INTEGER NOT NULL,
    fine      INTEGER NOT NULL,
    why       TEXT NOT NULL,
    person    $blob$ NOT NULL,
    looked_at BIGINT NOT NULL,
    PRIMARY KEY (county, record_id)
);

CREATE TABLE second_look_head (
    county      BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
