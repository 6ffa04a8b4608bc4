package window

/*
#cgo LDFLAGS: -ldl
#include <dlfcn.h>
#include <stddef.h>
#include <X11/Xlib.h>

// The windowing library loads Xlib while the program runs; so does this.
static int depth(void *display) {
	void *xlib = dlopen("libX11.so.6", RTLD_LAZY);
	int (*screen)(Display *) = xlib ? dlsym(xlib, "XDefaultScreen") : NULL;
	int (*of)(Display *, int) = xlib ? dlsym(xlib, "XDefaultDepth") : NULL;
	int found = screen && of ? of(display, screen(display)) : 0;
	if (xlib)
		dlclose(xlib);
	return found;
}

// tell puts word that the window can be seen before all that waits in the program's own queue.
static void tell(void *display, unsigned long window) {
	void *xlib = dlopen("libX11.so.6", RTLD_LAZY);
	int (*put)(Display *, XEvent *) = xlib ? dlsym(xlib, "XPutBackEvent") : NULL;
	if (put) {
		XEvent seen = {.xvisibility = {.type = VisibilityNotify, .display = display, .window = window, .state = VisibilityUnobscured}};
		put(display, &seen);
	}
	if (xlib)
		dlclose(xlib);
}
*/
import "C"

import (
	"os"
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// usualDepth is the depth in bits of a screen with eight bits for each colour.
const usualDepth = 24

// OfferUsualFormats has the system's drawing library, where that is Mesa, offer only formats of pixels with eight bits
// for a colour, unless the screen has more. The windowing library asks a dozen things of every one it offers, and each
// question takes the longer the more there are: of 840 it is a tenth of the time until a window is there. It is called
// before the first window is made. What it returns is called when the window is there, so that programs that are
// started from this one choose among all.
func OfferUsualFormats() (over func()) {
	over = func() {}
	display := x11()
	if display == nil || C.depth(display) != usualDepth {
		return over
	}
	// The library reads its settings from the environment, too, and says so where it is not told to be silent.
	for name, value := range map[string]string{"allow_rgb10_configs": "false", "MESA_DEBUG": "silent"} {
		if _, chosen := os.LookupEnv(name); chosen || os.Setenv(name, value) != nil {
			continue
		}
		before := over
		over = func() {
			before()
			_ = os.Unsetenv(name) // which fails for no name without "="
		}
	}
	return over
}

// mapped lets the windowing library go on when it has asked for the window to be shown. Else it waits until that can be
// seen, while there is a picture to be drawn; and it waits for ever, with all the processor has, where a window manager
// shows the window later and other events are in the queue. A picture that comes too early is drawn again when the
// window system asks for it.
func (w *Window) mapped() {
	native, ok := w.Window.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		if x, ok := context.(driver.X11WindowContext); ok && x.WindowHandle != 0 {
			C.tell(x11(), C.ulong(x.WindowHandle))
		}
	})
}

// x11 is the windowing library's connection to the X server, nil where it has none.
func x11() (display unsafe.Pointer) {
	defer func() { _ = recover() }() // it panics where it is not in use
	return unsafe.Pointer(glfw.GetX11Display())
}
