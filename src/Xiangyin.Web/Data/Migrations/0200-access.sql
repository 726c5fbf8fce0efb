-- Who may sign in, how, and where they are signed in. Nothing here is needed to read a record or a figure.

-- One for each person who took up an invitation. login_key: the login as it is compared. password: Identity's hash; none for whoever signs in by
-- passkey or the county's sign-on alone. code_key: the secret of time-based codes, encrypted by the installation's keys; code_step: the last
-- step that was used, so that a code works once.
CREATE TABLE account (
    county       BIGINT NOT NULL,
    person       $blob$ NOT NULL,
    login        TEXT NOT NULL,
    login_key    TEXT NOT NULL,
    password     TEXT,
    stamp        TEXT NOT NULL,
    code_key     TEXT,
    code_on      INTEGER NOT NULL,
    code_step    BIGINT NOT NULL,
    failures     INTEGER NOT NULL,
    locked_until BIGINT,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (county, person)
);

CREATE UNIQUE INDEX account_login ON account (county, login_key);

-- SHA-256 of codes that stand in for a lost phone, each once.
CREATE TABLE recovery_code (
    county BIGINT NOT NULL,
    person $blob$ NOT NULL,
    digest $blob$ NOT NULL,
    PRIMARY KEY (county, person, digest)
);

-- content: Identity's UserPasskeyInfo as JSON.
CREATE TABLE passkey (
    county     BIGINT NOT NULL,
    credential $blob$ NOT NULL,
    person     $blob$ NOT NULL,
    content    TEXT NOT NULL,
    PRIMARY KEY (county, credential)
);

CREATE INDEX passkey_person ON passkey (county, person);

-- Who a person is at the county's own sign-on.
CREATE TABLE county_login (
    county   BIGINT NOT NULL,
    provider TEXT NOT NULL,
    subject  TEXT NOT NULL,
    person   $blob$ NOT NULL,
    PRIMARY KEY (county, provider, subject)
);

-- A browser that somebody is signed in with. used_on is a day, not an instant: it ends what was forgotten, and tells nobody's hours.
-- kept: on one's own device, until it goes unused for long; otherwise until the end of the day's work.
CREATE TABLE device (
    county   BIGINT NOT NULL,
    id       $blob$ NOT NULL,
    person   $blob$ NOT NULL,
    means    TEXT NOT NULL,
    device   TEXT NOT NULL,
    origin   TEXT NOT NULL,
    kept     INTEGER NOT NULL,
    begun_at BIGINT NOT NULL,
    used_on  INTEGER NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (county, id)
);

CREATE INDEX device_person ON device (county, person);

-- An invitation to take up one's access, on paper. digest: of its code, which is derived from the id and a key that is not in the database.
CREATE TABLE invitation (
    county     BIGINT NOT NULL,
    id         $blob$ NOT NULL,
    digest     $blob$ NOT NULL,
    person     $blob$ NOT NULL,
    made_by    $blob$,
    made_at    BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    used_at    BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (county, id)
);

CREATE UNIQUE INDEX invitation_digest ON invitation (county, digest);
CREATE INDEX invitation_person ON invitation (county, person);
