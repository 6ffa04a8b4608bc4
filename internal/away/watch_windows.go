package away

import (
	"context"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Messages of Windows (https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change and
// https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast).
const (
	wmClose          = 0x0010
	wmDestroy        = 0x0002
	wmPowerBroadcast = 0x0218
	pbtSuspend       = 0x0004
	wmSessionChange  = 0x02b1
	wtsSessionLock   = 0x0007
	wtsSessionLogoff = 0x0006
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	wtsapi32 = windows.NewLazySystemDLL("wtsapi32.dll")

	registerClass   = user32.NewProc("RegisterClassExW")
	createWindow    = user32.NewProc("CreateWindowExW")
	defWindowProc   = user32.NewProc("DefWindowProcW")
	getMessage      = user32.NewProc("GetMessageW")
	dispatchMessage = user32.NewProc("DispatchMessageW")
	postMessage     = user32.NewProc("PostMessageW")
	postQuit        = user32.NewProc("PostQuitMessage")
	registerSession = wtsapi32.NewProc("WTSRegisterSessionNotification")
)

type windowClass struct {
	size, style          uint32
	proc                 uintptr
	classExtra, winExtra int32
	instance             windows.Handle
	icon, cursor, brush  windows.Handle
	menuName, className  *uint16
	smallIcon            windows.Handle
}

type message struct {
	window         windows.HWND
	id             uint32
	wParam, lParam uintptr
	time           uint32
	x, y           int32
	private        uint32
}

// Watch calls left, on the goroutine it is called on, each time the person goes away. It returns when the
// context ends. It keeps a window that is never shown: Windows tells such things to windows alone. Windows sleeps once
// left has returned, and asks nobody why.
func Watch(ctx context.Context, _ string, left func()) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	name, err := windows.UTF16PtrFromString("StillnightAway")
	if err != nil {
		return err
	}
	proc := windows.NewCallback(func(window windows.HWND, id uint32, wParam, lParam uintptr) uintptr {
		switch {
		case id == wmPowerBroadcast && wParam == pbtSuspend,
			id == wmSessionChange && (wParam == wtsSessionLock || wParam == wtsSessionLogoff):
			left()
		case id == wmDestroy:
			_, _, _ = postQuit.Call(0)
			return 0
		}
		result, _, _ := defWindowProc.Call(uintptr(window), uintptr(id), wParam, lParam)
		return result
	})
	class := windowClass{proc: proc, className: name}
	class.size = uint32(unsafe.Sizeof(class))
	if atom, _, err := registerClass.Call(uintptr(unsafe.Pointer(&class))); atom == 0 {
		return fmt.Errorf("listening to the system: %w", err)
	}
	window, _, err := createWindow.Call(0, uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, 0, 0, 0)
	if window == 0 {
		return fmt.Errorf("listening to the system: %w", err)
	}
	// Without this there is still the message before the computer sleeps.
	_, _, _ = registerSession.Call(window, 0)
	stop := context.AfterFunc(ctx, func() { _, _, _ = postMessage.Call(window, wmClose, 0, 0) })
	defer stop()
	var m message
	for {
		got, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch int32(got) {
		case -1:
			return fmt.Errorf("listening to the system: %w", err)
		case 0:
			return nil
		}
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m)))
	}
}
