package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Days are what a calendar offers.
type Days struct {
	// At is the day that is chosen now; the calendar opens on its month.
	At diary.Date
	// Last is the last day that can be chosen; the zero date is no limit.
	Last diary.Date
	// Written tells which days have an entry, from first to last; nil where that has no meaning.
	Written func(first, last diary.Date) map[diary.Date]bool
}

// Calendar opens a month's days below an object to choose a day.
func Calendar(l *i18n.Localizer, w fyne.Window, under fyne.CanvasObject, days Days, chosen func(diary.Date)) {
	grid := newMonthGrid(l, days)
	pop := widget.NewPopUp(grid, w.Canvas())
	grid.chosen = func(d diary.Date) {
		pop.Hide()
		chosen(d)
	}
	grid.closed = pop.Hide
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under).AddXY(0, under.Size().Height)
	room, size := w.Canvas().Size(), pop.MinSize()
	pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, room.Width-size.Width)), max(0, min(at.Y, room.Height-size.Height))))
	w.Canvas().Focus(grid)
}

// monthGrid is one month. Arrow keys move by days and weeks, Page Up and Page Down by months (with Ctrl by
// years), Enter chooses and Escape leaves all as it is.
type monthGrid struct {
	widget.BaseWidget
	l       *i18n.Localizer
	days    Days
	at      diary.Date // the day the keys are on; its month is on show
	written map[diary.Date]bool
	focused bool
	chosen  func(diary.Date)
	closed  func()
}

var (
	_ fyne.Focusable     = (*monthGrid)(nil)
	_ fyne.Tappable      = (*monthGrid)(nil)
	_ fyne.Shortcutable  = (*monthGrid)(nil)
	_ desktop.Cursorable = (*monthGrid)(nil)
)

func newMonthGrid(l *i18n.Localizer, days Days) *monthGrid {
	f := &monthGrid{l: l, days: days}
	f.ExtendBaseWidget(f)
	f.turn(days.At)
	return f
}

// turn puts the keys on a day and shows its month.
func (f *monthGrid) turn(d diary.Date) {
	if last := f.days.Last; !last.IsZero() && d.After(last) {
		d = last
	}
	if f.days.Written != nil && (f.at.IsZero() || d.FirstOfMonth() != f.at.FirstOfMonth()) {
		first := d.FirstOfMonth()
		f.written = f.days.Written(first, first.AddMonths(1).AddDays(-1))
	}
	f.at = d
	f.Refresh()
}

// turns are the signs beside the month's name, and how far each turns to another month: a medicine may have been
// begun years ago.
var turns = []struct {
	sign           string
	column, months int
}{{"«", 0, -12}, {"‹", 1, -1}, {"›", gridColumns - 2, 1}, {"»", gridColumns - 1, 12}}

// firstCell is the day in the upper left of the grid.
func (f *monthGrid) firstCell() diary.Date {
	first := f.at.FirstOfMonth()
	return first.AddDays(-((int(first.Weekday()) - int(f.l.FirstWeekday()) + 7) % 7))
}

func (f *monthGrid) offered(d diary.Date) bool { return f.days.Last.IsZero() || !d.After(f.days.Last) }

// AccessibilityLabel tells the day the keys are on.
func (f *monthGrid) AccessibilityLabel() string {
	return f.l.T("field.calendar.at", "date", f.l.DateLong(f.at))
}

// AccessibilityRole tells that it is a choice of days.
func (f *monthGrid) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Cursor shows that days can be pressed.
func (f *monthGrid) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows that keys go here.
func (f *monthGrid) FocusGained() { f.focused = true; f.Refresh() }

// FocusLost takes the mark away.
func (f *monthGrid) FocusLost() { f.focused = false; f.Refresh() }

// TypedRune has no meaning here.
func (f *monthGrid) TypedRune(rune) {}

// TypedKey moves, chooses or leaves.
func (f *monthGrid) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		f.turn(f.at.AddDays(-1))
	case fyne.KeyRight:
		f.turn(f.at.AddDays(1))
	case fyne.KeyUp:
		f.turn(f.at.AddDays(-7))
	case fyne.KeyDown:
		f.turn(f.at.AddDays(7))
	case fyne.KeyPageUp:
		f.turn(f.at.AddMonths(-1))
	case fyne.KeyPageDown:
		f.turn(f.at.AddMonths(1))
	case fyne.KeyHome:
		f.turn(f.at.FirstOfMonth())
	case fyne.KeyEnd:
		f.turn(f.at.FirstOfMonth().AddMonths(1).AddDays(-1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.chosen(f.at)
	case fyne.KeyEscape:
		f.closed()
	}
}

// TypedShortcut moves by years.
func (f *monthGrid) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierControl {
		switch c.KeyName {
		case fyne.KeyPageUp:
			f.turn(f.at.AddMonths(-12))
		case fyne.KeyPageDown:
			f.turn(f.at.AddMonths(12))
		}
	}
}

// Tapped chooses the day under the pointer, or turns to another month.
func (f *monthGrid) Tapped(e *fyne.PointEvent) {
	cell := f.cell()
	column, row := int(e.Position.X/cell.Width), int(e.Position.Y/cell.Height)
	for _, turn := range turns {
		if row == 0 && column == turn.column {
			f.turn(f.at.AddMonths(turn.months))
		}
	}
	if row >= gridHead && row < gridRows && column >= 0 && column < gridColumns {
		if d := f.firstCell().AddDays((row-gridHead)*gridColumns + column); f.offered(d) {
			f.chosen(d)
		}
	}
}
