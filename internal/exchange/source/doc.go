// Package source opens what people bring: text in any encoding, tables in it or in a workbook, archives,
// XML, JSON, and databases. It finds what is inside and makes it alike, without knowing what it means.
//
// Nothing in a file is believed: sizes, rows, columns, depth and the number of entries are bounded, no
// name in an archive becomes a path, no entity or address is followed, and a database is opened read-only
// as a private copy.
package source
