package exchange

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
	"stillnight/internal/i18n"
)

// TestOurTablesComeBackInEveryLanguage writes a diary with everything in it as tables, and reads them again,
// whatever the language of either.
func TestOurTablesComeBackInEveryLanguage(t *testing.T) {
	d := fullDiary(t)
	for _, lang := range i18n.Languages {
		t.Run(lang, func(t *testing.T) {
			l, err := i18n.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			folder := t.TempDir()
			for _, table := range Tables(d, l) {
				var b bytes.Buffer
				if err := table.Write(&b, l); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, table.Name), b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			comesBack(t, d, folder)
		})
	}
}

// comesBack reads what was written of a diary and expects all of it.
func comesBack(t *testing.T, d diary.Diary, path string) {
	t.Helper()
	p, err := proposeFile(t, Choices{}, path)
	if err != nil {
		t.Fatal(err)
	}
	if p.Counts.Left > 0 || p.Counts.Unreadable > 0 || p.Counts.Rounded > 0 {
		t.Errorf("left out: %+v, unreadable: %+v, rounded %+v", p.Left, p.Cells, p.Changed)
	}
	for i, n := range d.Nights {
		n.EnteredAt = p.Diary.Nights[i].EnteredAt
		if !reflect.DeepEqual(n, p.Diary.Nights[i]) {
			t.Errorf("night %s came back as\n%+v instead of\n%+v", n.Date, p.Diary.Nights[i], n)
		}
	}
	plan, err := Join(d, p.Diary, Fill)
	if err != nil {
		t.Fatal(err)
	}
	if !plan.Empty() {
		t.Errorf("bringing what it wrote into a diary would change it: %+v", plan.Changes)
	}
	if got, want := len(p.Diary.Interventions), len(d.Interventions); got != want {
		t.Errorf("%d remedies instead of %d", got, want)
	}
	if !reflect.DeepEqual(p.Diary.Background, d.Background) {
		t.Errorf("about the person: %+v", p.Diary.Background)
	}
	for _, iv := range d.Interventions {
		i := slices.IndexFunc(p.Diary.Interventions, func(x diary.Intervention) bool { return x.Name == iv.Name })
		if i < 0 {
			continue // counted above
		}
		if got := p.Diary.Interventions[i]; !slices.Equal(got.SideEffects, iv.SideEffects) || !slices.Equal(got.Prescribed, iv.Prescribed) || !slices.Equal(got.Blind, iv.Blind) {
			t.Errorf("%s came back with %+v, %+v, %+v", iv.Name, got.SideEffects, got.Prescribed, got.Blind)
		}
		if got := p.Diary.Interventions[i]; !samePhases(got.Phases, iv.Phases) || got.Kind != iv.Kind || got.CatalogueID != iv.CatalogueID ||
			got.CarryOverDays != iv.CarryOverDays || got.JudgeAfterDays != iv.JudgeAfterDays || got.Note != iv.Note {
			t.Errorf("%s came back as\n%+v instead of\n%+v", iv.Name, got, iv)
		}
	}
	if !slices.Equal(p.Diary.Labs, d.Labs) || !slices.Equal(p.Diary.Triggers, d.Triggers) {
		t.Errorf("blood tests %+v, triggers %+v", p.Diary.Labs, p.Diary.Triggers)
	}
	if len(p.Diary.Episodes) != len(d.Episodes) || len(p.Diary.Labs) != len(d.Labs) || len(p.Diary.Visits) != len(d.Visits) || len(p.Diary.Exposures) != len(d.Exposures) {
		t.Errorf("%d bouts, %d blood tests, %d visits, %d triggers", len(p.Diary.Episodes), len(p.Diary.Labs), len(p.Diary.Visits), len(p.Diary.Exposures))
	}
}

// fullDiary has something in every field and of every kind.
func fullDiary(t *testing.T) diary.Diary {
	t.Helper()
	day := diary.MustDate(2026, time.March, 2)
	d := diary.Diary{
		Interventions: []diary.Intervention{
			{ID: 1, Name: "Pramipexole", Kind: diary.Prescription, CatalogueID: "pramipexole", CarryOverDays: diary.Some(7), JudgeAfterDays: diary.Some(0), Note: "in the evening", Phases: []diary.Phase{
				{Start: day, End: diary.Some(day.AddDays(9)), Dose: diary.Some(0.125), Unit: "mg", StopReason: "=too much", Overall: diary.Some(-1), Paused: true, RunInDays: diary.Some(0)},
				{Start: day.AddDays(9), Dose: diary.Some(0.25), Unit: "mg", Schedule: diary.Schedule{TimesPerWeek: 3, Weeks: 6}, Times: []diary.Clock{8 * 60, 21*60 + 30}},
			}, Intakes: []diary.Intake{
				{Night: day, Status: diary.Taken, At: diary.Some(diary.Clock(9 * 60)), Dose: diary.Some(0.125)},
				{Night: day.AddDays(1), Status: diary.Missed},
			}, SideEffects: []diary.SideEffect{{Date: day, Effect: "Nausea", Severity: diary.MildEffect}, {Date: day.AddDays(1), Effect: diary.ImpulseCheck}},
				Prescribed: []diary.PrescribedStep{{Date: day, Dose: 0.125, Unit: "mg"}, {Date: day.AddDays(7)}}},
			{ID: 2, Name: "Iron; with \"quotes\"", Phases: []diary.Phase{{Start: day, Schedule: diary.Schedule{AsNeeded: true}}},
				Blind: []diary.BlindTrial{{Begun: day, Boxes: 6, Days: 14, RunInDays: 4, Seed: -8765432109876543210, Opened: diary.Some(day.AddDays(3)), Abandoned: diary.Some(day.AddDays(2))},
					{Begun: day.AddDays(100), Boxes: 4, Days: 7, Seed: 12, Seen: diary.Some(day.AddDays(104))}}},
		},
		Background: diary.Background{
			Criteria: [5]diary.Answer{diary.Yes, diary.No, diary.DontKnow}, OnsetAge: diary.Some(41), Family: diary.Yes, Conditions: [6]diary.Answer{2: diary.Yes},
			ApnoeaTreatment: "CPAP; nightly", Note: "two\nlines",
			Tried: []diary.TriedBefore{{Agent: "Levodopa", Dose: "300 mg", Why: diary.Augmented}, {Agent: "Quinine"}},
		},
		Triggers:  []diary.Trigger{{ID: 1, Name: "Coffee", CatalogueID: "caffeine", Unit: "cups"}},
		Exposures: []diary.Exposure{{ID: 1, Night: day, TriggerID: 1, Amount: diary.Some(1.5), LastAt: diary.Some(diary.ClockFromMidnight(30))}, {ID: 2, Night: day.AddDays(1), TriggerID: 1}},
		Episodes: []diary.Episode{
			{ID: 1, Night: day, Start: diary.Some(diary.Clock(700)), Severity: diary.Some(7), Minutes: diary.Some(40), Note: "a bout\nof two lines", Tried: []diary.Attempt{
				{Measure: "walking", Relief: diary.Some(3), MinutesToRelief: diary.Some(10)}, {Measure: "my own"},
			}},
			{ID: 2, Night: day.AddDays(1)},
		},
		Labs:   []diary.LabResult{{ID: 1, Date: day, Test: diary.Ferritin, Value: 62.5, Unit: "µg/L", Note: "x", IronWithinDay: diary.Some(false)}, {ID: 2, Date: day, Test: "own test", Value: 3, Unit: "u"}},
		Visits: []diary.Visit{{ID: 1, Date: day, Note: "asked"}, {ID: 2, Date: day.AddDays(3)}},
	}
	for i := range 5 {
		d.Nights = append(d.Nights, diarytest.FullNight(t, day.AddDays(i)))
	}
	d.Sort()
	return d
}
