-- The seals of rows and of the ledger are salted by the diary's own id, so that a row of another diary, which came in
-- by a failing disk, is never taken for one of this. The program makes them anew in this step, and notes in the ledger
-- the stamp of the save that it belongs to.
ALTER TABLE ledger ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
