//go:build ignore

// A window of the toolkit with one label and nothing of ours; with -entry one field to type in, with -rows a list of
// 18,000 plain rows, with -pictures a column of 60 pictures. The scripts that measure use it to tell which part of
// Stillnight's figures is the toolkit's.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("io.stillnight.BareWindow").NewWindow("Bare window")
	w.SetContent(widget.NewLabel("Nothing but a label."))
	switch {
	case len(os.Args) < 2:
	case os.Args[1] == "-entry":
		entry := widget.NewMultiLineEntry()
		w.SetContent(entry)
		w.Canvas().Focus(entry)
	case os.Args[1] == "-rows":
		w.SetContent(widget.NewList(func() int { return 18_000 },
			func() fyne.CanvasObject {
				return container.NewGridWithColumns(4, widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel(""))
			},
			func(i widget.ListItemID, row fyne.CanvasObject) {
				for n, o := range row.(*fyne.Container).Objects {
					o.(*widget.Label).SetText(fmt.Sprint("Night ", i, " column ", n))
				}
			}))
	case os.Args[1] == "-pictures":
		column := container.NewVBox()
		for n := range 60 {
			picture := image.NewRGBA(image.Rect(0, 0, 1250, 320))
			draw.Draw(picture, picture.Bounds(), image.NewUniform(color.Gray{uint8(4 * n)}), image.Point{}, draw.Src)
			o := canvas.NewImageFromImage(picture)
			o.SetMinSize(fyne.NewSize(1250, 320))
			column.Add(o)
		}
		w.SetContent(container.NewVScroll(column))
	}
	w.Resize(fyne.NewSize(1180, 780))
	w.ShowAndRun()
}
