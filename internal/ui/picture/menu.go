package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/chart"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
)

// Files are drawn for paper and other programs: light, with the title, text at its usual size.
const (
	fileScale    = 2   // of PNG, against the screen's 96 dots an inch
	leastWidth   = 760 // units
	leastHeight  = 240
	titleRoom    = 34
	usualText    = 15
	unitsPerInch = 96
)

// Menu offers to save and copy the picture.
func (v *View) Menu() *fyne.Menu {
	l := v.env.L
	return fyne.NewMenu("",
		fyne.NewMenuItem(l.T("picture.save_png"), func() { v.save("png") }),
		fyne.NewMenuItem(l.T("picture.save_svg"), func() { v.save("svg") }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(l.T("picture.copy"), v.copyImage),
		fyne.NewMenuItem(l.T("picture.copy_text"), v.copyText))
}

func (v *View) openMenu(at fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.self); c != nil {
		widget.ShowPopUpMenuAtPosition(v.Menu(), c, at)
	}
}

// openMenuHere opens the menu at the view's own corner, for the keyboard.
func (v *View) openMenuHere() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.self)
	v.openMenu(at.AddXY(usualText, usualText))
}

// MenuButton is a small button that opens the menu.
func (v *View) MenuButton() fyne.CanvasObject {
	b := &menuButton{name: v.env.L.T("picture.menu")}
	b.Icon = theme.MoreHorizontalIcon()
	b.Importance = widget.LowImportance
	b.OnTapped = func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		v.openMenu(at.AddXY(0, b.Size().Height))
	}
	b.ExtendBaseWidget(b)
	return b
}

// menuButton is a button with a sign only, and a name for those who hear it.
type menuButton struct {
	look.Button
	name string
}

// AccessibilityLabel is the button's name.
func (b *menuButton) AccessibilityLabel() string { return b.name }

// forFile is the picture as files show it, with its size in units of the window.
func (v *View) forFile(scale float64) (p chart.Picture, w, h int, dpi float64) {
	dpi = unitsPerInch * scale
	build, _ := v.renderer.fresh()
	p = build(chart.Style{Palette: chart.Light(), TextPt: chart.DefaultTextPt, DPI: dpi, L: v.env.L})
	zoom := float64(v.Theme().Size(theme.SizeNameText)) / usualText
	size := v.Size()
	width := max(float64(size.Width)/zoom, leastWidth)
	height := max(float64(size.Height)/zoom, leastHeight) + titleRoom
	return p, int(width * scale), int(height * scale), dpi
}

// png returns what writes the picture as PNG; it may be called on any goroutine.
func (v *View) png() func(io.Writer) error {
	p, w, h, dpi := v.forFile(fileScale)
	return func(out io.Writer) error { return chart.WritePNG(out, p, w, h, dpi) }
}

func (v *View) svg() func(io.Writer) error {
	p, w, h, dpi := v.forFile(1)
	return func(out io.Writer) error { return chart.WriteSVG(out, p, w, h, dpi) }
}

func (v *View) save(kind string) {
	l := v.env.L
	write := v.png()
	if kind == "svg" {
		write = v.svg()
	}
	file := saving.File{Title: l.T("picture.save_title"), Name: fileName(v.Picture().Title()) + "." + kind, Purpose: choose.Pictures}
	saving.Ask(v.env, file, func(path string) {
		v.env.Work(l.T("picture.saving"), func(context.Context) error { return saving.Write(v.env.Store, path, write) },
			func(err error) {
				if err != nil {
					v.env.Fail(err)
					return
				}
				v.env.Notice(l.T("picture.saved", "path", path))
			})
	})
}

// fileName makes a name that every file system takes out of a title.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|,;.`, r) || r < ' ' {
			return -1
		}
		return r
	}, title)
	if letters := []rune(name); len(letters) > 60 {
		name = string(letters[:60])
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return "Stillnight"
	}
	return name
}

func (v *View) copyText() {
	v.env.App.Clipboard().SetContent(v.Picture().Text())
	v.env.Notice(v.env.L.T("picture.copied_text"))
}

// copyImage puts the picture itself on the clipboard by the system's own means; the toolkit's clipboard
// holds text only. Where there are none, the text is copied and the picture offered as a file.
func (v *View) copyImage() {
	l, write := v.env.L, v.png()
	v.env.Work(l.T("picture.copying"), func(ctx context.Context) error {
		var file bytes.Buffer
		if err := write(&file); err != nil {
			return err
		}
		if err := putOnClipboard(ctx, file.Bytes()); err != nil {
			return fmt.Errorf("copying a picture: %w", err)
		}
		return nil
	}, func(err error) {
		switch {
		case err == nil:
			v.env.Notice(l.T("picture.copied"))
		case errors.Is(err, context.Canceled):
		default:
			v.copyText()
			v.offerFile()
		}
	})
}

func (v *View) offerFile() {
	l := v.env.L
	look.Ask(v.env.Window, look.Question{
		Title: l.T("picture.no_clipboard.title"), Text: l.T("picture.no_clipboard.text"), Yes: l.T("picture.save_png"), No: l.T("picture.close"),
	}, func() { v.save("png") })
}
