package filechooser

import (
	"runtime"

	"golang.org/x/sys/windows"
)

// apartment makes this goroutine's thread one that may show windows of the shell. Outside a single-threaded
// apartment of COM the shell's dialogs are not supported: some come up without the files in the folder. The caller
// calls leave on the same goroutine when the dialog is closed.
func apartment() (leave func()) {
	runtime.LockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err != nil && err != alreadyThere {
		return runtime.UnlockOSThread // the thread is of another kind; the dialog may still work
	}
	return func() {
		windows.CoUninitialize()
		runtime.UnlockOSThread()
	}
}

// alreadyThere (S_FALSE) says that the thread was in such an apartment already; it counts one more.
const alreadyThere = windows.Errno(1)
