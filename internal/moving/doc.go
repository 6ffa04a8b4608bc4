// Package moving puts a diary with its backups and the program's settings into one file for another computer, and
// takes it in there.
//
// Begin with [Pack] on the old computer and [Open] on the new one, whose [Bundle] says what it holds before
// [Bundle.TakeIn] writes anything. The file is a zip archive with a list of what is in it and the SHA-256 of each
// part. A locked diary goes in as it is and stays locked. Nothing in such a file is believed: names, sizes and
// sums are checked, and a diary must be one.
//
// The package knows no screen; its faults carry the keys of their words.
package moving
