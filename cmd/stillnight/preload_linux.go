package main

// The window system's drawing library and, where the processor draws, its compiler are loaded beside the start of Go and
// of the X library: linking them takes a seventh of the time until the first picture, and a second core has nothing to do.
// All of it is loaded anyway; where it is not there, nothing happens.

/*
#cgo LDFLAGS: -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Where the processor draws, the driver with its compiler is found beside the library that asks for it.
static void load_software_drawing(void *mesa) {
	Dl_info is;
	void *known = dlsym(mesa, "__glx_Main");
	char path[PATH_MAX];
	if (!known || !dladdr(known, &is) || !is.dli_fname)
		return;
	const char *name = strrchr(is.dli_fname, '/');
	if (!name || snprintf(path, sizeof path, "%.*s/dri/swrast_dri.so", (int)(name - is.dli_fname), is.dli_fname) >= (int)sizeof path)
		return;
	dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static void *load(void *unused) {
	void *mesa = dlopen("libGLX_mesa.so.0", RTLD_LAZY | RTLD_LOCAL);
	if (mesa && (getenv("LIBGL_ALWAYS_SOFTWARE") || access("/dev/dri", F_OK) != 0))
		load_software_drawing(mesa);
	return unused;
}

// Runs before all of Go. A screen is reached through Mesa where there is an X server, unless the maker of the card has
// a driver of its own.
__attribute__((constructor)) static void begin_to_load(void) {
	pthread_t thread;
	sigset_t all, before;
	if (!getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") || access("/dev/nvidiactl", F_OK) == 0)
		return;
	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return;
	if (pthread_create(&thread, NULL, load, NULL) == 0)
		pthread_detach(thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}
*/
import "C"
