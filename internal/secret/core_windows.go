package secret

import "golang.org/x/sys/windows"

// KeepNoCore keeps Windows from asking whether a report with a copy of the memory may be sent.
func KeepNoCore() { windows.SetErrorMode(windows.SEM_NOGPFAULTERRORBOX) }
