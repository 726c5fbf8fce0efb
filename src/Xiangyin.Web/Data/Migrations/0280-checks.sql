-- What a town's clerks said the words of documents mean: subject and counter → indicator, empty for "nothing that is counted here".
-- Rows are added and never changed; the newest holds.
CREATE TABLE check_match (
    county    BIGINT NOT NULL,
    town      BIGINT NOT NULL,
    id        $blob$ NOT NULL,
    subject   TEXT NOT NULL,
    indicator TEXT NOT NULL,
    person    $blob$ NOT NULL,
    said_at   BIGINT NOT NULL,
    PRIMARY KEY (county, town, id)
);
