-- Every table ends in "seal": a CRC-32C over the row's table and values. SQLite keeps no checksums of
-- its own, so a bit that flips inside a cell would otherwise be read as a true number.
-- Dates are civil ISO dates; clocks are minutes after 12:00 of the evening's date, 0 to 1439.

CREATE TABLE nights (
    date             TEXT PRIMARY KEY NOT NULL CHECK (date(date) IS date),
    severity         INTEGER CHECK (severity BETWEEN 0 AND 10),
    all_day          INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    onset            INTEGER CHECK (onset BETWEEN 0 AND 1439),
    minutes_bothered INTEGER CHECK (minutes_bothered BETWEEN 0 AND 1440),
    sensations       TEXT NOT NULL,
    body_parts       TEXT NOT NULL,
    jerks_seen       TEXT NOT NULL,
    rest_minutes     INTEGER CHECK (rest_minutes BETWEEN 0 AND 240),
    block_12_18      INTEGER CHECK (block_12_18 BETWEEN 0 AND 10),
    block_18_24      INTEGER CHECK (block_18_24 BETWEEN 0 AND 10),
    block_0_6        INTEGER CHECK (block_0_6 BETWEEN 0 AND 10),
    block_6_12       INTEGER CHECK (block_6_12 BETWEEN 0 AND 10),
    tried_to_sleep   INTEGER CHECK (tried_to_sleep BETWEEN 0 AND 1439),
    minutes_to_sleep INTEGER CHECK (minutes_to_sleep BETWEEN 0 AND 600),
    times_woken      INTEGER CHECK (times_woken BETWEEN 0 AND 30),
    woken_by_legs    INTEGER CHECK (woken_by_legs BETWEEN 0 AND 30),
    times_up         INTEGER CHECK (times_up BETWEEN 0 AND 30),
    minutes_awake    INTEGER CHECK (minutes_awake BETWEEN 0 AND 600),
    sleep_hours      REAL CHECK (sleep_hours BETWEEN 0 AND 16),
    satisfaction     INTEGER CHECK (satisfaction BETWEEN 0 AND 10),
    tiredness        INTEGER CHECK (tiredness BETWEEN 0 AND 10),
    daytime_symptoms INTEGER CHECK (daytime_symptoms BETWEEN 0 AND 10),
    naps             INTEGER CHECK (naps BETWEEN 0 AND 10),
    nap_minutes      INTEGER CHECK (nap_minutes BETWEEN 0 AND 600),
    unusual          TEXT NOT NULL,
    safety           TEXT NOT NULL,
    note             TEXT NOT NULL CHECK (length(note) <= 10000),
    entered_at       TEXT NOT NULL,
    seal             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE episodes (
    id       INTEGER PRIMARY KEY,
    night    TEXT NOT NULL CHECK (date(night) IS night),
    start    INTEGER CHECK (start BETWEEN 0 AND 1439),
    severity INTEGER CHECK (severity BETWEEN 0 AND 10),
    minutes  INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    note     TEXT NOT NULL CHECK (length(note) <= 10000),
    seal     INTEGER NOT NULL
) STRICT;
CREATE INDEX episodes_by_night ON episodes (night);

CREATE TABLE attempts (
    episode_id        INTEGER NOT NULL REFERENCES episodes (id) DEFERRABLE INITIALLY DEFERRED,
    position          INTEGER NOT NULL CHECK (position >= 0),
    measure           TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 200),
    relief            INTEGER CHECK (relief BETWEEN 0 AND 10),
    minutes_to_relief INTEGER CHECK (minutes_to_relief BETWEEN 0 AND 600),
    seal              INTEGER NOT NULL,
    PRIMARY KEY (episode_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE interventions (
    id               INTEGER PRIMARY KEY,
    name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind             TEXT NOT NULL,
    catalogue_id     TEXT NOT NULL,
    note             TEXT NOT NULL CHECK (length(note) <= 10000),
    carry_over_days  INTEGER CHECK (carry_over_days BETWEEN 0 AND 365),
    judge_after_days INTEGER CHECK (judge_after_days BETWEEN 0 AND 365),
    seal             INTEGER NOT NULL
) STRICT;

-- A phase runs from start up to, not including, ended.
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
    seal            INTEGER NOT NULL
) STRICT;
CREATE INDEX phases_by_intervention ON phases (intervention_id, start);

CREATE TABLE intakes (
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    night           TEXT NOT NULL CHECK (date(night) IS night),
    position        INTEGER NOT NULL CHECK (position >= 0),
    status          TEXT NOT NULL,
    at              INTEGER CHECK (at BETWEEN 0 AND 1439),
    seal            INTEGER NOT NULL,
    PRIMARY KEY (intervention_id, night, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE triggers (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    catalogue_id TEXT NOT NULL,
    unit         TEXT NOT NULL CHECK (length(unit) <= 200),
    hidden       INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    seal         INTEGER NOT NULL
) STRICT;

-- last_at is minutes after midnight on the wall, unlike the clocks of a night.
CREATE TABLE exposures (
    id         INTEGER PRIMARY KEY,
    night      TEXT NOT NULL CHECK (date(night) IS night),
    trigger_id INTEGER NOT NULL REFERENCES triggers (id) DEFERRABLE INITIALLY DEFERRED,
    amount     REAL CHECK (amount BETWEEN 0 AND 1000000),
    last_at    INTEGER CHECK (last_at BETWEEN 0 AND 1439),
    seal       INTEGER NOT NULL
) STRICT;
CREATE INDEX exposures_by_night ON exposures (night);
CREATE INDEX exposures_by_trigger ON exposures (trigger_id);

CREATE TABLE labs (
    id              INTEGER PRIMARY KEY,
    date            TEXT NOT NULL CHECK (date(date) IS date),
    test            TEXT NOT NULL CHECK (length(test) BETWEEN 1 AND 200),
    value           REAL NOT NULL CHECK (value BETWEEN 0 AND 1000000),
    unit            TEXT NOT NULL CHECK (length(unit) <= 200),
    iron_within_day INTEGER CHECK (iron_within_day IN (0, 1)),
    note            TEXT NOT NULL CHECK (length(note) <= 10000),
    seal            INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    value TEXT NOT NULL,
    seal  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
