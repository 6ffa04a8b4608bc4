// Package filechooser shows the chooser for files and folders that the desktop has: with its places, its
// network drives and its own sorting. On Linux that is the desktop portal, on Windows and macOS the system's
// dialog. Begin with [Find]; an error of [Ask] other than [ErrCancelled] means that there is none that works, and that
// the program has to ask in its own window.
//
// It knows neither the diary nor the window's toolkit.
package filechooser
