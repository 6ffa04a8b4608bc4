// Package backup knows the backups of a diary by their names: which there are, of which diary, in what order they
// were made, and which have had their time.
//
// Begin with [List]; [Next] names a new one, and [Outdated] is the rule of what stays: it is meant so that a person
// who notices a loss after a day, a month or a year still has a copy from before. The package reads folders and
// writes nothing; what is in the files only package store knows.
package backup
