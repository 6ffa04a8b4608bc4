// Package exchange takes diaries out of the program and into it: JSON for the whole diary, tables for
// spreadsheets, the lines of "compare --jsonl", and whatever other programs and people keep.
//
// What comes in goes through one neutral form. [Find] opens files (package source: containers) and knows
// the program that wrote them (package known: one table of formats), or takes them for any table.
// [Found.Propose] works out what each column or reading is, by what the format says, by its name in five
// languages and by its values, and makes nights of it (package reading: sessions joined, naps left out); it
// may be asked again with other [Choices]. [Join] holds the result against the diary, field by field, and
// gives a [Plan], which the store writes as one step. Every row is used or left out with a reason, and every
// column is used or told why not: nothing is guessed that could be wrong without a word.
//
// It reads what others wrote and believes none of it: sizes, rows, fields and depth are bounded, and
// every value passes the diary's own checks. Reading never changes a diary. It knows no storage and no
// screen.
//
// What is refused is a [*Fault], which carries the key of its words.
package exchange
