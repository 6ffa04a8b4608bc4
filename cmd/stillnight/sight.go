//go:build !testclock || !unix

package main

// tellSight does something in test builds alone.
func tellSight() {}
