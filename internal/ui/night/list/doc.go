// Package list is the list of all nights, those that are missing too, with a search over all that was written.
package list
