package compare

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// dopamineDiary has ropinirole from night 0 on after 30 nights without, calm nights that differ a little
// from night to night, and from night 76 to night 103 whatever last makes of them.
func dopamineDiary(last func(i int, n *diary.Night)) diary.Diary {
	r := rand.New(rand.NewPCG(7, 7))
	d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Ropinirole", CatalogueID: "ropinirole", Phases: []diary.Phase{{Start: day(0), Times: []diary.Clock{420}}}}}}
	for i := -30; i < 104; i++ {
		n := diary.Night{Date: day(i), Severity: diary.Some(4 + r.IntN(3)), Onset: diary.Some(diary.Clock(560 + 5*r.IntN(17))), RestMinutes: diary.Some(55 + r.IntN(11)), BodyParts: []diary.BodyPart{diary.LeftLeg}}
		if i >= 76 {
			last(i, &n)
		}
		d.Nights = append(d.Nights, n)
	}
	return d
}

func onRopinirole(iv diary.Intervention) bool { return iv.CatalogueID == "ropinirole" }

func flagOf(t *testing.T, d diary.Diary) AugmentationFlag {
	t.Helper()
	flags, err := Augmentation(d, Options{Dopaminergic: onRopinirole})
	if err != nil || len(flags) != 1 {
		t.Fatalf("%d flags, %v", len(flags), err)
	}
	return flags[0]
}

func (f *AugmentationFlag) met() []AugmentationSign {
	var signs []AugmentationSign
	for _, figure := range f.Figures {
		if figure.State == SignMet {
			signs = append(signs, figure.Sign)
		}
	}
	return signs
}

// sooner moves a night's onset so many minutes forward.
func sooner(n *diary.Night, minutes int) {
	at, _ := n.Onset.Get()
	n.Onset = diary.Some(at - diary.Clock(minutes))
}

func TestAugmentation(t *testing.T) {
	arms := []diary.BodyPart{diary.LeftLeg, diary.LeftArm}
	for _, c := range []struct {
		name  string
		last  func(i int, n *diary.Night)
		level AugmentationLevel
		signs []AugmentationSign
	}{
		{"nothing changes", func(int, *diary.Night) {}, NoPattern, nil},
		{"onset four hours earlier", func(_ int, n *diary.Night) { sooner(n, 250) }, DoctorPattern, []AugmentationSign{OnsetEarlier}},
		{"all day", func(_ int, n *diary.Night) { n.AllDay, n.Onset = true, diary.None[diary.Clock]() }, DoctorPattern, []AugmentationSign{OnsetEarlier}},
		{"onset three hours earlier alone", func(_ int, n *diary.Night) { sooner(n, 180) }, EarlySigns, []AugmentationSign{OnsetEarlier}},
		{"onset an hour and a half earlier", func(_ int, n *diary.Night) { sooner(n, 90) }, NoPattern, nil},
		{"three hours earlier and in the arms", func(_ int, n *diary.Night) { sooner(n, 180); n.BodyParts = arms }, DoctorPattern, []AugmentationSign{OnsetEarlier, NewBodyPart}},
		{"three hours earlier, in the last week alone", func(i int, n *diary.Night) {
			if i >= 97 {
				sooner(n, 180)
			}
		}, EarlySigns, []AugmentationSign{OnsetEarlier}},
		{"arms and shorter rest", func(_ int, n *diary.Night) { n.BodyParts, n.RestMinutes = arms, diary.Some(20) }, EarlySigns, []AugmentationSign{RestShorter, NewBodyPart}},
		{"arms on two nights only", func(i int, n *diary.Night) {
			if i < 78 {
				n.BodyParts = arms
			}
		}, NoPattern, nil},
		{"more severe alone", func(_ int, n *diary.Night) { n.Severity = diary.Some(8) }, NoPattern, []AugmentationSign{MoreSevere}},
		{"earlier on nights marked as travel", func(i int, n *diary.Night) {
			if i >= 97 {
				sooner(n, 180)
				n.Unusual = diary.Travel
			}
		}, NoPattern, nil},
	} {
		f := flagOf(t, dopamineDiary(c.last))
		if f.Level != c.level || !slices.Equal(f.met(), c.signs) {
			t.Errorf("%s: %s %v, want %s %v", c.name, f.Level, f.met(), c.level, c.signs)
		}
		var signs []AugmentationSign
		for _, figure := range f.Figures {
			signs = append(signs, figure.Sign)
			if (figure.State == SignUnknown) != figure.Lack.IsSet() {
				t.Errorf("%s: %s is %s, and what is missing is told: %t", c.name, figure.Sign, figure.State, figure.Lack.IsSet())
			}
		}
		if !slices.Equal(signs, AugmentationSigns) {
			t.Errorf("%s: figures %v", c.name, signs)
		}
	}
}

func TestAugmentationHoldsTheLastNightsAgainstWeeksThreeToEight(t *testing.T) {
	f := flagOf(t, dopamineDiary(func(_ int, n *diary.Night) { sooner(n, 180) }))
	onset := f.Figure(OnsetEarlier)
	if onset.Against != FirstWeeks || onset.Reference != (Stretch{First: day(14), Last: day(55), Nights: 42}) || onset.Current != (Stretch{First: day(76), Last: day(103), Nights: 28}) {
		t.Errorf("%s: %+v %+v", onset.Against, onset.Reference, onset.Current)
	}
	if e, ok := onset.Change.Get(); !ok || e.CI.High >= -120 || e.CI.Low >= e.Change || e.Change >= e.CI.High {
		t.Errorf("change %+v", e)
	}
	if f.WorseNights != 7 || f.LastNights != 7 || f.WorseExpected < 3 || f.WorseExpected > 6 {
		t.Errorf("worse on %d of %d, %.1f expected", f.WorseNights, f.LastNights, f.WorseExpected)
	}
}

// TestEarlySignsInSevenNights is a diary in which onset went from about 22:05 to 18:50 in the last week and
// nothing else changed, with the medicine begun in the diary or before it.
func TestEarlySignsInSevenNights(t *testing.T) {
	for _, start := range []int{0, 30, -200} {
		r := rand.New(rand.NewPCG(3, 3))
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Ropinirole", CatalogueID: "ropinirole", Phases: []diary.Phase{{Start: day(start), Dose: diary.Some(1.0), Unit: "mg"}}}}}
		for i := range 90 {
			at := 605 + 5*(r.IntN(13)-6)
			if i >= 83 {
				at -= 195
			}
			d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(3 + r.IntN(4)), Onset: diary.Some(diary.Clock(at))})
		}
		f := flagOf(t, d)
		if f.Level != EarlySigns || !slices.Equal(f.met(), []AugmentationSign{OnsetEarlier}) {
			t.Errorf("begun on night %d: %s %v", start, f.Level, f.met())
		}
		if f.BeforeDiary != (start < 0) {
			t.Errorf("begun on night %d: before the diary: %t", start, f.BeforeDiary)
		}
	}
}

func TestWhatIsMissingIsToldWhereNothingCouldBeSeen(t *testing.T) {
	without := func(from, to int) diary.Diary {
		d := dopamineDiary(func(int, *diary.Night) {})
		for k := range d.Nights {
			if i := k - 30; i >= from && i < to {
				d.Nights[k].Onset = diary.None[diary.Clock]()
			}
		}
		return d
	}
	for _, c := range []struct {
		name string
		d    diary.Diary
		want Lack
	}{
		{"no onset times at all", without(-30, 104), Lack{LackCurrent, day(76), day(103), 0, 14}},
		{"none lately", without(76, 104), Lack{LackCurrent, day(76), day(103), 0, 14}},
		{"hardly any before", without(-30, 88), Lack{Kind: LackReference, Need: 10}},
	} {
		f := flagOf(t, c.d)
		lack, _ := f.Figure(OnsetEarlier).Lack.Get()
		if f.Level != NotAssessable || lack.Kind != c.want.Kind || lack.Need != c.want.Need {
			t.Errorf("%s: %s, %+v; want %+v", c.name, f.Level, lack, c.want)
		}
	}
}

func TestNothingIsRuledOutThatTheNightsCannotRuleOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	d := dopamineDiary(func(int, *diary.Night) {})
	for k := range d.Nights {
		d.Nights[k].Onset = diary.Some(diary.Clock(200 + 60*r.IntN(14)))
	}
	f := flagOf(t, d)
	if lack, ok := f.Figure(OnsetEarlier).Lack.Get(); f.Level != NotAssessable || !ok || lack.Kind != LackPrecision {
		t.Errorf("%s, %+v", f.Level, lack)
	}
}

func TestAugmentationPrintsItsNumbers(t *testing.T) {
	f := flagOf(t, dopamineDiary(func(_ int, n *diary.Night) {
		n.Onset = diary.Some(diary.Clock(350))
		n.BodyParts = []diary.BodyPart{diary.LeftArm}
	}))
	if s, _ := f.Figure(OnsetEarlier).Shift.Get(); s.Current != 350 || s.Reference < 580 || s.Reference > 620 {
		t.Errorf("onset %+v", s)
	}
	if parts := f.Figure(NewBodyPart).Parts; len(parts) != 1 || parts[0] != (PartCount{diary.LeftArm, 0, 42, 28, 28}) {
		t.Errorf("parts %+v", parts)
	}
}

func TestAugmentationLooksOnlyAtMedicinesThatAreWatchedAndTakenLongEnough(t *testing.T) {
	d := dopamineDiary(func(int, *diary.Night) {})
	d.Interventions[0].Phases[0].End = diary.Some(day(20))
	flags, err := Augmentation(d, Options{Dopaminergic: func(diary.Intervention) bool { return true }})
	if err != nil || len(flags) != 0 {
		t.Errorf("taken for 20 days: %d flags, %v", len(flags), err)
	}
	flags, err = Augmentation(dopamineDiary(func(int, *diary.Night) {}), Options{Dopaminergic: func(diary.Intervention) bool { return false }})
	if err != nil || len(flags) != 0 {
		t.Errorf("not watched: %d flags, %v", len(flags), err)
	}
}

func TestTheNightsAfterStoppingAreNotThoseOfTheMedicine(t *testing.T) {
	d := dopamineDiary(func(i int, n *diary.Night) {
		if i >= 90 {
			sooner(n, 250)
		}
	})
	d.Interventions[0].Phases[0].End = diary.Some(day(90))
	f := flagOf(t, d)
	if f.Level != NoPattern || f.Ended != diary.Some(day(90)) || f.Figure(OnsetEarlier).Current.Last != day(89) {
		t.Errorf("%s, ended %v, looked at until %s", f.Level, f.Ended, f.Figure(OnsetEarlier).Current.Last)
	}
}

func TestDosesAndNightsThatFollowThem(t *testing.T) {
	severe := func(from, to, severity int) func(int, *diary.Night) {
		return func(i int, n *diary.Night) {
			if i >= from && i < to {
				n.Severity = diary.Some(severity)
			}
		}
	}
	for _, c := range []struct {
		name        string
		last        func(i int, n *diary.Night)
		phases      []diary.Phase
		more, less  SignState
		level       AugmentationLevel
		lastChanged int
	}{
		{"more, and worse", severe(76, 104, 9), []diary.Phase{phase(0, 62, 1), phase(62, open, 2)}, SignMet, SignUnknown, EarlySigns, 62},
		{"more, and as ever", func(int, *diary.Night) {}, []diary.Phase{phase(0, 62, 1), phase(62, open, 2)}, SignUnmet, SignUnknown, NoPattern, 62},
		{"less, and better", severe(76, 104, 0), []diary.Phase{phase(0, 62, 2), phase(62, open, 1)}, SignUnknown, SignMet, NoPattern, 62},
	} {
		d := dopamineDiary(c.last)
		d.Interventions[0].Phases = c.phases
		f := flagOf(t, d)
		if f.Figure(WorseOnMore).State != c.more || f.Figure(BetterOnLess).State != c.less {
			t.Errorf("%s: %s and %s", c.name, f.Figure(WorseOnMore).State, f.Figure(BetterOnLess).State)
		}
		if f.Level != c.level {
			t.Errorf("%s: %s %v, want %s", c.name, f.Level, f.met(), c.level)
		}
	}
}

func TestAParadoxicalResponseIsAPattern(t *testing.T) {
	f := AugmentationFlag{Figures: []AugmentationFigure{{Sign: WorseOnMore, State: SignMet}, {Sign: BetterOnLess, State: SignMet}}}
	if got := f.level(); got != DoctorPattern {
		t.Errorf("%s", got)
	}
}

func TestAPatternThatHasPassedIsNoLongerOne(t *testing.T) {
	earlier := AugmentationFigure{Sign: OnsetEarlier, State: SignMet, Shift: diary.Some(Shift{600, 300}), Current: Stretch{First: day(0), Last: day(27)}}
	for worse, want := range map[int]AugmentationLevel{5: DoctorPattern, 4: EarlySigns} {
		f := AugmentationFlag{Figures: []AugmentationFigure{earlier}, WorseNights: worse, LastNights: 7}
		if got := f.level(); got != want {
			t.Errorf("worse on %d of 7 nights: %s, want %s", worse, got, want)
		}
	}
}

func TestAnOldChangeOfDoseExplainsNothing(t *testing.T) {
	d := dopamineDiary(func(int, *diary.Night) {})
	for i := 104; i < 320; i++ {
		d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(9), Onset: diary.Some(diary.Clock(600))})
	}
	d.Interventions[0].Phases = []diary.Phase{phase(0, 62, 1), phase(62, open, 2)}
	f := flagOf(t, d)
	if lack, _ := f.Figure(WorseOnMore).Lack.Get(); lack.Kind != LackChange {
		t.Errorf("%s, %+v", f.Figure(WorseOnMore).State, lack)
	}
}
func TestReliefThatWearsOffSooner(t *testing.T) {
	d := dopamineDiary(func(_ int, n *diary.Night) { n.BodyParts = []diary.BodyPart{diary.LeftArm} })
	for i := range 104 {
		back := diary.Clock(420 + 300) // five hours after the dose
		if i >= 76 {
			back = 420 + 120
		}
		for _, start := range []diary.Clock{400, back} {
			d.Episodes = append(d.Episodes, diary.Episode{Night: day(i), Start: diary.Some(start)})
		}
	}
	f := flagOf(t, d)
	if s, _ := f.Figure(ReliefShorter).Shift.Get(); s != (Shift{5, 2}) || f.Level != EarlySigns {
		t.Errorf("%+v, %s %v", s, f.Level, f.met())
	}
}

func TestOtherReasonsForWorseNightsAreNamed(t *testing.T) {
	d := dopamineDiary(func(i int, n *diary.Night) {
		n.Onset = diary.Some(diary.Clock(350))
		if i == 80 {
			n.Unusual = diary.Illness
		}
	})
	d.Labs = []diary.LabResult{{Date: day(10), Test: diary.Ferritin, Value: 200, Unit: "µg/L"}, {Date: day(70), Test: diary.Ferritin, Value: 40, Unit: "µg/L"}}
	d.Interventions[0].Intakes = []diary.Intake{{Night: day(79), Status: diary.Missed}}
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Sertraline", Phases: []diary.Phase{{Start: day(80)}}})
	f := flagOf(t, d)
	if !slices.Equal(f.Explanations, []Explanation{LowIron, MissedDoses, IllNights, OtherSeason, OtherRemedy}) {
		t.Errorf("%v", f.Explanations)
	}
	if f.MissedNights != 1 {
		t.Errorf("%d missed", f.MissedNights)
	}
	// What was begun when most of these nights had passed is not behind them.
	d.Interventions[1].Phases[0].Start = day(98)
	if f := flagOf(t, d); slices.Contains(f.Explanations, OtherRemedy) {
		t.Errorf("begun late: %v", f.Explanations)
	}
}
