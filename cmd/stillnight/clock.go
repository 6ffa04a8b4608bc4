//go:build !testclock

package main

import "time"

// clock tells the time.
func clock() func() time.Time { return time.Now }
