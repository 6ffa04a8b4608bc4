// Package output writes files for other programs, such as reports, exports and pictures, and promises that none of
// them ever replaces a diary, a backup, or a file that belongs to one.
//
// Begin with [File.Write]. Which places are a diary's, package store knows.
package output
