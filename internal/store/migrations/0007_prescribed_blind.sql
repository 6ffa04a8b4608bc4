-- Steps of a dose as they were prescribed, and blinded trials: both belong to a remedy, as its side effects do. Of a
-- blinded trial the key is kept as the seed from which it is worked out.
CREATE TABLE prescribed_steps (
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    position        INTEGER NOT NULL CHECK (position >= 0),
    date            TEXT NOT NULL CHECK (date(date) IS date),
    dose            REAL NOT NULL CHECK (dose BETWEEN 0 AND 1000000),
    unit            TEXT NOT NULL CHECK (length(unit) <= 200),
    seal            INTEGER NOT NULL,
    PRIMARY KEY (intervention_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE blind_trials (
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    position        INTEGER NOT NULL CHECK (position >= 0),
    begun           TEXT NOT NULL CHECK (date(begun) IS begun),
    boxes           INTEGER NOT NULL CHECK (boxes BETWEEN 4 AND 12),
    days            INTEGER NOT NULL CHECK (days BETWEEN 7 AND 56),
    run_in_days     INTEGER NOT NULL CHECK (run_in_days BETWEEN 0 AND 55),
    seed            INTEGER NOT NULL,
    opened          TEXT CHECK (date(opened) IS opened),
    abandoned       TEXT CHECK (date(abandoned) IS abandoned),
    seal            INTEGER NOT NULL,
    PRIMARY KEY (intervention_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger (name, rows, sum) VALUES ('prescribed_steps', 0, 0), ('blind_trials', 0, 0);
