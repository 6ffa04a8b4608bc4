// Package store keeps one diary in one SQLite file and promises that what it acknowledged is on disk.
//
// Begin with [Open]; read with [Store.Diary]; write with the Save and Delete methods. A method that
// changes the diary returns nil only once the change is durable, tells the functions given to
// [Store.Subscribe] which nights changed, and can be taken back with [Store.Undo], also after a restart.
//
// # One file at rest
//
// People sync and copy this file with tools that know nothing of SQLite. A write-ahead log would keep the
// newest nights in a second file beside it, which such tools leave behind. So the journal mode is DELETE:
// between two saves the diary is exactly one file. Synchronous is EXTRA, which is FULL plus one flush of the
// folder: without it the deleted journal may come back after a power cut and undo the last night
// (https://www.sqlite.org/pragma.html#pragma_synchronous).
//
// # Damage is noticed, never shown
//
// SQLite has no checksums. Each row therefore carries a seal, a CRC-32C of its values, which is checked
// whenever the row is read, and a ledger knows how many rows each table has, the sum of their seals, and to
// which save it belongs. The seals are salted by the diary's own id, so that a row of another diary, which a failing
// disk may put in, never verifies. A flipped bit, a lost row or an old page is a [DamagedError], never a wrong
// number. [Salvage] saves what still has a true seal into a new diary and says what is gone.
//
// # Whose file
//
// Each diary has an id of its own, by which its backups are known, and knows the path at which it was last saved. One
// that is opened at another path while the first file is still there is a copy: it gets another id.
//
// # Locked diaries
//
// With a passphrase the file is an age-encrypted copy of the database, which then lives in memory only.
// Every save writes a new encrypted file beside the old one, flushes it and renames it over.
//
// The package knows no screen and no words: its errors carry the keys of theirs.
package store
