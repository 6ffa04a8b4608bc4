package picture

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stillnight/internal/chart"
	"stillnight/internal/diary"
)

// week is how far the up and down keys step.
const week = 7

// Point moves the cursor to a night; the zero Date takes it away.
func (v *View) Point(night diary.Date) {
	if night == v.night {
		return
	}
	v.night = night
	if v.repoint != nil {
		v.repoint()
	}
}

// Night is the night under pointer or cursor; zero for none.
func (v *View) Night() diary.Date { return v.night }

// MouseIn reads out the night under the pointer.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved reads out the night under the pointer.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	night, _ := v.Locate(e.Position)
	v.Point(night)
}

// MouseOut takes the cursor away.
func (v *View) MouseOut() { v.Point(diary.Date{}) }

// Tapped opens the night that was pressed.
func (v *View) Tapped(e *fyne.PointEvent) {
	v.Focus()
	if night, ok := v.Locate(e.Position); ok && v.OpenNight != nil {
		v.OpenNight(night)
	}
}

// TappedSecondary offers to save and copy.
func (v *View) TappedSecondary(e *fyne.PointEvent) {
	v.Focus()
	v.openMenu(e.AbsolutePosition)
}

// Focus gives the view the keyboard.
func (v *View) Focus() {
	if f, ok := v.self.(fyne.Focusable); ok {
		if c := fyne.CurrentApp().Driver().CanvasForObject(v.self); c != nil {
			c.Focus(f)
		}
	}
}

// FocusGained shows that the keyboard acts here.
func (v *View) FocusGained() {
	v.focused = true
	v.self.Refresh()
	if v.Focused != nil {
		v.Focused()
	}
}

// FocusLost takes cursor and focus mark away.
func (v *View) FocusLost() {
	v.focused = false
	v.night = diary.Date{}
	v.self.Refresh()
}

// TypedRune is for keys that a view built around this one may take.
func (v *View) TypedRune(rune) {}

// TypedKey steps through the nights, opens one, or opens the menu.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case desktop.KeyMenu:
		v.openMenuHere()
	case fyne.KeySpace:
		v.openMenuHere()
	case fyne.KeyEscape:
		v.Point(diary.Date{})
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.OpenNight != nil && !v.night.IsZero() {
			v.OpenNight(v.night)
		}
	case fyne.KeyLeft:
		v.Step(-1)
	case fyne.KeyRight:
		v.Step(1)
	case fyne.KeyUp:
		v.Step(-week)
	case fyne.KeyDown:
		v.Step(week)
	}
}

// TakesEscape tells that Escape takes the cursor away, while there is one.
func (v *View) TakesEscape() bool { return !v.night.IsZero() }

// Step moves the cursor by nights, if the picture has one there. Without a cursor it begins at the
// last night. It returns the night that was wanted.
func (v *View) Step(nights int) diary.Date {
	wanted := v.night.AddDays(nights)
	if v.night.IsZero() {
		last, ok := v.lastOnShow()
		if !ok {
			return diary.Date{}
		}
		wanted = last
	}
	if _, _, ok := v.spot(wanted); ok {
		v.Point(wanted)
	}
	return wanted
}

// lastOnShow finds the last night of the picture that is not in the future.
func (v *View) lastOnShow() (diary.Date, bool) {
	latest := v.env.LatestNight()
	if _, _, ok := v.spot(latest); ok {
		return latest, true
	}
	d := v.ahead()
	l, ok := d.picture.(chart.Locator)
	if !ok {
		return diary.Date{}, false
	}
	for x := d.w - 1; x >= 0; x-- {
		if night, ok := l.NightAt(x, d.h/2, d.w, d.h); ok {
			return night, true
		}
	}
	return diary.Date{}, false
}
