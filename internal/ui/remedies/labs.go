package remedies

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// labs lists the blood tests.
func (s *Screen) labs() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("remedies.labs")))
	if len(s.diary.Labs) == 0 {
		body.Add(look.Quiet(l.T("remedies.labs_empty")))
	}
	for _, v := range slices.Backward(s.diary.Labs) {
		body.Add(look.Text(labWords(l, v)))
		body.Add(flow.New(
			look.NewButton(l.T("remedies.lab_correct", "name", wording.LabTest(l, v.Test)), func() { s.labForm(v) }),
			look.NewButton(l.T("remedies.lab_delete", "name", wording.LabTest(l, v.Test)), func() {
				s.run(l.T("remedies.deleted", "name", wording.LabTest(l, v.Test)), func(ctx context.Context) error { return s.env.Store.DeleteLab(ctx, v.ID) })
			})))
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.lab_add"), func() {
		s.labForm(diary.LabResult{Date: s.env.LatestNight(), Test: diary.Ferritin, Unit: diary.Units(diary.Ferritin)[0]})
	})))
	return look.NewCard(body)
}

// labWords tells a result; one in another unit is also told in the usual one.
func labWords(l *i18n.Localizer, v diary.LabResult) string {
	text := l.T("remedies.lab_row", "date", l.DateMedium(v.Date), "name", wording.LabTest(l, v.Test), "value", l.Full(v.Value), "unit", v.Unit)
	if units := diary.Units(v.Test); len(units) > 0 && units[0] != v.Unit {
		if x, ok := diary.Convert(v.Test, v.Value, v.Unit, units[0]); ok {
			text = l.T("remedies.lab_same", "row", text, "value", l.Short(x), "unit", units[0])
		}
	}
	return text
}

func (s *Screen) labForm(v diary.LabResult) {
	l, now := s.env.L, s.env.LatestNight()
	p := s.open("lab/", l.T("remedies.lab_add"))
	names := make([]string, len(diary.LabTests))
	for i, t := range diary.LabTests {
		names[i] = wording.LabTest(l, t)
	}
	units := widget.NewSelect(diary.Units(v.Test), nil)
	units.SetSelected(v.Unit)
	units.OnChanged = func(u string) { v.Unit = u }
	test := widget.NewSelect(names, nil)
	test.SetSelectedIndex(slices.Index(diary.LabTests, v.Test))
	test.OnChanged = func(string) {
		v.Test = diary.LabTests[test.SelectedIndex()]
		units.Options = diary.Units(v.Test)
		v.Unit = units.Options[0]
		units.SetSelected(v.Unit)
		units.Refresh()
	}
	value := diary.None[float64]()
	if v.ID != 0 {
		value = diary.Some(v.Value)
	}
	number := p.form.Number(l, "value", l.T("remedies.lab_value"), value, 0, diary.MaxLabValue, 1, func(x diary.Optional[float64]) { value = x })
	p.body.Add(field.Named(l.T("remedies.lab_test"), flow.New(look.Choice(test))))
	p.body.Add(flow.New(number.Box(8), field.Named(l.T("remedies.unit"), look.Choice(units))))
	p.body.Add(p.form.Date(l, "date", l.T("remedies.lab_date"), v.Date, now, true, func(d diary.Date) { v.Date = d }).DateBox(l, s.env.Window, now))
	answer := ""
	if yes, ok := v.IronWithinDay.Get(); ok {
		answer = map[bool]string{true: "yes", false: "no"}[yes]
	}
	p.body.Add(field.Named(l.T("remedies.lab_iron"), field.One(p.form, l, []string{"yes", "no"}, answer,
		func(a string) string { return l.T("remedies.answer." + a) },
		func(a string) {
			v.IronWithinDay = diary.None[bool]()
			if a != "" {
				v.IronWithinDay = diary.Some(a == "yes")
			}
		})))
	var confirmed diary.LabResult // what was asked about already
	s.turn(p, l.T("remedies.save"), func() string {
		x, ok := value.Get()
		if !ok {
			return l.T("error.reason.required")
		}
		v.Value = x
		if fault := s.wrong(v.Validate()); fault != "" {
			return fault
		}
		if !v.Plausible() && v != confirmed {
			confirmed = v
			return l.T("remedies.lab_unusual", "name", wording.LabTest(l, v.Test), "value", l.Full(v.Value), "unit", v.Unit)
		}
		return s.put(l.T("remedies.saved", "name", wording.LabTest(l, v.Test)), func(ctx context.Context) error { return s.env.Store.SaveLab(ctx, &v) })
	})
}

// visits lists the days at the doctor's.
func (s *Screen) visits() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("remedies.visits")), look.Quiet(l.T("remedies.visits_hint")))
	for _, v := range slices.Backward(s.diary.Visits) {
		date := l.DateLong(v.Date)
		body.Add(look.Text(l.T("remedies.visit_row", "date", date, "note", v.Note)))
		body.Add(flow.New(look.NewButton(l.T("remedies.visit_delete", "date", l.DateMedium(v.Date)), func() {
			s.run(l.T("remedies.deleted", "name", date), func(ctx context.Context) error { return s.env.Store.DeleteVisit(ctx, v.ID) })
		})))
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.visit_add"), func() {
		now := s.env.LatestNight()
		v := diary.Visit{Date: now}
		p := s.open("visit/", l.T("remedies.visit_add"))
		p.body.Add(p.form.Date(l, "date", l.T("remedies.lab_date"), now, now, true, func(d diary.Date) { v.Date = d }).DateBox(l, s.env.Window, now))
		p.body.Add(p.form.Text(l, "note", l.T("remedies.note"), "", diary.MaxNote, func(text string) { v.Note = text }).Box(0))
		s.turn(p, l.T("remedies.save"), func() string {
			if fault := s.wrong(v.Validate()); fault != "" {
				return fault
			}
			return s.put(l.T("remedies.saved", "name", l.DateMedium(v.Date)), func(ctx context.Context) error { return s.env.Store.SaveVisit(ctx, &v) })
		})
	})))
	return look.NewCard(body)
}
