// Package printing hands a finished PDF to the system: to a printer, or to the program that shows PDFs.
//
// On Linux and macOS it speaks to CUPS through its own commands lp and lpstat, on Windows to the shell's
// print verb. What can go wrong is a [QueueError], whose Reason a screen turns into words.
package printing
