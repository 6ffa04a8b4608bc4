-- When one got up for the day. A column cannot be put before the seal, so the table is written anew; the seals
-- stay true, for they do not cover later columns that hold nothing.
ALTER TABLE nights RENAME TO nights_4;
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
    jerks_count      INTEGER CHECK (jerks_count BETWEEN 0 AND 999),
    got_up           INTEGER CHECK (got_up BETWEEN 0 AND 1439),
    seal             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO nights (
    date, severity, all_day, onset, minutes_bothered, sensations, body_parts, jerks_seen, rest_minutes,
    block_12_18, block_18_24, block_0_6, block_6_12, tried_to_sleep, minutes_to_sleep, times_woken,
    woken_by_legs, times_up, minutes_awake, sleep_hours, satisfaction, tiredness, daytime_symptoms,
    naps, nap_minutes, unusual, safety, note, entered_at, jerks_count, seal
) SELECT
    date, severity, all_day, onset, minutes_bothered, sensations, body_parts, jerks_seen, rest_minutes,
    block_12_18, block_18_24, block_0_6, block_6_12, tried_to_sleep, minutes_to_sleep, times_woken,
    woken_by_legs, times_up, minutes_awake, sleep_hours, satisfaction, tiredness, daytime_symptoms,
    naps, nap_minutes, unusual, safety, note, entered_at, jerks_count, seal
FROM nights_4;
DROP TABLE nights_4;
