-- Spreadsheets: what was uploaded to be recorded, and forms of others that are filled from figures.

-- content: the file until it is recorded. recorded_at: when all its rows were in the ledger.
CREATE TABLE sheet_upload (
    county      BIGINT NOT NULL,
    id          $blob$ NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    year        INTEGER NOT NULL,
    content     $blob$,
    person      $blob$ NOT NULL,
    uploaded_at BIGINT NOT NULL,
    asked_at    BIGINT,
    recorded_at BIGINT,
    written     INTEGER,
    known       INTEGER,
    PRIMARY KEY (county, id)
);

CREATE TABLE superior_form (
    county   BIGINT NOT NULL,
    id       $blob$ NOT NULL,
    name     TEXT NOT NULL,
    file     TEXT NOT NULL,
    unit     BIGINT NOT NULL,
    content  $blob$ NOT NULL,
    person   $blob$ NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

-- What belongs into a cell of a form, whichever year it is filled for.
CREATE TABLE form_cell (
    county    BIGINT NOT NULL,
    form      $blob$ NOT NULL,
    sheet     INTEGER NOT NULL,
    cell      TEXT NOT NULL,
    indicator TEXT NOT NULL,
    policy    TEXT NOT NULL,
    unit      BIGINT NOT NULL,
    span      TEXT NOT NULL,
    person    $blob$ NOT NULL,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (county, form, sheet, cell)
);
