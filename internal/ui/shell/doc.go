// Package shell is what the window shows while a diary is open: the menus, the navigation, the screen on show and the
// status line. It passes changes of the diary on to the screen in view, takes back and does again, and runs what takes
// long beside the window. It neither opens nor closes a diary.
package shell
