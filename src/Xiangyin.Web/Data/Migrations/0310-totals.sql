-- A cell has a level, so that the sums of many towns need not be folded from each town's cells. 4: a town's, of the month that is being recorded.
-- 3: a town's, of a month of recording that is over, which never changes. 2, 1, 0: the sum of the latter below a county, city or province.
-- 8, 7, 6, 5: the same four of all months of recording that are over together (recorded_month 0), which is what is asked for most.
-- What cells hold is counted anew from the ledger, which answers until that is done.
DROP TABLE cell;
DELETE FROM slot;

CREATE TABLE cell (
    county         BIGINT NOT NULL,
    level          INTEGER NOT NULL,
    year           INTEGER NOT NULL,
    unit_key       BIGINT NOT NULL,
    month          INTEGER NOT NULL,
    recorded_month INTEGER NOT NULL,
    block          INTEGER NOT NULL,
    lanes          $blob$ NOT NULL,
    PRIMARY KEY (county, level, year, unit_key, month, recorded_month, block)
) $clustered$;

-- Beside a cell, for a slot that counts different events: each event's id and how many of the cell's rows tell of it, 20 bytes each, rising by id.
CREATE TABLE cell_events (
    county         BIGINT NOT NULL,
    level          INTEGER NOT NULL,
    slot           INTEGER NOT NULL,
    year           INTEGER NOT NULL,
    unit_key       BIGINT NOT NULL,
    month          INTEGER NOT NULL,
    recorded_month INTEGER NOT NULL,
    events         $blob$ NOT NULL,
    PRIMARY KEY (county, level, slot, year, unit_key, month, recorded_month)
) $clustered$;
