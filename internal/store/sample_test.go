package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// at is the clock of all tests: nothing here may depend on today.
var at = time.Date(2026, time.March, 3, 21, 0, 0, 0, time.UTC)

// marker is a text that must not be found on disk where a diary is locked.
const marker = "Mondscheinmarke"

const testPass = "a passphrase for tests"

func clock() time.Time { return at }

func day(n int) diary.Date { return diary.MustDate(2026, time.January, 1).AddDays(n) }

// newStore opens a new diary in a folder of its own and closes it after the test.
func newStore(t testing.TB) *Store {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "diary.stillnight"))
}

func reopen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fullNight has every field of the second version set, as the diaries of earlier versions in testdata hold it.
func fullNight(d diary.Date) diary.Night {
	return diary.Night{
		Date: d, Severity: diary.Some(7), AllDay: true, Onset: diary.Some(diary.Clock(600)), MinutesBothered: diary.Some(90),
		Sensations: []diary.Sensation{diary.Urge, diary.Pain}, BodyParts: []diary.BodyPart{diary.LeftLeg, diary.RightLeg},
		JerksSeen: diary.SomeJerks, RestMinutes: diary.Some(20),
		Blocks:       [4]diary.Optional[int]{diary.Some(1), diary.None[int](), diary.Some(9), diary.Some(0)},
		TriedToSleep: diary.Some(diary.Clock(660)), MinutesToSleep: diary.Some(45), TimesWoken: diary.Some(3),
		WokenByLegs: diary.Some(2), TimesUp: diary.Some(2), MinutesAwake: diary.Some(70), SleepHours: diary.Some(5.25),
		Satisfaction: diary.Some(3), Tiredness: diary.Some(6), DaytimeSymptoms: diary.Some(4), Naps: diary.Some(1),
		NapMinutes: diary.Some(25), Unusual: diary.Travel, Safety: []diary.SafetySign{diary.NewUrges},
		Note: "Zug nach Łódź, späte Ankunft 🚆 'quoted' \"double\"\nsecond line", EnteredAt: at.Add(-time.Hour),
	}
}

// sample is a diary of n nights that uses every kind of record. Its ids are as a store would give them.
func sample(n int) diary.Diary {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var d diary.Diary
	for i := range n {
		night := diary.Night{Date: day(i - n), Severity: diary.Some(r.IntN(11)), EnteredAt: at}
		switch i % 4 {
		case 0:
			night = fullNight(night.Date)
			night.Severity = diary.Some(r.IntN(11))
		case 1:
			night.SleepHours, night.Note = diary.Some(float64(r.IntN(64))/4), fmt.Sprintf("note %d", i)
		}
		d.Nights = append(d.Nights, night)
	}
	for i := range n / 5 {
		d.Episodes = append(d.Episodes, diary.Episode{
			ID: int64(i + 1), Night: day(i - n), Start: diary.Some(diary.Clock(700)), Severity: diary.Some(r.IntN(11)),
			Tried: []diary.Attempt{{Measure: "walking", Relief: diary.Some(6)}, {Measure: "cold", MinutesToRelief: diary.Some(10)}},
		})
	}
	start := day(-n)
	d.Interventions = []diary.Intervention{
		{
			ID: 1, Name: "Iron", Kind: diary.Supplement, CatalogueID: "iron", CarryOverDays: diary.Some(30),
			Phases: []diary.Phase{
				{ID: 1, Start: start, End: diary.Some(start.AddDays(20)), Dose: diary.Some(65.0), Unit: "mg", Times: []diary.Clock{480, 0}, Overall: diary.Some(-1)},
				{ID: 2, Start: start.AddDays(20), Dose: diary.Some(130.0), Unit: "mg", RunInDays: diary.Some(14), Schedule: diary.Schedule{TimesPerWeek: 3, Weeks: 6}},
			},
			Prescribed: []diary.PrescribedStep{{Date: start, Dose: 65, Unit: "mg"}, {Date: start.AddDays(21), Dose: 130, Unit: "mg"}, {Date: start.AddDays(60)}},
			Blind:      []diary.BlindTrial{{Begun: start.AddDays(2), Boxes: 4, Days: 7, RunInDays: 2, Seed: -77, Opened: diary.Some(start.AddDays(31))}},
		},
		{
			ID: 2, Name: "Massage", Kind: diary.ManualTherapy, Note: "Tuesday and Friday",
			Phases:      []diary.Phase{{ID: 3, Start: start.AddDays(5), End: diary.Some(start.AddDays(26)), Paused: true, StopReason: "holiday"}},
			Intakes:     []diary.Intake{{Night: start.AddDays(6), Status: diary.SessionDone, At: diary.Some(diary.Clock(300))}, {Night: start.AddDays(9), Status: diary.Missed}},
			SideEffects: []diary.SideEffect{{Date: start.AddDays(7), Effect: "Blauer Fleck", Severity: diary.MildEffect}, {Date: start.AddDays(9), Effect: diary.ImpulseCheck}},
		},
	}
	d.Triggers = []diary.Trigger{{ID: 1, Name: "Coffee", CatalogueID: "caffeine", Unit: "cups"}, {ID: 2, Name: "Tofu", Hidden: true}}
	for i := range n {
		d.Exposures = append(d.Exposures, diary.Exposure{ID: int64(i + 1), Night: day(i - n), TriggerID: int64(1 + i%2), Amount: diary.Some(float64(i%3) + 0.5), LastAt: diary.Some(diary.ClockFromMidnight(900))})
	}
	d.Labs = []diary.LabResult{{ID: 1, Date: start, Test: diary.Ferritin, Value: 41.5, Unit: "µg/L", IronWithinDay: diary.Some(false), Note: "fasting"}}
	d.Visits = []diary.Visit{{ID: 1, Date: start.AddDays(30), Note: "Dr. Moreau"}}
	d.Background = diary.Background{
		Criteria: [5]diary.Answer{diary.Yes, diary.Yes, diary.No, diary.DontKnow}, OnsetAge: diary.Some(34), Family: diary.Yes,
		Conditions: [6]diary.Answer{2: diary.Yes}, ApnoeaTreatment: "CPAP", Note: "Łódź",
		Tried: []diary.TriedBefore{{Agent: "Levodopa", Dose: "300 mg", Why: diary.Augmented}},
	}
	d.Plans = []diary.PlannedComparison{{
		ID: 1, InterventionID: 1, Begun: start, BaselineDays: 14, RunInDays: 7, OnDays: 21, OffDays: 14, Seed: -42,
		Starts:    []diary.DrawnStart{{Earliest: start.AddDays(14), Latest: start.AddDays(20), Drawn: start.AddDays(17)}},
		Abandoned: diary.Some(start.AddDays(50)),
	}}
	return d
}

func is(err, target error) bool { return errors.Is(err, target) }
