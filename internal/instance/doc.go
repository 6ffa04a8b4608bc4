// Package instance lets one process at a time hold a file for writing, and lets a second one ask the first
// to come to the front.
//
// It knows nothing of what is in the file, and never opens the file itself: both work through side files
// whose names begin with a dot. The system releases the lock when the process ends, however it ends.
package instance
