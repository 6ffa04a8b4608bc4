//go:build !testclock

package main

// tellFocus does nothing; see the test build.
func tellFocus() {}
