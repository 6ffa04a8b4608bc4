package main

import "golang.org/x/sys/windows"

// keepNoCore keeps Windows from asking whether a report with a copy of the memory shall be sent.
func keepNoCore() { windows.SetErrorMode(windows.SEM_NOGPFAULTERRORBOX) }
