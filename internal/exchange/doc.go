// Package exchange takes diaries out of the program and into it: JSON for the whole diary, CSV for
// spreadsheets, the exports of some other trackers, a pasted column, and the lines of "compare --jsonl".
//
// It reads what others wrote and believes none of it: sizes, rows, fields and depth are bounded, and
// every value passes the diary's own checks. Reading never changes a diary: it gives a [Preview] or a
// value, which the caller shows and then hands to the store. It knows no storage and no screen.
//
// What is refused is a [*Fault], which [Explain] puts into words.
package exchange
