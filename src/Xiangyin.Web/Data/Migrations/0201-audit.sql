-- Who changed what, when and from where. Each entry's hash covers the one before it, so that a removed or altered entry shows.
-- Rows are added and never changed, except that erasing a person clears where they were (origin, salt); the chain holds origin's digest only.
CREATE TABLE audit (
    county        BIGINT NOT NULL,
    entry         BIGINT NOT NULL,
    at            BIGINT NOT NULL,
    person        $blob$,
    action        TEXT NOT NULL,
    unit          BIGINT,
    subject       TEXT NOT NULL,
    origin        TEXT,
    salt          $blob$,
    origin_digest $blob$,
    hash          $blob$ NOT NULL,
    PRIMARY KEY (county, entry)
) $clustered$;

-- A town reads its own trail; a person's is looked for within it. Every change writes here, so there is no index that a page could do without.
CREATE INDEX audit_unit ON audit (county, unit, entry);

-- The newest entry and its hash: what the next one is chained to.
CREATE TABLE audit_head (
    county BIGINT NOT NULL,
    entry  BIGINT NOT NULL,
    hash   $blob$ NOT NULL,
    PRIMARY KEY (county)
);

-- Heads that were sealed into an archive package: the trail must still hold them.
CREATE TABLE audit_sealed (
    county BIGINT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (county, hash)
);
