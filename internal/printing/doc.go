// Package printing hands a finished PDF to one of the system's printers.
//
// On Linux and macOS it speaks to CUPS through its own commands lp and lpstat, on Windows to the shell's
// print verb. What can go wrong is a [QueueError], whose Reason a screen turns into words.
package printing
