package window

/*
#cgo LDFLAGS: -ldl
#include <dlfcn.h>
#include <X11/Xlib.h>

// fill has the X server fill what a window gains with a colour, and leave what is drawn where it is. The windowing
// library loads Xlib while the program runs; so does this.
static void fill(void *display, unsigned long window, unsigned long colour) {
	void *xlib = dlopen("libX11.so.6", RTLD_LAZY);
	if (!xlib)
		return;
	Status (*ask)(Display *, Window, XWindowAttributes *) = dlsym(xlib, "XGetWindowAttributes");
	int (*change)(Display *, Window, unsigned long, XSetWindowAttributes *) = dlsym(xlib, "XChangeWindowAttributes");
	int (*flush)(Display *) = dlsym(xlib, "XFlush");
	XWindowAttributes is;
	// Only where a colour of the server is what it looks like.
	if (ask && change && flush && ask(display, window, &is) && is.depth >= 24) {
		XSetWindowAttributes to = {.background_pixel = colour, .bit_gravity = NorthWestGravity};
		change(display, window, CWBackPixel | CWBitGravity, &to);
		flush(display);
	}
	dlclose(xlib);
}
*/
import "C"

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/theme"
)

// Ground tells the system in which colour to show those parts of the windows on show that were not drawn yet, as when
// a window grows. Else they are white on some desktops, until the next picture is there: a flash in a dark room.
func Ground(app fyne.App) {
	red, green, blue, _ := theme.Color(theme.ColorNameBackground).RGBA()
	colour := uint64(red>>8)<<16 | uint64(green>>8)<<8 | uint64(blue>>8)
	for _, w := range app.Driver().AllWindows() {
		native, ok := w.(driver.NativeWindow)
		if !ok {
			continue
		}
		native.RunNative(func(context any) {
			if x, ok := context.(driver.X11WindowContext); ok && x.WindowHandle != 0 {
				// The toolkit's own connection: there the window is known for certain.
				C.fill(x11(), C.ulong(x.WindowHandle), C.ulong(colour))
			}
		})
	}
}
