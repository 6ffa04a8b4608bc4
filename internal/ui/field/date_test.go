package field

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

func day(t *testing.T, text string) diary.Date {
	t.Helper()
	d, err := diary.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDatesAreReadInTheOrderOfTheRegion(t *testing.T) {
	today := diary.MustDate(2026, 3, 3)
	for _, c := range []struct{ lang, text, want string }{
		{"en-GB", "02/03/2026", "2026-03-02"},
		{"en-US", "03/02/2026", "2026-03-02"},
		{"en-US", "3/2", "2026-03-02"},
		{"en-GB", "2.3.26", "2026-03-02"},
		{"de", "2.3.", "2026-03-02"},
		{"nl", "2-3-2026", "2026-03-02"},
		{"en-GB", "25/12", "2025-12-25"},
		{"en-GB", "2026-03-02", "2026-03-02"},
		{"en-GB", "31/02/2026", ""},
		{"en-GB", "2/3/202", ""},
		{"en-GB", "yesterday", ""},
		{"en-GB", "", ""},
	} {
		l := words(t, c.lang)
		d, ok := readDate(l, c.text, today, cell.Past)
		if d.String() != c.want && ok || ok != (c.want != "") {
			t.Errorf("%s %q is read as %s, %v; want %s", c.lang, c.text, d, ok, c.want)
		}
	}
}

func TestAYearThatIsNotTypedIsTheOneThatIsMeant(t *testing.T) {
	l := words(t, "de")
	for _, c := range []struct{ today, text, past, around string }{
		{"2026-03-10", "15.3", "2025-03-15", "2026-03-15"},
		{"2026-03-10", "10.3.", "2026-03-10", "2026-03-10"},
		{"2026-03-10", "1.3", "2026-03-01", "2026-03-01"},
		{"2026-03-10", "8.9", "2025-09-08", "2026-09-08"},
		{"2026-03-10", "9.9", "2025-09-09", "2025-09-09"},
		{"2026-12-20", "2.1", "2026-01-02", "2027-01-02"},
		{"2026-01-05", "28.12", "2025-12-28", "2025-12-28"},
		{"2025-01-10", "29.2", "2024-02-29", "2024-02-29"},
		{"2027-12-01", "29.2", "", "2028-02-29"},
		{"2026-03-10", "29.2", "", ""},
		{"2026-03-10", "1.1.99", "1999-01-01", "1999-01-01"},
		{"2026-03-10", "1.1.28", "1928-01-01", "1928-01-01"},
		{"2026-03-10", "31.12.27", "2027-12-31", "2027-12-31"},
		{"2026-03-10", "1.1.00", "2000-01-01", "2000-01-01"},
		{"2099-12-30", "1.1.00", "2100-01-01", "2100-01-01"},
		{"2026-03-10", "1.1.2099", "2099-01-01", "2099-01-01"},
	} {
		for w, want := range map[cell.Year]string{cell.Past: c.past, cell.Nearest: c.around} {
			if d, _ := readDate(l, c.text, day(t, c.today), w); d.String() != want {
				t.Errorf("on %s, %q is read as %s, want %s (%d)", c.today, c.text, d, want, w)
			}
		}
	}
}

func TestADateIsShownInFullOnceItsLineIsLeft(t *testing.T) {
	today := diary.MustDate(2026, 3, 10)
	for _, c := range []struct{ lang, text, past, around string }{
		{"de", "15.3", "15.03.2025", "15.03.2026"},
		{"en-US", "3/15", "03/15/2025", "03/15/2026"},
		{"en-GB", "5/4/26", "05/04/2026", "05/04/2026"},
		{"nl", "2026-03-01", "01-03-2026", "01-03-2026"},
	} {
		l := words(t, c.lang)
		kept := diary.Date{}
		changed := func(d diary.Date) { kept = d }
		f := &Form{}
		for e, want := range map[*Line]string{
			f.Date(l, "", "Date", diary.Date{}, today, true, changed):        c.past,
			f.DateAround(l, "", "Start", diary.Date{}, today, true, changed): c.around,
		} {
			e.SetText(c.text)
			if e.Text != c.text {
				t.Errorf("%s: while one types %q, %q is on show", c.lang, c.text, e.Text)
			}
			e.Commit()
			if e.Text != want || l.DateShort(kept) != want || e.Fault() != "" {
				t.Errorf("%s: %q is shown as %q and kept as %s, want %s; %s", c.lang, c.text, e.Text, kept, want, e.Fault())
			}
		}
	}
}

func TestADateThatIsNotNeededCanBeTakenAway(t *testing.T) {
	l := words(t, "de")
	kept := diary.MustDate(2026, 3, 1)
	e := (&Form{}).DateAround(l, "", "End", kept, diary.MustDate(2026, 3, 10), false, func(d diary.Date) { kept = d })
	e.SetText("  ")
	e.Commit()
	if e.Text != "" || !kept.IsZero() {
		t.Errorf("%q is on show and %s kept", e.Text, kept)
	}
}

// The calendar opens on the date as it is understood, and what is chosen in it is handed over.
func TestTheCalendarOpensOnADateWithoutAYear(t *testing.T) {
	l := words(t, "de")
	today, kept := diary.MustDate(2026, 12, 20), diary.Date{}
	e := (&Form{}).DateAround(l, "", "Start", diary.Date{}, today, true, func(d diary.Date) { kept = d })
	w := test.NewTempWindow(t, nil)
	box := e.DateBox(l, w, today)
	w.SetContent(box)
	e.SetText("2.1")
	for _, o := range test.LaidOutObjects(box) {
		if b, ok := o.(*look.Button); ok {
			test.Tap(b)
		}
	}
	if kept != diary.MustDate(2027, 1, 2) || e.Text != "02.01.2027" {
		t.Errorf("%q is on show and %s kept", e.Text, kept)
	}
	calendar, ok := w.Canvas().Focused().(*monthGrid)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	if calendar.at != kept {
		t.Errorf("the calendar opens on %s", calendar.at)
	}
	calendar.chosen(diary.MustDate(2027, 1, 5))
	if kept != diary.MustDate(2027, 1, 5) || e.Text != "05.01.2027" {
		t.Errorf("%q is on show and %s kept", e.Text, kept)
	}
}

func FuzzReadDate(f *testing.F) {
	var all []*i18n.Localizer
	for _, lang := range []string{"en-GB", "en-US", "de", "nl"} {
		l, err := i18n.New(lang)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, l)
	}
	for _, text := range []string{"15.3", "2/3/26", "2026-03-02", "29-2-00", "1.1.99", "", "31.12.", "1 1 2199"} {
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, days int) {
		today := diary.MustDate(2026, 3, 10).AddDays(days % 30000)
		for _, l := range all {
			for _, w := range []cell.Year{cell.Past, cell.Nearest} {
				d, ok := readDate(l, text, today, w)
				if !ok {
					continue
				}
				if again, ok := readDate(l, l.DateShort(d), today, w); !ok || again != d {
					t.Errorf("%q is shown as %q and read as %s, %v", text, l.DateShort(d), again, ok)
				}
			}
		}
	})
}
