package secret

import (
	"testing"

	"golang.org/x/sys/windows"
)

// What Go asked of Windows at the start must stay: without it an empty card reader puts up a box.
func TestKeepNoCoreLeavesTheOtherModesAlone(t *testing.T) {
	before := uint32(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOOPENFILEERRORBOX)
	defer windows.SetErrorMode(windows.SetErrorMode(before))
	KeepNoCore()
	if mode := windows.SetErrorMode(before); mode != before|windows.SEM_NOGPFAULTERRORBOX {
		t.Errorf("the mode is %#x", mode)
	}
}
