-- Reports. No row of these tables is ever changed: an edit is a new revision of its paragraph, a transition is a new step.

-- frame: title, signer and sections, taken over from the outline when the report was begun.
CREATE TABLE report (
    county          BIGINT NOT NULL,
    id              $blob$ NOT NULL,
    outline         TEXT NOT NULL,
    outline_version INTEGER NOT NULL,
    unit            BIGINT NOT NULL,
    year            INTEGER NOT NULL,
    cut_off         INTEGER NOT NULL,
    frame           TEXT NOT NULL,
    person          $blob$ NOT NULL,
    begun_at        BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE INDEX report_unit ON report (county, unit, year);

-- Prose with figures in braces. hant: the outline's traditional wording, while nobody has changed the simplified one.
-- origin and branches: the outline's paragraph and which wording each of its sentences had. told: what its figures said when it was saved.
-- An empty text takes the paragraph out.
CREATE TABLE report_paragraph (
    county    BIGINT NOT NULL,
    report    $blob$ NOT NULL,
    id        $blob$ NOT NULL,
    revision  INTEGER NOT NULL,
    change_id $blob$ NOT NULL,
    section   TEXT NOT NULL,
    place     BIGINT NOT NULL,
    hans      TEXT NOT NULL,
    hant      TEXT,
    origin    TEXT,
    branches  TEXT,
    told      TEXT NOT NULL,
    person    $blob$ NOT NULL,
    saved_at  BIGINT NOT NULL,
    why       TEXT NOT NULL,
    PRIMARY KEY (county, report, id, revision)
);

CREATE UNIQUE INDEX report_paragraph_change ON report_paragraph (county, change_id);

-- Checked, approved, returned, frozen: by whom, when, and what the ledger had recorded by then.
CREATE TABLE report_step (
    county    BIGINT NOT NULL,
    report    $blob$ NOT NULL,
    step      INTEGER NOT NULL,
    change_id $blob$ NOT NULL,
    action    INTEGER NOT NULL,
    person    $blob$ NOT NULL,
    taken_at  BIGINT NOT NULL,
    known_at  BIGINT NOT NULL,
    known_seq BIGINT NOT NULL,
    why       TEXT NOT NULL,
    PRIMARY KEY (county, report, step)
);

CREATE UNIQUE INDEX report_step_change ON report_step (county, change_id);

-- The sealed archive of a frozen report, with the SHA-256 of its manifest.
CREATE TABLE report_package (
    county    BIGINT NOT NULL,
    report    $blob$ NOT NULL,
    structure TEXT NOT NULL,
    digest    TEXT NOT NULL,
    package   $blob$ NOT NULL,
    PRIMARY KEY (county, report)
);
