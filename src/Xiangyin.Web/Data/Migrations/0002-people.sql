-- People, outside the ledger: erasing one leaves every count as it was.
CREATE TABLE person (
    county BIGINT NOT NULL,
    id     $blob$ NOT NULL,
    hans   TEXT NOT NULL,
    hant   TEXT NOT NULL,
    en     TEXT NOT NULL,
    unit   BIGINT NOT NULL,
    post   TEXT,
    since  INTEGER NOT NULL,
    until  INTEGER,
    PRIMARY KEY (county, id)
);

CREATE INDEX person_unit ON person (county, unit);
