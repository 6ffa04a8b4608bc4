// Package saving asks where a file is to be kept and writes it whole: under its name there is either
// the old file or the new one, never half of one.
package saving
