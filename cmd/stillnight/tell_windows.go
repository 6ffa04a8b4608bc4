package main

import "golang.org/x/sys/windows"

// tell shows a sentence in a box: a program without a console has nowhere to write it.
func tell(text string) {
	caption, err := windows.UTF16PtrFromString("Stillnight")
	if err != nil {
		return
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	// The box is the last resort; where it fails too, the exit code is all there is.
	_, _ = windows.MessageBox(0, body, caption, windows.MB_OK|windows.MB_ICONINFORMATION)
}
