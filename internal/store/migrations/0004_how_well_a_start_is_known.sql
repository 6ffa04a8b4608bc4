-- How well the start of a phase is known. A column cannot be put before the seal, so the table is written
-- anew; the seals stay true, for they do not cover later columns that hold nothing.
DROP INDEX phases_by_intervention;
ALTER TABLE phases RENAME TO phases_3;
CREATE TABLE phases (
    id              INTEGER PRIMARY KEY,
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    start           TEXT NOT NULL CHECK (date(start) IS start),
    ended           TEXT CHECK (date(ended) IS ended AND ended > start),
    dose            REAL CHECK (dose BETWEEN 0 AND 1000000),
    unit            TEXT NOT NULL CHECK (length(unit) <= 200),
    times           TEXT NOT NULL,
    times_per_week  INTEGER NOT NULL CHECK (times_per_week BETWEEN 0 AND 7),
    weeks           INTEGER NOT NULL CHECK (weeks BETWEEN 0 AND 104),
    as_needed       INTEGER NOT NULL CHECK (as_needed IN (0, 1)),
    run_in_days     INTEGER CHECK (run_in_days BETWEEN 0 AND 365),
    paused          INTEGER NOT NULL CHECK (paused IN (0, 1)),
    stop_reason     TEXT NOT NULL CHECK (length(stop_reason) <= 10000),
    overall         INTEGER CHECK (overall BETWEEN -3 AND 3),
    start_is        TEXT CHECK (start_is IN ('month', 'year', 'about', 'unknown')),
    seal            INTEGER NOT NULL
) STRICT;
INSERT INTO phases (
    id, intervention_id, start, ended, dose, unit, times, times_per_week, weeks, as_needed, run_in_days, paused,
    stop_reason, overall, seal
) SELECT
    id, intervention_id, start, ended, dose, unit, times, times_per_week, weeks, as_needed, run_in_days, paused,
    stop_reason, overall, seal
FROM phases_3;
DROP TABLE phases_3;
CREATE INDEX phases_by_intervention ON phases (intervention_id, start);
