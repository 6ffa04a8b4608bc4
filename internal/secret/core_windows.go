package secret

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"
)

// withoutHeap asks for reports without what the program holds in memory, should one be made all the same
// (https://learn.microsoft.com/windows/win32/api/werapi/nf-werapi-wersetflags).
const withoutHeap = 1

var (
	kernel   = windows.NewLazySystemDLL("kernel32.dll")
	werFlags = kernel.NewProc("WerGetFlags")
	setWer   = kernel.NewProc("WerSetFlags")
)

// KeepNoCore keeps Windows from making a report with a copy of the memory. What else was asked of Windows stays: Go
// asks it not to put up a box of its own for a drive that is empty.
func KeepNoCore() {
	windows.SetErrorMode(windows.SetErrorMode(windows.SEM_NOGPFAULTERRORBOX) | windows.SEM_NOGPFAULTERRORBOX)
	var flags uint32
	if errors.Join(werFlags.Find(), setWer.Find()) != nil {
		return
	}
	// Where it is refused there is nothing to be done.
	if result, _, _ := werFlags.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&flags))); result == 0 {
		_, _, _ = setWer.Call(uintptr(flags | withoutHeap))
	}
}
