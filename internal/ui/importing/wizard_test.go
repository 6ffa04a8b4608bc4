package importing_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/ui/importing"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/uitest"
)

// choose picks an entry of a list to choose from; the n-th of those that have it.
func choose(t *testing.T, w fyne.Window, option string, n int) {
	t.Helper()
	for _, o := range uitest.OnShow(w.Canvas().Overlays().Top()) {
		if s, ok := o.(*look.Select); ok && slices.Contains(s.Options, option) {
			if n == 0 {
				s.SetSelected(option)
				return
			}
			n--
		}
	}
	t.Fatalf("nothing to choose has %q; on show:\n%s", option, shown(w))
}

const habits = "Date,Rating,Sleep,Mood\n2026-02-13,2,420,good\n2026-02-14,4,390,awful\n2026-02-15,0,400,good\n"

func TestWhatAFileDoesNotSayIsAskedAndRememberedForTheNextOfItsForm(t *testing.T) {
	path := file(t, "habits.csv", habits)
	env, w := wizard(t, mine, path)
	severityWords, hours := env.L.T("exchange.field.severity"), env.L.T("exchange.field.sleep_hours")
	choose(t, w, severityWords, 0) // Rating
	choose(t, w, env.L.T("import.scale", "low", "0", "high", "4"), 0)
	choose(t, w, hours, 1)
	choose(t, w, env.L.T("import.unit.min"), 0)
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	for date, want := range map[string]int{"2026-02-13": 5, "2026-02-14": 10, "2026-02-15": 0} {
		if got := severity(t, env, date); got != diary.Some(want) {
			t.Errorf("%s has %v, want %d", date, got, want)
		}
	}
	n, _, err := env.Store.Night(t.Context(), day("2026-02-13"))
	if err != nil || n.SleepHours != diary.Some(7.0) {
		t.Errorf("slept %v, %v", n.SleepHours, err)
	}
	importing.Start(env, file(t, "later.csv", strings.ReplaceAll(habits, "2026-02", "2026-01")))
	if !strings.Contains(shown(w), env.L.T("import.recalled")) {
		t.Errorf("does not say that the answers are known:\n%s", shown(w))
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if got := severity(t, env, "2026-01-14"); got != diary.Some(10) {
		t.Errorf("the next file's night has %v", got)
	}
	env.Undo()
	if got := severity(t, env, "2026-01-14"); got.IsSet() {
		t.Errorf("undo leaves %v", got)
	}
}

func TestWordsOfAScaleAreMappedOnce(t *testing.T) {
	env, w := wizard(t, mine, file(t, "moods.csv", habits))
	choose(t, w, env.L.T("exchange.field.severity"), 2) // Mood
	// The words that no scale has are asked about, each with its own list.
	choose(t, w, "3", 0)
	choose(t, w, "10", 1)
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if a, b := severity(t, env, "2026-02-13"), severity(t, env, "2026-02-14"); a != diary.Some(3) || b != diary.Some(10) {
		t.Errorf("good is %v, awful is %v; on show:\n%s", a, b, uitest.Words(w.Content()))
	}
}

func TestAnEmptyFieldIsFilledAndBothSidesAreShownWhereTheyDiffer(t *testing.T) {
	env, w := wizard(t, mine, file(t, "mine.csv", "date,severity,hours slept\n2026-02-10,2,6\n"))
	if words := shown(w); !strings.Contains(words, "your diary 7, the file 2") {
		t.Errorf("both sides are not shown:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	n, _, err := env.Store.Night(t.Context(), day("2026-02-10"))
	if err != nil || n.Severity != diary.Some(7) || n.SleepHours != diary.Some(6.0) {
		t.Errorf("kept %v and %v, %v", n.Severity, n.SleepHours, err)
	}
}

func TestAProgramIsNamedAndItsNightsAreShown(t *testing.T) {
	_, w := wizard(t, mine, "../../exchange/testdata/imports/fitbit-json/sleep-2026-03-01.json")
	words := shown(w)
	for _, want := range []string{"Fitbit", "Night of"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in:\n%s", want, words)
		}
	}
}

// Where no night comes in, what does is said before it is taken over, and nothing stands empty.
func TestAnExportWithoutNightsSaysWhatComesIn(t *testing.T) {
	env, w := wizard(t, mine, "../../exchange/testdata/imports/migraine-buddy/migraine_buddy.csv")
	words := shown(w)
	for want, there := range map[string]bool{
		"an export of Migraine Buddy without nights": true, "One remedy": true, "3 doses and sessions noted": true,
		env.L.T("import.nights"): false, "0 nights": false, "0 new nights": false,
	} {
		if strings.Contains(words, want) != there {
			t.Errorf("%q is there: %v, in:\n%s", want, !there, words)
		}
	}
}

// Each kind of entry that a diary brings is counted.
func TestADiaryTellsEachKindOfEntryThatItBrings(t *testing.T) {
	d := uitest.Sample(t)
	d.Visits = []diary.Visit{{ID: 1, Date: day("2026-02-01")}}
	d.Background.OnsetAge = diary.Some(40)
	var data bytes.Buffer
	if err := exchange.WriteJSON(&data, d); err != nil {
		t.Fatal(err)
	}
	_, w := wizard(t, mine, file(t, "export.json", data.String()))
	words := shown(w)
	for _, want := range []string{"remedies", "doses and sessions noted", "triggers noted", "One visit", "What “About me” says"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in:\n%s", want, words)
		}
	}
}

func TestATableWithoutADateColumnAsksForOne(t *testing.T) {
	env, w := wizard(t, mine, file(t, "odd.csv", "When it was,Legs\nday one,3\nday two,4\n"))
	if words := shown(w); !strings.Contains(words, env.L.T("import.fault.no_date_in")) || strings.Contains(words, "--column") {
		t.Errorf("it says:\n%s", words)
	}
	if !uitest.Button(t, w, env.L.T("import.do")).Disabled() {
		t.Error("it can be brought in")
	}
}

func TestTheQuestionsFitInEveryLook(t *testing.T) {
	path := file(t, "habits.csv", habits)
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{mine}})
		importing.Start(env, path)
		uitest.CheckNamed(t, w.Canvas().Overlays().Top())
		return widget.NewLabel("")
	})
}
