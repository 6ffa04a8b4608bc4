// Package month is the table in which the nights of a month are written down, as on a sheet of paper: one column at a
// time or, in a wide window, all side by side. What is typed is kept as one step when the table is left, and is among
// the drafts until then. The answers are read as the form of one night reads them.
package month
