//go:build !unix || darwin

package main

// Only Mesa can be told by its environment to draw in software.
const canRestart = false

func restartWithSoftwareDrawing() {}
