// Package choose asks for files and folders: by the system's own chooser where there is one, else in the
// program's window by the toolkit's. It offers a name with the right ending, begins in the folder that was
// used last for the same purpose, and never shows two choosers at once.
package choose
