// Package ui is the program with the window. It joins package window, package session, which opens and closes diaries,
// and package shell, which shows the one that is open; and it looks after what lasts longer than a diary is open: the
// language and the looks, the reminders, the tray, the help.
//
// A screen lives in a package of its own and knows only package screen. Run starts everything.
package ui
