// Package eventloop lets the toolkit's loop sleep while nothing moves. Fyne looks for events 60 times a second,
// which costs nearly a hundredth of a processor for as long as the window is open, and lets a key wait up to a sixtieth
// of a second. It cannot be told to wait. But what it runs for fyne.Do runs in its loop: a function there that
// waits for the window system's next event holds the loop up until there is something to do.
//
// The loop is held up only while nothing is animated, once all that was done has been drawn, and at most for a
// moment, so that even what this package does not see comes through. Events end the wait by themselves, and what
// other goroutines hand over by fyne.Do does too, since it passes through a driver that is put before the toolkit's.
package eventloop
