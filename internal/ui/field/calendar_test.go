package field

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/uitest"
)

func date(t *testing.T, text string) diary.Date {
	t.Helper()
	d, err := diary.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// calendar opens a calendar at 2 March 2026, the day before the last, and returns what is chosen.
func calendar(t *testing.T) (w fyne.Window, l *monthGrid, chosen *diary.Date) {
	t.Helper()
	words, err := i18n.New(uitest.Language())
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	under := widget.NewLabel("")
	w = test.NewTempWindow(t, under)
	w.Resize(uitest.SmallWindow)
	chosen = new(diary.Date)
	days := Days{At: date(t, "2026-03-02"), Last: date(t, "2026-03-03"), Written: func(first, last diary.Date) map[diary.Date]bool {
		return map[diary.Date]bool{first: true}
	}}
	Calendar(words, w, under, days, func(d diary.Date) { *chosen = d })
	l, ok := w.Canvas().Focused().(*monthGrid)
	if !ok {
		t.Fatal("the calendar does not have the keyboard")
	}
	return w, l, chosen
}

func TestKeysMoveInTheCalendar(t *testing.T) {
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, "2026-03-02"},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn}, "2026-02-28"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, "2026-02-23"},
		{[]fyne.KeyName{fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyReturn}, "2026-02-28"},
		{[]fyne.KeyName{fyne.KeyHome, fyne.KeyReturn}, "2026-03-01"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn}, "2026-03-03"}, // not past the last
	} {
		w, l, chosen := calendar(t)
		for _, key := range c.keys {
			l.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if *chosen != date(t, c.want) || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%v chose %s; still open: %v", c.keys, *chosen, w.Canvas().Overlays().Top() != nil)
		}
	}
}

func TestYearsTurnWithCtrl(t *testing.T) {
	_, l, chosen := calendar(t)
	l.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierControl})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if *chosen != date(t, "2025-03-02") {
		t.Errorf("chose %s", *chosen)
	}
}

func TestEscapeLeavesTheCalendar(t *testing.T) {
	w, l, chosen := calendar(t)
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !chosen.IsZero() || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chose %s; still open: %v", *chosen, w.Canvas().Overlays().Top() != nil)
	}
}

func TestPressingADayChoosesIt(t *testing.T) {
	_, l, chosen := calendar(t)
	cell := l.cell()
	press := func(row, column int) {
		test.TapAt(l, fyne.NewPos((float32(column)+0.5)*cell.Width, (float32(row)+0.5)*cell.Height))
	}
	press(gridHead+1, 3) // Wednesday of the second week: later than the last day
	if !chosen.IsZero() {
		t.Fatalf("a day to come was chosen: %s", *chosen)
	}
	press(0, 1) // a month back
	press(gridHead, 6)
	if *chosen != date(t, "2026-02-01") {
		t.Errorf("chose %s", *chosen)
	}
}

func TestSignsTurnByMonthsAndYears(t *testing.T) {
	for column, want := range map[int]string{0: "2025-03-02", 1: "2026-02-02", 5: "2026-03-03", 6: "2026-03-03"} { // not past the last
		_, l, chosen := calendar(t)
		cell := l.cell()
		test.TapAt(l, fyne.NewPos((float32(column)+0.5)*cell.Width, cell.Height/2))
		l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if *chosen != date(t, want) {
			t.Errorf("the sign in column %d leads to %s", column, *chosen)
		}
	}
}

func TestTheCalendarFitsInEveryLook(t *testing.T) {
	uitest.EveryLook(t, func(t *testing.T, _ fyne.App, w fyne.Window) fyne.CanvasObject {
		words, err := i18n.New(uitest.Language())
		if err != nil {
			t.Fatal(err)
		}
		under := widget.NewLabel("")
		w.SetContent(under)
		Calendar(words, w, under, Days{At: date(t, "2026-03-02"), Last: date(t, "2026-03-20"), Written: func(first, last diary.Date) map[diary.Date]bool {
			return map[diary.Date]bool{first.AddDays(4): true, first.AddDays(5): true, first.AddDays(1): true}
		}}, func(diary.Date) {})
		uitest.CheckNamed(t, w.Canvas().Overlays().Top())
		return under
	})
}
