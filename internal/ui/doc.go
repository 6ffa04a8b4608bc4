// Package ui is the window: it opens a diary, shows the navigation and the screens, and looks after what
// is common to them all: menus, undo, messages, long work, the lock, and leaving nothing unsaved.
//
// A screen lives in a package of its own and knows only package screen. Run starts everything.
package ui
