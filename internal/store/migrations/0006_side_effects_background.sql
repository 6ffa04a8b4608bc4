-- Side effects belong to a remedy, as its phases do. The background is one page about the person, read and
-- written whole: one row, which holds it as JSON.
CREATE TABLE side_effects (
    intervention_id INTEGER NOT NULL REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED,
    position        INTEGER NOT NULL CHECK (position >= 0),
    date            TEXT NOT NULL CHECK (date(date) IS date),
    effect          TEXT NOT NULL CHECK (length(effect) BETWEEN 1 AND 200),
    severity        INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
    seal            INTEGER NOT NULL,
    PRIMARY KEY (intervention_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE background (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL CHECK (json_valid(body)),
    seal INTEGER NOT NULL
) STRICT;

INSERT INTO ledger (name, rows, sum) VALUES ('side_effects', 0, 0), ('background', 0, 0);
