//go:build unix && !darwin

package main

import (
	"os"
	"syscall"
)

const canRestart = true

// restartWithSoftwareDrawing replaces this program by itself with Mesa's software renderer. It returns
// only where that is not possible.
func restartWithSoftwareDrawing() {
	program, err := os.Executable()
	if err != nil {
		return
	}
	environment := append(os.Environ(), softwareTried+"=1", "LIBGL_ALWAYS_SOFTWARE=1")
	// An error leaves this program running, which then says what to do.
	_ = syscall.Exec(program, os.Args, environment)
}
