// Package localtime tells the time of the place where the computer is, also after it was carried into another time zone
// while the program went on: Go asks the system for its zone once, at the start.
//
// Begin with [New].
package localtime
