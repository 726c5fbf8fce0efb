-- Who is on pictures, and what may be done with them. Outside the ledger, like all that is about people.

-- What is written about a person can be read with that person's key alone; erasing the person throws the key away.
CREATE TABLE person_key (
    county BIGINT NOT NULL,
    person $blob$ NOT NULL,
    secret $blob$ NOT NULL,
    PRIMARY KEY (county, person)
);

-- People on pictures who hold no post. name is encrypted.
CREATE TABLE pictured_person (
    county BIGINT NOT NULL,
    person $blob$ NOT NULL,
    unit   BIGINT NOT NULL,
    child  INTEGER NOT NULL,
    name   $blob$ NOT NULL,
    PRIMARY KEY (county, person)
);

CREATE INDEX pictured_person_unit ON pictured_person (county, unit);

-- Who is on which picture, because somebody said so.
CREATE TABLE pictured (
    county  BIGINT NOT NULL,
    hash    TEXT NOT NULL,
    person  $blob$ NOT NULL,
    said_by $blob$ NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (county, hash, person)
);

CREATE INDEX pictured_by_person ON pictured (county, person);

-- Consent to use pictures of a person outside the record, and its withdrawal; of an adult, a withdrawal alone is an objection.
-- given_by (the guardian) is encrypted with the person's key.
CREATE TABLE consent (
    county      BIGINT NOT NULL,
    id          $blob$ NOT NULL,
    person      $blob$ NOT NULL,
    given       INTEGER NOT NULL,
    given_on    INTEGER NOT NULL,
    given_by    $blob$ NOT NULL,
    recorded_by $blob$ NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE INDEX consent_person ON consent (county, person);

-- Where a picture is used outside its record. ended_why: 1 taken out, 2 consent withdrawn, 3 somebody on it was erased, 4 a child was named on it.
-- down_at: when somebody said that what hung or lay outside is gone too.
CREATE TABLE picture_use (
    county    BIGINT NOT NULL,
    id        $blob$ NOT NULL,
    hash      TEXT NOT NULL,
    record_id $blob$ NOT NULL,
    sort      TEXT NOT NULL,
    place     TEXT NOT NULL,
    chosen_by $blob$ NOT NULL,
    chosen_at BIGINT NOT NULL,
    ended_by  $blob$,
    ended_at  BIGINT,
    ended_why INTEGER,
    down_by   $blob$,
    down_at   BIGINT,
    PRIMARY KEY (county, id)
);

CREATE INDEX picture_use_hash ON picture_use (county, hash);

-- Who was erased, so that a restored backup can forget them again. Says no more than an id.
CREATE TABLE erasure (
    county    BIGINT NOT NULL,
    person    $blob$ NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (county, person)
);
