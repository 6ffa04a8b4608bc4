package wording

import (
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// IronValues tells the latest iron tests with their dates; "" where there are none.
func IronValues(l *i18n.Localizer, i clinical.Iron) string {
	list := ironList(l, i)
	if list == "" {
		return ""
	}
	return l.T("clinical.iron.values", "list", list)
}

// ironList names the latest iron tests, each with its value, and their dates; "" where there are none.
func ironList(l *i18n.Localizer, i clinical.Iron) string {
	type tested struct {
		test    diary.LabTest
		reading clinical.Reading
	}
	var found []tested
	if r, ok := i.Ferritin.Get(); ok {
		found = append(found, tested{diary.Ferritin, r})
	}
	if r, ok := i.TSAT.Get(); ok {
		found = append(found, tested{diary.TSAT, r})
	}
	var list []string
	for n, f := range found {
		value, key := LabValue(l, f.reading.Result), "clinical.iron.value"
		switch {
		case f.reading.Computed:
			value, key = l.Number(f.reading.Value, 0)+" "+diary.Units(diary.TSAT)[0], "clinical.iron.computed"
		case n+1 < len(found) && found[n+1].reading.Result.Date == f.reading.Result.Date:
			key = "clinical.iron.value_alone" // the date is told once
		}
		list = append(list, l.T(key, "name", LabTest(l, f.test), "value", value, "date", l.DateMedium(f.reading.Result.Date)))
	}
	return strings.Join(list, ", ")
}

// IronBand tells where they lie by the guideline for restless legs.
func IronBand(l *i18n.Localizer, i clinical.Iron) string {
	return l.T("clinical.iron." + string(i.Band))
}

// IronDoubts tells what makes the values less certain.
func IronDoubts(l *i18n.Localizer, i clinical.Iron) string {
	var words []string
	if i.AfterIron {
		words = append(words, l.T("clinical.iron.after_iron"))
	}
	if b, ok := i.SoonAfter.Get(); ok {
		words = append(words, l.N("clinical.iron.soon_after_vein", i.Latest().Sub(b.On), "name", b.Name))
	}
	if r, ok := i.CRP.Get(); ok {
		words = append(words, l.T("clinical.iron.inflamed", "value", LabValue(l, r.Result), "date", l.DateMedium(r.Result.Date)))
	}
	if r, ok := i.Long.Get(); ok {
		test, value := r.Result.Test, LabValue(l, r.Result)
		if r.Computed {
			test, value = diary.TSAT, l.Number(r.Value, 0)+" "+diary.Units(diary.TSAT)[0]
		}
		words = append(words, l.T("clinical.iron.long_before", "name", LabTest(l, test), "value", value, "date", l.DateMedium(r.Result.Date)))
	}
	if test, missing := i.Missing(); missing && i.Band != clinical.IronLow && i.Band != clinical.IronFull && !i.Child {
		words = append(words, l.T("clinical.iron.missing", "name", LabTest(l, test)))
	}
	if i.Stale {
		words = append(words, l.T("clinical.iron.stale"))
	}
	var since []string
	for _, b := range i.Since {
		since = append(since, l.T("clinical.iron.begun", "name", b.Name, "date", l.DateMedium(b.On)))
	}
	if len(since) > 0 {
		words = append(words, l.T("clinical.iron.since", "list", strings.Join(since, ", ")))
	}
	return strings.Join(words, " ")
}

// IronTrend tells the ferritin before the latest, and other results of the same day; "" where there is none.
func IronTrend(l *i18n.Localizer, i clinical.Iron) string {
	var words []string
	if r, ok := i.SameDay.Get(); ok {
		words = append(words, l.T("clinical.iron.same_day", "value", LabValue(l, r.Result)))
	}
	if r, ok := i.SameDayTSAT.Get(); ok {
		words = append(words, l.T("clinical.iron.same_day_tsat", "value", LabValue(l, r.Result)))
	}
	if r, ok := i.Before.Get(); ok {
		words = append(words, l.T("clinical.iron.before", "value", LabValue(l, r.Result), "date", l.DateMedium(r.Result.Date)))
	}
	if r, ok := i.First.Get(); ok {
		words = append(words, l.T("clinical.iron.first", "value", LabValue(l, r.Result), "date", l.DateMedium(r.Result.Date)))
	}
	return strings.Join(words, " ")
}

// IronForDoctor is all of it in one paragraph for the first page; "" where nothing was tested.
func IronForDoctor(l *i18n.Localizer, i clinical.Iron) string {
	values := IronValues(l, i)
	if values == "" {
		return ""
	}
	deficient, full := "", ""
	if i.Deficient {
		deficient = l.T("clinical.iron.doctor.deficient")
	}
	if i.FullToo {
		full = l.T("clinical.iron.doctor.full")
	}
	return joined(values, IronTrend(l, i), l.T("clinical.iron.doctor."+doctorBand(i)), full, deficient, IronDoubts(l, i))
}

// doctorBand names the sentence for the doctor.
func doctorBand(i clinical.Iron) string {
	switch {
	case !i.Child || i.Band == clinical.IronFull:
		return string(i.Band)
	case i.Band == clinical.IronLow:
		return "child_low"
	case i.Band == clinical.IronNotTested:
		return "child_unknown"
	}
	return "child_above"
}

// IronForUser is what the person reads, a paragraph a line: values, what the guideline says, how a good test is
// taken, and what to ask about.
func IronForUser(l *i18n.Localizer, i clinical.Iron) []string {
	deficient, full := "", ""
	if i.Deficient {
		deficient = l.T("clinical.iron.deficient")
	}
	if i.FullToo {
		full = l.T("clinical.iron.full")
	}
	lines := []string{joined(IronValues(l, i), IronTrend(l, i), IronDoubts(l, i)), joined(IronBand(l, i), full, deficient, l.T("clinical.iron.child"))}
	if lines[0] == "" {
		lines = lines[1:]
	}
	lines = append(lines, l.T("clinical.iron.conditions"))
	if i.Band != clinical.IronAbove {
		lines = append(lines, l.T("clinical.iron.ask"))
	}
	return lines
}

// joined puts sentences into one paragraph, leaving out empty ones.
func joined(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}
