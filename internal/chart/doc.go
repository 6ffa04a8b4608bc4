// Package chart draws a diary: one function a picture, data in, go-chart out. The same picture serves
// the screen, paper, a saved file and, as its Text, those who cannot see it.
//
// Start with [Timeline] or [BeforeAfter]; each function returns a [Picture], whose Draw takes a
// renderer of package draw. Pictures never fail for want of data: an empty diary gives a picture with a
// sentence. It computes nothing that a comparison says; it knows no storage and no screen toolkit.
package chart
