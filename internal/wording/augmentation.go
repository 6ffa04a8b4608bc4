package wording

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Augmentation tells what the diary shows under a medicine that is watched, a sentence a line, for the
// person who keeps the diary: never a diagnosis, never a word about the dose. Nothing to tell is nil.
func Augmentation(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	if !f.Flagged() {
		return nil
	}
	var lines []string
	add := func(s string) { lines = append(lines, s) }
	add(AugmentationTitle(l, f))
	lines = append(lines, augmentationSigns(l, f)...)
	if f.LastNights > 0 {
		add(l.T("wording.augmentation.persistent", "n", whole(l, f.WorseNights), "of", whole(l, f.LastNights), "expected", l.Number(f.WorseExpected, 0)))
	}
	add(l.T("wording.augmentation.reference."+string(f.Telling().Against), spans(l, f.Telling())...))
	if date, ok := f.Ended.Get(); ok {
		add(l.T("wording.augmentation.ended", "name", f.Intervention, "date", l.DateMedium(date)))
	}
	if len(f.Explanations) > 0 {
		add(l.T("wording.augmentation.other_reasons", "reasons", l.List(explanations(l, f))))
	}
	add(l.T("wording.augmentation.advice"))
	return lines
}

// AugmentationTitle is the first sentence alone, or "" where there is nothing to tell.
func AugmentationTitle(l *i18n.Localizer, f compare.AugmentationFlag) string {
	switch f.Level {
	case compare.DoctorPattern:
		return l.T("wording.augmentation.pattern", "name", f.Intervention)
	case compare.EarlySigns:
		return l.T("wording.augmentation.early_signs", "name", f.Intervention)
	}
	return ""
}

// AugmentationBrief is for the medicine's own card: that there is something, and what, in one line.
func AugmentationBrief(l *i18n.Localizer, f compare.AugmentationFlag) string {
	title := AugmentationTitle(l, f)
	if title == "" {
		return ""
	}
	words := append([]string{title}, augmentationSigns(l, f)...)
	if missed := missedDoses(l, f); missed != "" {
		words = append(words, missed)
	}
	return strings.Join(words, " ")
}

// augmentationSigns says each sign that was seen.
func augmentationSigns(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	var lines []string
	for _, figure := range f.Figures {
		if figure.State == compare.SignMet {
			lines = append(lines, augmentationSign(l, figure))
		}
	}
	return lines
}

// AugmentationWatched says of a medicine under which nothing was found what was looked at, and where
// nothing could have been seen, what is missing; "" where something was found.
func AugmentationWatched(l *i18n.Localizer, f compare.AugmentationFlag) string {
	onset := f.Figure(compare.OnsetEarlier)
	switch f.Level {
	case compare.NoPattern:
		if signs := augmentationSigns(l, f); len(signs) > 0 {
			return l.T("wording.augmentation.one_sign", append(spans(l, onset), "name", f.Intervention, "signs", strings.Join(signs, " "))...)
		}
		return l.T("wording.augmentation.quiet", append(spans(l, onset), "name", f.Intervention)...)
	case compare.NotAssessable:
		lack, _ := onset.Lack.Get()
		return l.T("wording.augmentation.lack."+string(lack.Kind), "name", f.Intervention, "first", l.DateMedium(lack.First), "last", l.DateMedium(lack.Last),
			"have", whole(l, lack.Have), "need", whole(l, lack.Need))
	}
	return ""
}

// AugmentationTooNew says of a medicine that it was not taken for long enough to look.
func AugmentationTooNew(l *i18n.Localizer, iv diary.Intervention) string {
	return l.T("wording.augmentation.lack.too_new", "name", iv.Name)
}

// spans are the dates of a figure's two sets of nights.
func spans(l *i18n.Localizer, f compare.AugmentationFigure) []any {
	return []any{"first", l.DateMedium(f.Reference.First), "last", l.DateMedium(f.Reference.Last), "now_first", l.DateMedium(f.Current.First), "now_last", l.DateMedium(f.Current.Last)}
}

func whole(l *i18n.Localizer, n int) string { return l.Number(float64(n), 0) }

func explanations(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	var why []string
	for _, e := range f.Explanations {
		why = append(why, l.T("wording.explanation."+string(e)))
	}
	return why
}

func augmentationSign(l *i18n.Localizer, f compare.AugmentationFigure) string {
	s, _ := f.Shift.Get()
	switch f.Sign {
	case compare.OnsetEarlier:
		return l.T("wording.augmentation.onset", "from", Value(l, compare.OnsetMinutes, s.Reference), "to", onsetNow(l, f))
	case compare.RestShorter:
		return l.T("wording.augmentation.rest", "from", minutes(l, s.Reference), "to", minutes(l, s.Current))
	case compare.NewBodyPart:
		return l.T("wording.augmentation.parts", "parts", l.List(parts(l, f)))
	case compare.MoreSevere:
		return l.T("wording.augmentation.severity", "from", l.Short(s.Reference), "to", l.Short(s.Current))
	case compare.ReliefShorter:
		return l.T("wording.augmentation.relief", "from", minutes(l, s.Reference*minutesPerHour), "to", minutes(l, s.Current*minutesPerHour))
	case compare.WorseOnMore, compare.BetterOnLess:
		key := "wording.augmentation.raised"
		if f.Sign == compare.BetterOnLess {
			key = "wording.augmentation.lowered"
		}
		date, _ := f.Step.Get()
		return l.T(key, "date", l.DateMedium(date), "from", l.Short(s.Reference), "to", l.Short(s.Current))
	}
	return string(f.Sign)
}

// onsetNow is the middle onset of the last nights, or that symptoms are there all day.
func onsetNow(l *i18n.Localizer, f compare.AugmentationFigure) string {
	if f.Current.MostlyAllDay() {
		return l.T("wording.augmentation.all_day")
	}
	s, _ := f.Shift.Get()
	return Value(l, compare.OnsetMinutes, s.Current)
}

func parts(l *i18n.Localizer, f compare.AugmentationFigure) []string {
	var names []string
	for _, p := range f.Parts {
		names = append(names, l.T("wording.augmentation.part", "part", l.T("bodypart."+string(p.Part)),
			"n", whole(l, p.Nights), "of", whole(l, p.Of), "was", whole(l, p.Was), "was_of", whole(l, p.WasOf)))
	}
	return names
}

// AugmentationForDoctor tells the same in the field's terms: what it is compatible with and the published
// criteria met, not met and not assessable. Nothing to tell is nil; AugmentationCriteria has the figures.
func AugmentationForDoctor(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	if !f.Flagged() {
		return nil
	}
	listed := map[compare.SignState][]string{}
	for _, c := range f.Criteria() {
		listed[c.State] = append(listed[c.State], l.T("wording.augmentation.criterion."+string(c.Criterion)))
	}
	what := l.List(listed[compare.SignMet])
	if onset := f.Figure(compare.OnsetEarlier); onset.State == compare.SignMet {
		what = onsetForDoctor(l, onset)
	}
	lines := []string{l.T("wording.augmentation.doctor."+string(f.Level), "name", f.Intervention, "what", what)}
	if date, ok := f.Ended.Get(); ok {
		lines = append(lines, l.T("wording.augmentation.ended", "name", f.Intervention, "date", l.DateMedium(date)))
	}
	for _, group := range []struct {
		state compare.SignState
		key   string
	}{
		{compare.SignMet, "wording.augmentation.doctor.met"},
		{compare.SignUnmet, "wording.augmentation.doctor.unmet"},
		{compare.SignUnknown, "wording.augmentation.doctor.unknown"},
	} {
		if list := listed[group.state]; len(list) > 0 {
			lines = append(lines, l.T(group.key, "list", strings.Join(list, "; ")))
		}
	}
	if missed := missedDoses(l, f); missed != "" {
		lines = append(lines, missed)
	}
	return lines
}

// missedDoses says on how many of the nights that tell doses were missed, which may be behind them; "" where few were.
func missedDoses(l *i18n.Localizer, f compare.AugmentationFlag) string {
	if f.MissedNights < someMissed {
		return ""
	}
	return l.N("wording.augmentation.doctor.missed", f.MissedNights, "of", whole(l, nightsIn(f.Telling().Current)))
}

// someMissed are missed doses that may be behind worse nights; one or two among many nights are not.
const someMissed = 3

// nightsIn are all nights of a stretch, those that tell nothing too.
func nightsIn(s compare.Stretch) int { return s.Last.Sub(s.First) + 1 }

// onsetForDoctor says by how much symptoms begin earlier, or that they are there all day.
func onsetForDoctor(l *i18n.Localizer, f compare.AugmentationFigure) string {
	s, _ := f.Shift.Get()
	from := Value(l, compare.OnsetMinutes, s.Reference)
	if f.Current.MostlyAllDay() {
		return l.T("wording.augmentation.doctor.onset_all_day", "from", from)
	}
	return l.T("wording.augmentation.doctor.onset", "by", minutes(l, s.Reference-s.Current), "from", from, "to", onsetNow(l, f))
}

// AugmentationCriteria are the rows of a table: each published criterion, whether it is met, and its figures.
func AugmentationCriteria(l *i18n.Localizer, f compare.AugmentationFlag) [][3]string {
	var rows [][3]string
	for _, c := range f.Criteria() {
		rows = append(rows, [3]string{l.T("wording.augmentation.criterion." + string(c.Criterion)), l.T("wording.augmentation.state." + string(c.State)), criterionFigures(l, f, c)})
	}
	return rows
}

// AugmentationNotes stand under that table: which nights, and other explanations in the diary.
func AugmentationNotes(l *i18n.Localizer, f compare.AugmentationFlag) []string {
	told := f.Telling()
	nights := l.T("wording.augmentation.doctor.nights", append(spans(l, told), "now", whole(l, told.Current.Nights), "was", whole(l, told.Reference.Nights),
		"reference", l.T("wording.augmentation.against."+string(told.Against)))...)
	if len(f.Explanations) > 0 {
		return []string{nights, l.T("wording.augmentation.doctor.reasons", "reasons", l.List(explanations(l, f)))}
	}
	return []string{nights, l.T("wording.augmentation.doctor.no_reasons")}
}

// criterionFigures are the numbers behind a criterion, or "".
func criterionFigures(l *i18n.Localizer, f compare.AugmentationFlag, c compare.CriterionState) string {
	fromTo := func(from, to string) string { return l.T("wording.augmentation.from_to", "from", from, "to", to) }
	shift := func(s compare.AugmentationSign, value func(float64) string) string {
		x, ok := f.Figure(s).Shift.Get()
		if !ok {
			return ""
		}
		return fromTo(value(x.Reference), value(x.Current))
	}
	switch c.Criterion {
	case compare.CriterionOnset2h:
		onset := f.Figure(compare.OnsetEarlier)
		x, ok := onset.Shift.Get()
		e, known := onset.Change.Get()
		if ok && onset.Current.MostlyAllDay() {
			return fromTo(Value(l, compare.OnsetMinutes, x.Reference), onsetNow(l, onset))
		}
		if !ok || !known || c.State != compare.SignMet {
			return shift(compare.OnsetEarlier, func(v float64) string { return Value(l, compare.OnsetMinutes, v) })
		}
		return l.T("wording.augmentation.interval", "from", Value(l, compare.OnsetMinutes, x.Reference), "to", Value(l, compare.OnsetMinutes, x.Current),
			"low", minutes(l, -e.CI.High), "high", minutes(l, -e.CI.Low))
	case compare.CriterionRest:
		return shift(compare.RestShorter, func(v float64) string { return minutes(l, v) })
	case compare.CriterionParts:
		return l.List(parts(l, f.Figure(compare.NewBodyPart)))
	case compare.CriterionSeverity:
		return shift(compare.MoreSevere, l.Short)
	case compare.CriterionRelief:
		return shift(compare.ReliefShorter, func(v float64) string { return minutes(l, v*minutesPerHour) })
	case compare.CriterionPersistent:
		return l.T("wording.augmentation.days", "n", whole(l, f.WorseNights), "of", whole(l, f.LastNights), "expected", l.Number(f.WorseExpected, 1))
	}
	return ""
}
