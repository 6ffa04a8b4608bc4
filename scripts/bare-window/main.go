//go:build ignore

// A window of the toolkit with one label, or with -entry one field to type in, and nothing of ours. The scripts
// that measure use it to tell which part of Stillnight's figures is the toolkit's.
package main

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("io.stillnight.BareWindow").NewWindow("Bare window")
	w.SetContent(widget.NewLabel("Nothing but a label."))
	if len(os.Args) > 1 {
		entry := widget.NewMultiLineEntry()
		w.SetContent(entry)
		w.Canvas().Focus(entry)
	}
	w.Resize(fyne.NewSize(1180, 780))
	w.ShowAndRun()
}
