// Package window is the program's window without what is shown in it: where it is on the desktop, the keys that a
// field would swallow, pages and messages, and what waits for the first picture. It knows no diary.
package window
