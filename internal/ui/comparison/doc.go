// Package comparison is the screen that shows nights before and after each change: all of them at one
// glance, then a panel for each step of each remedy.
package comparison
