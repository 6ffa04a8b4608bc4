//go:build ignore

// A window of the toolkit with one label and nothing of ours. scripts/compare-start measures it to tell
// which part of Stillnight's figures is the toolkit's.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("io.stillnight.BareWindow").NewWindow("Bare window")
	w.SetContent(widget.NewLabel("Nothing but a label."))
	w.Resize(fyne.NewSize(1180, 780))
	w.ShowAndRun()
}
