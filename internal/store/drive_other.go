//go:build !unix

package store

// driveMissing: where drives have letters their folders go with them.
func driveMissing(string) bool { return false }

func mountAbove(string) string { return "" }

func isMount(string) bool { return true }
