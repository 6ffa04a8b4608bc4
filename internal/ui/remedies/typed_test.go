package remedies_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// On 3 March a start of the fifteenth is the one to come, and the form shows so also when its times are laid
// out again or the program stopped.
func TestAStartWithoutAYearMayLieAhead(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	line(t, w, "name").SetText("Quiet hour")
	selectWith(t, w, env.L.T("kind.home_remedy"))
	line(t, w, "phase/0/start").SetText("15/3")
	line(t, w, "phase/0/times").SetText("7 am 2130")
	check := func(when string) {
		t.Helper()
		if start, times := line(t, w, "phase/0/start").Text, line(t, w, "phase/0/times").Text; start != "15/03/2026" || times != "07:00, 21:30" {
			t.Errorf("%s the form shows a start of %q and the times %q", when, start, times)
		}
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.phase_add")))
	check("with another dose")
	crash(env, w).Show(screen.Target{Add: true})
	check("after a crash")
	line(t, w, "phase/0/end").SetText("20/3")
	line(t, w, "phase/1/start").SetText("21/3")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	p := only(t, env).Phases
	if len(p) != 2 || p[0].Start.String() != "2026-03-15" || p[0].End.Or(p[0].Start).String() != "2026-03-21" || p[1].Start.String() != "2026-03-21" || len(p[0].Times) != 2 {
		t.Errorf("kept %+v", p)
	}
}

// Every field of times has Now; in this one it joins the times that are there.
func TestNowJoinsTheTimesOfDay(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	now := env.L.Clock(diary.ClockOf(uitest.Now()))
	times := func() *field.Line { return line(t, w, "phase/0/times") }
	for before, after := range map[string]string{"": "", "7 am": "07:00, ", "21:30,": "21:30, "} {
		times().SetText(before)
		test.Tap(uitest.Button(t, w, env.L.T("field.clock.now_name", "name", env.L.T("remedies.times"))))
		if got := times().Text; got != after+now {
			t.Errorf("%q became %q", before, got)
		}
	}
}
