// Package pages reads the rows of an SQLite file from its pages alone: without SQLite, without the file's schema,
// and whatever is wrong with it (https://www.sqlite.org/fileformat.html).
//
// Begin with [New]; [Reader.Rows] hands out every row that it finds, also those that are left over from before. It
// promises to end, and never to read beyond the bytes it was given, also in a file that was made to harm. Whether a
// row is true, and of which table, it does not know: package store tells by its seals.
package pages
