//go:build !unix

package store

// driveMissing: where drives have letters their folders go with them.
func driveMissing(string) bool { return false }

// mountAbove: there no drive appears in a folder.
func mountAbove(string) string { return "" }

// isMount: what is kept in mind of another system says nothing here, so no drive is missing.
func isMount(string) bool { return true }
