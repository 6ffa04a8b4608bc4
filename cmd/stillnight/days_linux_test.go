//go:build window

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// in sets the clock to a moment that has its distance from Greenwich; a program that runs is in that zone then.
func (v *tour) in(moment string) {
	v.t.Helper()
	if err := os.WriteFile(v.clock, []byte(moment), 0o600); err != nil {
		v.t.Fatal(err)
	}
}

// means waits until the first screen shows the night of a date, after another was on show.
func (v *tour) means(night diary.Date) {
	v.t.Helper()
	v.keys("ctrl+5", "ctrl+1")
	v.shows(v.l.NightOf(night))
}

// severities are those of the nights from one on.
func (v *tour) severities(from diary.Date) string {
	v.t.Helper()
	var list []string
	for _, n := range read(v.t, v.path).Nights {
		if !n.Date.Before(from) {
			list = append(list, n.Date.String()[8:]+":"+v.l.Number(float64(n.Severity.Or(-1)), 0))
		}
	}
	return strings.Join(list, " ")
}

// Who begins to sleep by day has the night end at six in the evening from today on: what was written down keeps its date, the
// night that is meant is another, and by keys it is set back. Then a journey to Tokyo and back, while the program runs and
// between two starts: it is the night of the place that counts.
func TestWindowOtherDays(t *testing.T) {
	second, third, fourth := diary.MustDate(2026, 3, 2), diary.MustDate(2026, 3, 3), diary.MustDate(2026, 3, 4)
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, nil)
			v.upBefore()
			l := v.l
			hour := func(h int) string { c, _ := diary.ClockFrom(h, 0); return l.Clock(c) }
			is := func(want string) {
				t.Helper()
				eventually(t, "the severities "+want, func() bool { return v.severities(second) == want })
			}

			v.at("2026-03-03T13:10:00")
			v.start()
			v.shows(l.NightOf(third)) // by the usual rule
			v.means(third)
			v.keys("4") // written down before the rule is known
			is("03:4")
			v.keys("ctrl+8")
			v.wheelTo(hour(12))
			v.picture("boundary")
			v.click(hour(12))
			v.click(hour(18))
			v.shows(l.T("settings.nights.rule", "time", hour(18), "date", l.DateLong(third)))
			v.means(second) // until six in the evening
			v.keys("8")
			is("02:8 03:4")
			v.at("2026-03-03T18:05:00")
			v.means(third)
			v.picture("evening")
			v.quit()
			v.at("2026-03-04T16:00:00") // the rule is the diary's, and holds after the next start
			v.start()
			v.shows(l.NightOf(third))
			v.keys("ctrl+8")
			v.wheelTo(hour(18))
			v.click(hour(18))
			v.keys("Down", "Down", "Return") // back to noon by keys
			v.means(fourth)
			is("02:8 03:4") // and nothing has moved

			// To Tokyo: at two in the morning there the night is that of the evening before.
			v.in("2026-03-05T02:00:00+09:00")
			v.means(fourth)
			v.keys("6")
			is("02:8 03:4 04:6")
			v.in("2026-03-05T20:00:00+09:00")
			v.means(diary.MustDate(2026, 3, 5))
			v.quit()
			v.in("2026-03-05T11:30:00Z") // home again within the half hour, where it is still the morning
			v.start()
			v.shows(l.NightOf(fourth))
			v.quit()
		})
	}
}

// away puts the window aside and takes it up again.
func (v *tour) away() {
	v.t.Helper()
	if out, err := exec.Command("xdotool", "windowminimize", v.id).CombinedOutput(); err != nil {
		v.t.Fatalf("putting the window aside: %v %s", err, out)
	}
	eventually(v.t, "another window in front", func() bool {
		out, _ := exec.Command("xdotool", "getactivewindow").Output()
		return strings.TrimSpace(string(out)) != v.id
	})
	v.focus(v.id)
}

// A sync service leaves a copy beside the diary while it is open. It is offered when the window is used again, joined night
// by night, asked about where both differ only, and taken back with one step.
func TestWindowJoinsAConflictedCopy(t *testing.T) {
	names := map[string]string{
		"en": "diary (Anna's conflicted copy 2026-03-02).stillnight", "de": "diary (Annas in Konflikt stehende Kopie 2026-03-02).stillnight",
		"es": "diary (copia en conflicto de Anna 2026-03-02).stillnight", "fr": "diary (Copie en conflit de Anna 2026-03-02).stillnight",
		"nl": "diary-ANNAS-LAPTOP.stillnight",
	}
	first, second := diary.MustDate(2026, 3, 1), diary.MustDate(2026, 3, 2)
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, nil)
			v.upBefore()
			l := v.l
			data, err := os.ReadFile(v.path)
			if err != nil {
				t.Fatal(err)
			}
			// As it was changed on another computer, where there is none beside it.
			other, aside := filepath.Join(filepath.Dir(v.path), names[lang]), filepath.Join(v.home, "aside")
			if err := os.WriteFile(other, data, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(t.Context(), other, store.Options{})
			if err == nil {
				err = s.SaveSheet(t.Context(), store.Sheet{Nights: []diary.Night{{Date: first, Severity: diary.Some(9)}, {Date: second, Severity: diary.Some(3)}}})
				err = errors.Join(err, s.Close(), os.Rename(other, aside))
			}
			if err != nil {
				t.Fatal(err)
			}
			v.at("2026-03-03T08:00:00")
			v.start()
			v.shows(l.T("night.severity_scale"))
			if err := os.Rename(aside, other); err != nil {
				t.Fatal(err)
			}
			v.away()
			v.shows(l.T("shell.conflict.title"))
			v.shows(l.N("shell.conflict.differ", 1))
			v.picture("conflict")
			v.click(l.T("shell.conflict.there"))
			v.click(l.T("shell.conflict.join"))
			is := func(want string) {
				t.Helper()
				eventually(t, "the severities "+want, func() bool { return v.severities(first) == want })
			}
			is("01:9 02:3")
			v.shows(l.T("shell.conflict.joined"))
			v.keys("ctrl+z")
			is("01:6")
			v.quit()
		})
	}
}
