// Package chart draws a diary: one function a picture, data in, drawing and sentences out. The same picture serves
// the screen, paper, a saved file and, as its Text, those who cannot see it.
//
// Start with [Timeline] or [BeforeAfter]; each function returns a [Picture], whose Draw takes a
// surface of package draw. Pictures never fail for want of data: an empty diary gives a picture with a
// sentence. It computes nothing that a comparison says; it knows no storage and no screen toolkit.
//
// # What go-chart draws, and what we do
//
// go-chart lays the plot out within the room that a picture gives it, scales both axes' values to it, paints the
// background, and runs series and furniture in their order. Everything that is seen on top are series of ours: dots,
// lines, bands, forest rows, and axes too, because go-chart's own choose ticks and ranges that no person would. Text
// is set by package draw, which knows other scripts.
//
// Its types stay in this package: renderer.go is the one place where its surface and ours meet.
package chart
