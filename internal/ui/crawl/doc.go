// Package crawl uses a program as someone would who presses everything: it finds each control by walking
// what the window shows, uses it on a state that nothing else has touched, and says where the program did
// something that no press may do. It knows no screen and no menu, so that a new one is covered as soon as
// something leads to it. Only tests import it.
//
// A press is at fault where the program panics or writes a crash report; where nothing to be seen changes
// and nothing says why; where an error of the language or system, the key of a missing translation or an
// empty dialog shows; where Escape does not lead out of what opened; where the keyboard is nowhere, or at
// something out of sight; where a page is scrolled elsewhere once what was opened from it is left; and where undo
// does not bring back what the diary held before, or the page does not say again what it said then.
package crawl
