package wording

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// flagged has every sign met but relief, which could not be seen.
func flagged() compare.AugmentationFlag {
	date := func(month time.Month, day int) diary.Date { return diary.MustDate(2026, month, day) }
	was, now := compare.Stretch{First: date(1, 15), Last: date(2, 25), Nights: 33}, compare.Stretch{First: date(5, 1), Last: date(5, 28), Nights: 24}
	figure := func(s compare.AugmentationSign, from, to float64) compare.AugmentationFigure {
		return compare.AugmentationFigure{Sign: s, State: compare.SignMet, Against: compare.FirstWeeks, Reference: was, Current: now, Shift: diary.Some(compare.Shift{Reference: from, Current: to})}
	}
	onset := figure(compare.OnsetEarlier, 605, 410)
	onset.Change = diary.Some(compare.Effect{Change: -190, CI: compare.Interval{Low: -240, High: -140}})
	arm := figure(compare.NewBodyPart, 0, 0)
	arm.Parts = []compare.PartCount{{Part: diary.LeftArm, Was: 1, WasOf: 30, Nights: 6, Of: 12}}
	relief := compare.AugmentationFigure{Sign: compare.ReliefShorter, State: compare.SignUnknown}
	more := figure(compare.WorseOnMore, 4, 6)
	more.Against, more.Step = compare.BeforeChange, diary.Some(date(3, 2))
	less := compare.AugmentationFigure{Sign: compare.BetterOnLess, State: compare.SignUnknown}
	return compare.AugmentationFlag{
		Intervention: "Ropinirole", Level: compare.DoctorPattern, Response: compare.SignMet,
		Figures:     []compare.AugmentationFigure{onset, figure(compare.RestShorter, 60, 20), arm, figure(compare.MoreSevere, 4, 6.5), relief, more, less},
		WorseNights: 6, LastNights: 7, WorseExpected: 4.9,
		Explanations: []compare.Explanation{compare.LowIron, compare.OtherSeason},
	}
}

func TestAugmentationPrintsNumbersAndNoDiagnosis(t *testing.T) {
	l := english(t)
	lines := Augmentation(l, flagged())
	for _, want := range []string{
		"Under Ropinirole there is a pattern that your doctor should see.",
		"First noticed: 22:05 then, 18:50 now.",
		"More often in: Left arm on 6 of 12 nights (then 1 of 30).",
		"Sitting still before it begins: 1 hour then, 20 minutes now.",
		"The dose went up or was moved earlier on 2 Mar 2026. Severity was 4 before and 6 since then, from two weeks after it on.",
		"6 of the last 7 nights began earlier or were stronger than the middle night then; without any change it would be about 5.",
		"“Then” is weeks 3 to 8 on it, 15 Jan 2026 to 25 Feb 2026; “now” is 1 May 2026 to 28 May 2026.",
		"Other reasons are possible: low iron in the last blood test and another time of year.",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is missing from %q", want, lines)
		}
	}
	for _, line := range lines {
		if strings.Contains(strings.ToLower(line), "augmentation") {
			t.Errorf("line %q", line)
		}
	}
	quiet := flagged()
	quiet.Level = compare.NoPattern
	if got := Augmentation(l, quiet); got != nil {
		t.Errorf("no pattern, but %q", got)
	}
}

func TestADoctorReadsTheCriteriaMetAndNotMet(t *testing.T) {
	f := flagged()
	f.Figures[1].State = compare.SignUnmet
	lines := AugmentationForDoctor(english(t), f)
	want := []string{
		"Pattern compatible with augmentation under Ropinirole: onset 3 h 15 min earlier (22:05 to 18:50).",
		"Criteria met: onset ≥ 2 h earlier (NIH 2003); spread to other body parts (C2b); greater intensity (C2c); worse on ≥ 5 of the last 7 days (A1); prior response to treatment (A3).",
		"Not met: onset ≥ 4 h earlier (MPI C1); shorter latency at rest (C2a).",
		"Not assessable: shorter relief from a dose (C2d); paradoxical response to dose changes (B).",
	}
	for i, w := range want {
		if i >= len(lines) || lines[i] != w {
			t.Fatalf("line %d of %q\nwant %q", i+1, lines, w)
		}
	}
	quiet := flagged()
	quiet.Level = compare.NotAssessable
	if got := AugmentationForDoctor(english(t), quiet); got != nil {
		t.Errorf("%q", got)
	}
}

func TestTheCriteriaHaveTheirFigures(t *testing.T) {
	f := flagged()
	f.Figures[1].State = compare.SignUnmet
	rows := AugmentationCriteria(english(t), f)
	want := [][3]string{
		{"onset ≥ 2 h earlier (NIH 2003)", "met", "22:05 to 18:50, 95 % interval of the advance 2 h 20 min to 4 hours"},
		{"onset ≥ 4 h earlier (MPI C1)", "not met", ""},
		{"shorter latency at rest (C2a)", "not met", "1 hour to 20 minutes"},
		{"spread to other body parts (C2b)", "met", "Left arm on 6 of 12 nights (then 1 of 30)"},
		{"greater intensity (C2c)", "met", "4 to 6.5"},
		{"shorter relief from a dose (C2d)", "not assessable", ""},
		{"worse on ≥ 5 of the last 7 days (A1)", "met", "6 of 7, 4.9 expected without any change"},
		{"prior response to treatment (A3)", "met", ""},
		{"paradoxical response to dose changes (B)", "not assessable", ""},
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
	notes := AugmentationNotes(english(t), f)
	if !slices.Equal(notes, []string{
		"24 nights, 1 May 2026 to 28 May 2026, against 33 nights of weeks 3–8 of treatment, 15 Jan 2026 to 25 Feb 2026.",
		"Other explanations recorded (MPI A2): low iron in the last blood test and another time of year.",
	}) {
		t.Errorf("%q", notes)
	}
}

func TestWhatIsMissingIsSaidInWords(t *testing.T) {
	first, last := diary.MustDate(2026, 5, 1), diary.MustDate(2026, 5, 28)
	for kind, want := range map[compare.LackKind]string{
		compare.LackCurrent:   "Whether symptoms begin earlier under Ropinirole can't be seen: from 1 May 2026 to 28 May 2026 the time they began is noted on 3 of the 14 nights it takes.",
		compare.LackReference: "Whether symptoms begin earlier under Ropinirole can't be seen: there is too little to hold the last nights against. From 1 May 2026 to 28 May 2026 the time they began is noted on 3 of the 14 nights it takes.",
		compare.LackPrecision: "Whether symptoms begin earlier under Ropinirole can't be said: the time they begin differs so much from night to night that two hours earlier can't be ruled out.",
	} {
		f := flagged()
		f.Level = compare.NotAssessable
		f.Figures[0].State, f.Figures[0].Lack = compare.SignUnknown, diary.Some(compare.Lack{Kind: kind, First: first, Last: last, Have: 3, Need: 14})
		if got := AugmentationWatched(english(t), f); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestASingleSignIsNotDenied(t *testing.T) {
	f := flagged()
	f.Level = compare.NoPattern
	for i := range f.Figures {
		if f.Figures[i].Sign != compare.MoreSevere {
			f.Figures[i].State = compare.SignUnmet
		}
	}
	want := "Under Ropinirole symptoms do not begin earlier (1 May 2026 to 28 May 2026 held against 15 Jan 2026 to 25 Feb 2026). What did change can have many reasons by itself. Severity: 4 then, 6.5 now."
	if got := AugmentationWatched(english(t), f); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestEveryAugmentationWordIsThereInEveryLanguage looks at each level, sign, reference and gap.
func TestEveryAugmentationWordIsThereInEveryLanguage(t *testing.T) {
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		check := func(lines ...string) {
			for _, line := range lines {
				if line == "" || strings.Contains(line, "wording.") || strings.Contains(line, "<no value>") || strings.Contains(line, "bodypart.") {
					t.Errorf("%s: %q", lang, line)
				}
			}
		}
		for _, level := range []compare.AugmentationLevel{compare.EarlySigns, compare.DoctorPattern} {
			for _, against := range []compare.AugmentationReference{compare.BeforeMedicine, compare.FirstWeeks, compare.DiaryStart, compare.BeforeChange} {
				f := flagged()
				f.Level, f.Figures[0].Against, f.Ended = level, against, diary.Some(diary.MustDate(2026, 6, 1))
				for i := range f.Figures {
					f.Figures[i].State = compare.SignMet
				}
				check(Augmentation(l, f)...)
				check(AugmentationForDoctor(l, f)...)
				check(AugmentationBrief(l, f))
				for _, row := range AugmentationCriteria(l, f) {
					check(row[0], row[1])
				}
				check(AugmentationNotes(l, f)...)
				f.Explanations = nil
				check(AugmentationNotes(l, f)...)
			}
		}
		for _, kind := range []compare.LackKind{compare.LackCurrent, compare.LackReference, compare.LackPrecision} {
			f := flagged()
			f.Level, f.Figures[0].Lack = compare.NotAssessable, diary.Some(compare.Lack{Kind: kind})
			check(AugmentationWatched(l, f))
		}
		f := flagged()
		f.Level = compare.NoPattern
		check(AugmentationWatched(l, f))
		f.Figures = f.Figures[4:5]
		check(AugmentationWatched(l, f))
	}
}
