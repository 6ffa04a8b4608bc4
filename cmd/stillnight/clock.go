//go:build !testclock

package main

import (
	"time"

	"stillnight/internal/localtime"
)

// clock tells the time of the place where the computer is.
func clock() func() time.Time { return localtime.New().Now }
