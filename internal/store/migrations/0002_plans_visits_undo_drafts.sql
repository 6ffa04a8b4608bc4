CREATE TABLE visits (
    id   INTEGER PRIMARY KEY,
    date TEXT NOT NULL CHECK (date(date) IS date),
    note TEXT NOT NULL CHECK (length(note) <= 10000),
    seal INTEGER NOT NULL
) STRICT;

CREATE TABLE plans (
    id              INTEGER PRIMARY KEY,
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    begun           TEXT NOT NULL CHECK (date(begun) IS begun),
    baseline_days   INTEGER NOT NULL CHECK (baseline_days BETWEEN 7 AND 365),
    run_in_days     INTEGER NOT NULL CHECK (run_in_days BETWEEN 0 AND 365),
    on_days         INTEGER NOT NULL CHECK (on_days BETWEEN 7 AND 365),
    off_days        INTEGER NOT NULL CHECK (off_days BETWEEN 0 AND 365),
    seed            INTEGER NOT NULL,
    abandoned       TEXT CHECK (date(abandoned) IS abandoned),
    seal            INTEGER NOT NULL
) STRICT;
CREATE INDEX plans_by_intervention ON plans (intervention_id);

CREATE TABLE plan_starts (
    plan_id  INTEGER NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    earliest TEXT NOT NULL CHECK (date(earliest) IS earliest),
    latest   TEXT NOT NULL CHECK (date(latest) IS latest),
    drawn    TEXT NOT NULL CHECK (drawn BETWEEN earliest AND latest AND date(drawn) IS drawn),
    seal     INTEGER NOT NULL,
    PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;

-- Half-typed text, so that it outlives a crash.
CREATE TABLE drafts (
    key  TEXT PRIMARY KEY NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    text TEXT NOT NULL,
    seal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row is one thing the user did. changes is JSON (gzip where it is long): for each record its kind,
-- key and what stood there before and after. Steps with undone = 1 can be redone; they have the highest ids.
CREATE TABLE undo_steps (
    id      INTEGER PRIMARY KEY,
    label   TEXT NOT NULL,
    args    TEXT NOT NULL,
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    changes BLOB NOT NULL,
    seal    INTEGER NOT NULL
) STRICT;

-- How many rows each table must have and the sum of their seals: a row that vanishes is noticed.
CREATE TABLE ledger (
    name TEXT PRIMARY KEY NOT NULL,
    rows INTEGER NOT NULL,
    sum  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO ledger (name, rows, sum)
          SELECT 'nights', count(*), coalesce(sum(seal), 0) FROM nights
UNION ALL SELECT 'episodes', count(*), coalesce(sum(seal), 0) FROM episodes
UNION ALL SELECT 'attempts', count(*), coalesce(sum(seal), 0) FROM attempts
UNION ALL SELECT 'interventions', count(*), coalesce(sum(seal), 0) FROM interventions
UNION ALL SELECT 'phases', count(*), coalesce(sum(seal), 0) FROM phases
UNION ALL SELECT 'intakes', count(*), coalesce(sum(seal), 0) FROM intakes
UNION ALL SELECT 'triggers', count(*), coalesce(sum(seal), 0) FROM triggers
UNION ALL SELECT 'exposures', count(*), coalesce(sum(seal), 0) FROM exposures
UNION ALL SELECT 'labs', count(*), coalesce(sum(seal), 0) FROM labs
UNION ALL SELECT 'settings', count(*), coalesce(sum(seal), 0) FROM settings
UNION ALL SELECT 'visits', 0, 0
UNION ALL SELECT 'plans', 0, 0
UNION ALL SELECT 'plan_starts', 0, 0
UNION ALL SELECT 'drafts', 0, 0
UNION ALL SELECT 'undo_steps', 0, 0;
