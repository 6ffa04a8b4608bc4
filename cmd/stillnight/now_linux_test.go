//go:build window

package main

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// chip is the name of a large button with its median minutes.
func (v *tour) chip(measure string, minutes float64) string {
	return v.l.T("night.now_minutes", "measure", wording.Measure(v.l, measure), "n", v.l.Number(minutes, 0))
}

// In the middle of the night by mouse, through a crash, a sleep of the computer and into the morning; then by keys,
// by the tray, and by a second start.
func TestWindowItIsHappeningNow(t *testing.T) {
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, map[string]any{"look.theme": "night", "tray": true})
			v.upBefore()
			conn, tray := v.desktop()
			one := func(start string, holds func(diary.Episode) bool) func([]diary.Episode) bool {
				return func(list []diary.Episode) bool {
					return len(list) > 0 && list[len(list)-1].Start.Or(0).String() == start && holds(list[len(list)-1])
				}
			}
			any := func(diary.Episode) bool { return true }
			l := v.l

			v.at("2026-03-03T03:07:00")
			v.start()
			v.click(l.T("night.now_button")) // by mouse
			v.becomes("a bout at 3:07", one("03:07", any))
			massage, walking, own := v.chip("massage", 9), v.chip("walking", 30), v.chip("Eis", 14)
			v.shows(massage)
			v.picture("now")
			var order []string
			for _, s := range v.sight() {
				if s.words == massage || s.words == own || s.words == walking {
					order = append(order, s.words)
				}
			}
			if want := []string{massage, own, walking}; !slices.Equal(order, want) {
				t.Errorf("offered %q, want %q", order, want)
			}
			v.click(massage)
			v.becomes("massage", one("03:07", func(e diary.Episode) bool { return len(e.Tried) == 1 }))
			v.kill()
			v.at("2026-03-03T03:15:00")
			v.start()
			v.shows(l.T("night.now_open", "since", l.Clock(v.bouts()[0].Start.Or(0))))
			v.picture("after-crash")
			v.click(l.T("night.now_go_on"))
			v.click(l.T("night.now_eased"))
			v.shows(l.T("night.now_how_much"))
			v.picture("eased")
			v.click("7")
			v.becomes("eased", one("03:07", func(e diary.Episode) bool {
				return e.Minutes.Or(0) == 8 && len(e.Tried) == 1 && e.Tried[0].Relief == diary.Some(7) && e.Tried[0].MinutesToRelief.Or(0) == 8
			}))
			v.keys("ctrl+z")
			v.becomes("not eased", one("03:07", func(e diary.Episode) bool { return !e.Minutes.IsSet() }))
			v.keys("ctrl+y")
			v.becomes("eased again", one("03:07", func(e diary.Episode) bool { return e.Minutes.Or(0) == 8 }))
			t.Log("by mouse: ", describe(v.bouts()))

			// By keys alone.
			v.at("2026-03-03T03:40:00")
			v.keys("ctrl+h")
			v.becomes("a bout by keys", one("03:40", any))
			v.reach(massage)
			v.keys("space")
			v.becomes("massage by keys", one("03:40", func(e diary.Episode) bool { return len(e.Tried) == 1 }))
			v.press(own)
			v.becomes("own by keys", one("03:40", func(e diary.Episode) bool { return len(e.Tried) == 2 }))
			v.at("2026-03-03T03:52:00")
			v.press(l.T("night.now_eased"))
			v.keys("4")
			v.becomes("eased by keys", one("03:40", func(e diary.Episode) bool {
				return e.Minutes.Or(0) == 12 && e.Tried[1].Relief == diary.Some(4) && e.Tried[1].MinutesToRelief.Or(0) == 12
			}))
			t.Log("by keys: ", describe(v.bouts()))

			// From the tray, with another screen on show; back to bed by keys.
			v.at("2026-03-03T04:20:00")
			v.keys("ctrl+5")
			<-tray.came // of the program that was killed
			owner := <-tray.came
			v.pressInTray(conn, owner, l.T("shell.menu.now"))
			v.becomes("a bout from the tray", one("04:20", any))
			v.at("2026-03-03T04:31:00")
			v.shows(massage)
			v.press(l.T("night.now_bed"))
			v.becomes("back to bed", one("04:20", func(e diary.Episode) bool { return e.Minutes.Or(0) == 11 }))

			// By a second start, while the window is away in the tray.
			v.keys("alt+F4")
			v.at("2026-03-03T05:02:00")
			v.second("--now")
			v.becomes("a bout from a second start", one("05:02", any))
			v.focus(v.find("Stillnight"))
			v.click(walking)
			v.becomes("walking", one("05:02", func(e diary.Episode) bool { return len(e.Tried) == 1 }))

			// The computer sleeps until morning.
			v.at("2026-03-03T08:10:00")
			v.keys("ctrl+5", "ctrl+1")
			bouts := v.bouts()
			v.shows(l.T("night.now_did_it", "since", l.Clock(bouts[len(bouts)-1].Start.Or(0))))
			v.picture("morning")
			v.clickFirst("5") // the second is the night's own severity
			v.becomes("the morning's answer", one("05:02", func(e diary.Episode) bool {
				return !e.Minutes.IsSet() && len(e.Tried) == 1 && e.Tried[0].Relief == diary.Some(5)
			}))
			v.keys("ctrl+z")
			v.becomes("the answer undone", one("05:02", func(e diary.Episode) bool { return !e.Tried[0].Relief.IsSet() }))
			t.Log("all: ", describe(v.bouts()))
			v.quit()
		})
	}
}
