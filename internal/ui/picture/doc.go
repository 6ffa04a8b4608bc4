// Package picture shows a chart.Picture on a screen: drawn at the window's true size and density, read
// out night by night with pointer or arrow keys, saved and copied. Drawings that take long are made
// off Fyne's goroutine, and those that are out of date by then are dropped.
package picture
