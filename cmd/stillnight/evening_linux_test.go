//go:build window

package main

import (
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// threeYears is how people say in each language since when.
var threeYears = map[string]string{
	"en": "about three years", "de": "etwa drei Jahre", "es": "unos tres años", "fr": "environ trois ans", "nl": "ongeveer drie jaar",
}

// large makes the window so large that most of a screen is in sight.
func (v *tour) large() {
	v.t.Helper()
	v.resize(1500, 940)
}

// wheelTo turns the wheel of the mouse over the middle of the window until something with these words can be pressed.
func (v *tour) wheelTo(words string) {
	v.t.Helper()
	words = strings.Join(strings.Fields(words), " ")
	size := geometry(v.t, "getwindowgeometry", "--shell", v.id)
	eventually(v.t, "to see "+words+" further down", func() bool {
		if slices.ContainsFunc(v.sight(), func(s seen) bool { return s.words == words && s.height > 10 }) {
			return true
		}
		_ = exec.Command("xdotool", "mousemove", "--window", v.id, strconv.Itoa(size["WIDTH"]/2), strconv.Itoa(size["HEIGHT"]/2), "click", "5").Run()
		return false
	})
}

// begin starts a new diary, and writes down the first severity.
func (v *tour) begin(moment string) {
	v.t.Helper()
	v.at(moment)
	v.start()
	v.shows(v.l.T("shell.welcome.start"))
	v.keys("Return")
	eventually(v.t, "the new diary", func() bool { return exists(v.path) })
	v.large()
	v.shows(v.l.T("night.severity_scale"))
	v.keys("7")
}

// The first evening: half a name by keys, which is asked about, with a start that is known roughly; then one by mouse; and
// it is asked no more. After that a paper diary by digits, letters and Tab in the table of a month.
func TestWindowTheFirstEveningAndThePaperDiary(t *testing.T) {
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			v := visit(t, lang, nil)
			l := v.l
			v.begin("2026-03-02T21:30:00")
			v.shows(l.T("night.first"))
			v.reach(l.T("night.first_name"))
			v.text("pramip")
			v.keys("Return")
			v.shows(l.T("field.offers.ask"))
			v.picture("which")
			v.keys("Return") // the first of them
			v.text(threeYears[lang])
			v.keys("Return")
			remedies := func(n int) []diary.Intervention {
				var list []diary.Intervention
				eventually(t, "remedies", func() bool { list = read(t, v.path).Interventions; return len(list) == n })
				return list
			}
			if iv := remedies(1)[0]; iv.CatalogueID != "pramipexole" || iv.Phases[0].StartIs != diary.AboutThen {
				t.Errorf("kept %+v", iv)
			}
			known, err := catalogue.Load()
			if err != nil {
				t.Fatal(err)
			}
			magnesium, _ := known.ByID("magnesium")
			v.text("magnes")
			v.click(magnesium.Offered(magnesium.NameIn(l), l))
			v.wheelTo(l.T("night.first_add"))
			v.click(l.T("night.first_add"))
			if list := remedies(2); !slices.ContainsFunc(list, func(iv diary.Intervention) bool { return iv.CatalogueID == "magnesium" }) {
				t.Errorf("kept %+v", list)
			}
			v.picture("first-evening")
			v.wheelTo(l.T("night.first_done"))
			v.click(l.T("night.first_done"))
			v.shows(l.T("night.first_over"))

			// The paper diary of February.
			v.keys("ctrl+b")
			v.shows(l.MonthYear(diary.MustDate(2026, 3, 1)))
			v.click(l.T("night.month_before"))
			v.shows(l.MonthYear(diary.MustDate(2026, 2, 1)))
			v.keys("5", "6", "equal") // the severities of three nights
			v.keys("Up", "Up", "Up")  // back to the first
			v.keys("Tab")             // its onset
			v.text("2230")
			v.keys("Return") // the same on the second
			v.text("23")
			v.picture("month")
			v.click(l.T("night.several_keep"))
			var nights []diary.Night
			eventually(t, "the paper diary", func() bool { nights = read(t, v.path).Nights; return len(nights) == 4 })
			var said []string
			for _, n := range nights[:3] {
				onset := "-"
				if c, ok := n.Onset.Get(); ok {
					onset = c.String()
				}
				said = append(said, l.Number(float64(n.Severity.Or(0)), 0)+" "+onset)
			}
			if got := strings.Join(said, ", "); got != "5 22:30, 6 23:00, 10 -" {
				t.Errorf("kept %s", got)
			}
			v.quit()
		})
	}
}
