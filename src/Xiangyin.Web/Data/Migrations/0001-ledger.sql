-- The ledger. county comes first in every key. Ids are 16 bytes, big-endian; days count from 0001-01-01; instants are Unix milliseconds;
-- recorded_month is year × 12 + month − 1 in Asia/Shanghai. Rows of change_log, record_version, ledger, waiting, unit_change and catalogue are never changed.

-- One row for every change, in the order in which it became known. Where a version of a record came of it, which.
CREATE TABLE change_log (
    county      BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    record_id   $blob$,
    version     INTEGER,
    PRIMARY KEY (county, recorded_at, seq)
) $clustered$;

-- Every version of every record as a person reads it. counts: it enters the figures (else it waits for confirmation, or withdraws).
-- unit_key: the unit's place on the record's day, by the tree known when the version was written.
CREATE TABLE record_version (
    county      BIGINT NOT NULL,
    id          $blob$ NOT NULL,
    version     INTEGER NOT NULL,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    change_id   $blob$ NOT NULL,
    action      INTEGER NOT NULL,
    counts      INTEGER NOT NULL,
    person      $blob$ NOT NULL,
    why         TEXT NOT NULL,
    unit_key    BIGINT NOT NULL,
    content     TEXT NOT NULL,
    PRIMARY KEY (county, id, version)
);

-- A first version's change id is its record's id.
CREATE UNIQUE INDEX record_version_change ON record_version (county, change_id) WHERE version > 1;

-- What counts: +1 puts a version in, −1 takes it out again, each with the sequence that did so. As known at a sequence is seq <= it.
CREATE TABLE ledger (
    county         BIGINT NOT NULL,
    kind           INTEGER NOT NULL,
    year           INTEGER NOT NULL,
    unit_key       BIGINT NOT NULL,
    day            INTEGER NOT NULL,
    id             $blob$ NOT NULL,
    version        INTEGER NOT NULL,
    sign           INTEGER NOT NULL,
    seq            BIGINT NOT NULL,
    recorded_month INTEGER NOT NULL,
    unit_id        BIGINT NOT NULL,
    follows        $blob$,
    facts          $blob$ NOT NULL,
    PRIMARY KEY (county, kind, year, unit_key, day, id, version, sign)
) $clustered$;

-- Answers to a campaign, wherever and whenever they were given.
CREATE INDEX ledger_follows ON ledger (county, follows) WHERE follows IS NOT NULL;

-- What waits for confirmation, in the same signed form.
CREATE TABLE waiting (
    county         BIGINT NOT NULL,
    kind           INTEGER NOT NULL,
    year           INTEGER NOT NULL,
    unit_key       BIGINT NOT NULL,
    day            INTEGER NOT NULL,
    id             $blob$ NOT NULL,
    version        INTEGER NOT NULL,
    sign           INTEGER NOT NULL,
    seq            BIGINT NOT NULL,
    recorded_month INTEGER NOT NULL,
    unit_id        BIGINT NOT NULL,
    follows        $blob$,
    facts          $blob$ NOT NULL,
    PRIMARY KEY (county, kind, year, unit_key, day, id, version, sign)
) $clustered$;

-- Kinds and years of which there are rows in ledger (book 0) or waiting (book 1).
CREATE TABLE shelf (
    county BIGINT NOT NULL,
    book   INTEGER NOT NULL,
    kind   INTEGER NOT NULL,
    year   INTEGER NOT NULL,
    PRIMARY KEY (county, book, kind, year)
) $clustered$;

-- Small numbers for the catalogue's words in ledger rows.
CREATE TABLE symbol (
    county BIGINT NOT NULL,
    code   INTEGER NOT NULL,
    word   TEXT NOT NULL,
    PRIMARY KEY (county, code)
) $clustered$;

-- Additive terms that cells keep, and the lanes where they stand. ready: they hold every row of the ledger.
CREATE TABLE slot (
    county      BIGINT NOT NULL,
    slot        INTEGER NOT NULL,
    term        TEXT NOT NULL,
    main        INTEGER NOT NULL,
    main_lanes  INTEGER NOT NULL,
    aside       INTEGER NOT NULL,
    aside_lanes INTEGER NOT NULL,
    ready       INTEGER NOT NULL,
    PRIMARY KEY (county, slot)
) $clustered$;

-- Sums of ledger rows of one town (or one unit above towns), month of the day and month of recording: a block of lanes of 8 bytes, little-endian.
-- Derived from the ledger in the transaction that writes it. A block with nothing but zeros has no row.
CREATE TABLE cell (
    county         BIGINT NOT NULL,
    year           INTEGER NOT NULL,
    unit_key       BIGINT NOT NULL,
    month          INTEGER NOT NULL,
    recorded_month INTEGER NOT NULL,
    block          INTEGER NOT NULL,
    lanes          $blob$ NOT NULL,
    PRIMARY KEY (county, year, unit_key, month, recorded_month, block)
) $clustered$;

-- The history of the unit tree; part orders changes that became known together.
CREATE TABLE unit_change (
    county  BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    part    INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (county, seq, part)
);

-- The files of every catalogue that was adopted.
CREATE TABLE catalogue (
    county      BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    files       TEXT NOT NULL,
    PRIMARY KEY (county, seq)
);

-- Facts about the installation, such as that all of it is a demonstration.
CREATE TABLE about (
    county BIGINT NOT NULL,
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (county, name)
);
