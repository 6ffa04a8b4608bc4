// Package known reads the exports of other programs. [All] is the one table of them: how a file is
// recognised, what its bare numbers count, what its dates stand for, how naps are told and whether a night
// may have more than one session.
//
// To add a format:
//
//  1. Write down the file's form in the family's file (sleep_tables.go for tables of sleep, watches_json.go
//     for JSON of watches, journals.go for text by day, habits.go, medicines.go, …), or in a new one of
//     200–400 lines. A table with one row a sleep needs only a [Columns] value; anything else is a func of
//     type [Reader] that fills a [reading.Set]: rows are counted in Set.Rows, and every row is either used
//     or given to Set.Leave with a reason. A value whose meaning the format does not settle goes to
//     Set.Add under the name that it has in the file; the package exchange finds the field by that name
//     and asks. Severity is never filled in here but from what names it (see cell.SeverityIn).
//  2. Add a row to [All]. Is must tell the file from every other by its heads or keys, not by its name
//     alone. The first row that knows a file reads it: a form with more heads stands before one with fewer
//     of the same.
//  3. Put a file of the program's exact form under internal/exchange/testdata/imports/<name>, with an
//     expected.json: the nights by the date of their evening, with the fields' names of diary.Night, as in
//     the others. Samples are read as in Berlin. What the owner would have to answer (Set.Add, Offers)
//     stands in answers of samples_test.go. TestEverySample picks the folder up, and
//     TestEveryFormatHasASample fails until the row is met.
//
// Moments keep the wall clock of the place where they were written. What is written in UTC is brought to
// Job.Zone with Job.Local, which notes that the zone was not told by the file.
package known
