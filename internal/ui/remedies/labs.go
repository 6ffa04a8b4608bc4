package remedies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/clinical"
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
	} else {
		for _, line := range wording.IronForUser(l, s.iron()) {
			body.Add(look.Text(line))
		}
	}
	rows := container.NewVBox()
	for _, v := range slices.Backward(s.diary.Labs) {
		correct := look.NewQuietButton(l.T("remedies.row_correct"), func() { s.labForm(v) })
		correct.Name = l.T("remedies.lab_correct", "name", wording.LabTest(l, v.Test))
		remove := look.NewQuietButton(l.T("remedies.row_delete"), func() {
			s.run(l.T("remedies.deleted", "name", wording.LabTest(l, v.Test)), func(ctx context.Context) error { return s.env.Store.DeleteLab(ctx, v.ID) })
		})
		remove.Name = l.T("remedies.lab_delete", "name", wording.LabTest(l, v.Test))
		rows.Add(result(l, v, correct, remove))
	}
	body.Add(rows)
	body.Add(flow.New(look.NewButton(l.T("remedies.lab_add"), func() {
		s.labForm(diary.LabResult{Date: s.env.LatestNight(), Test: diary.Ferritin, Unit: diary.Units(diary.Ferritin)[0]})
	})))
	return look.NewCard(body)
}

// entry is one line of a list with the ways to correct and to delete it at its right.
func entry(words string, correct, remove *look.Button) fyne.CanvasObject {
	// The buttons keep their height where the words take several lines.
	return container.NewBorder(nil, nil, nil, container.NewVBox(container.NewHBox(correct, remove)), look.Text(words))
}

// Widths of the columns of results, in text sizes.
const (
	dateWide, nameWide, valueWide, unitWide = 8, 17, 6, 7
)

// result is a blood test in columns, so that its figures can be compared down the list. Where there is little room
// they flow into lines.
func result(l *i18n.Localizer, v diary.LabResult, correct, remove *look.Button) fyne.CanvasObject {
	value := look.Text(l.Full(v.Value))
	value.Alignment, value.TextStyle.Bold = fyne.TextAlignTrailing, true
	unit := v.Unit
	if usual, ok := inUsualUnit(v); ok {
		unit = l.T("remedies.lab_same", "row", unit, "value", l.Short(usual), "unit", diary.Units(v.Test)[0])
	}
	return flow.New(
		container.New(columnOf(dateWide), look.Quiet(l.DateMedium(v.Date))), container.New(columnOf(nameWide), look.Text(wording.LabTest(l, v.Test))),
		container.New(columnOf(valueWide), value), container.New(columnOf(unitWide), look.Text(unit)), container.NewHBox(correct, remove))
}

// columnOf is a column so many text sizes wide.
type columnOf float32

// MinSize is as wide as the column, and as high as its text at that width.
func (c columnOf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide := float32(c) * theme.TextSize()
	objects[0].Resize(fyne.NewSize(wide, objects[0].Size().Height))
	return fyne.NewSize(wide, objects[0].MinSize().Height)
}

// Layout gives the text the column.
func (c columnOf) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// inUsualUnit is a result in the unit that is usual for it; ok is false where it has that already.
func inUsualUnit(v diary.LabResult) (x float64, ok bool) {
	units := diary.Units(v.Test)
	if len(units) == 0 || units[0] == v.Unit {
		return 0, false
	}
	return diary.Convert(v.Test, v.Value, v.Unit, units[0])
}

// iron is what the latest iron tests say.
func (s *Screen) iron() clinical.Iron {
	on := s.env.LatestNight()
	return clinical.IronOf(s.diary.Labs, on).Beside(s.diary, s.env.Catalogue, on)
}

// labWords tells a result; one in another unit is also told in the usual one.
func labWords(l *i18n.Localizer, v diary.LabResult) string {
	text := strings.TrimSpace(l.T("remedies.lab_row", "date", l.DateMedium(v.Date), "name", wording.LabTest(l, v.Test), "value", l.Full(v.Value), "unit", v.Unit))
	if x, ok := inUsualUnit(v); ok {
		text = l.T("remedies.lab_same", "row", text, "value", l.Short(x), "unit", diary.Units(v.Test)[0])
	}
	return text
}

// labSheet is the form of one blood test.
type labSheet struct {
	screen *Screen
	page   *page
	result diary.LabResult
	value  diary.Optional[float64]
	units  *look.Select
	listed fyne.CanvasObject // the unit of a test known by name
	own    *fyne.Container   // name and unit of any other
	asked  diary.LabResult   // the unlikely result that was asked about already
}

// labForm opens the form of a new blood test, or of one to be put right.
func (s *Screen) labForm(v diary.LabResult) {
	l, now := s.env.L, s.env.LatestNight()
	title, key, was := l.T("remedies.lab_add"), "lab/new/", diary.LabResult{}
	b := &labSheet{screen: s}
	if v.ID != 0 {
		title, key, was = l.T("remedies.lab_correct", "name", wording.LabTest(l, v.Test)), "lab/"+strconv.FormatInt(v.ID, 10)+"/", v
		b.value = diary.Some(v.Value)
	}
	b.page = s.open(key, title, was)
	b.result = recall(b.page, v)
	f := b.page.form
	number := f.Number(l, "value", l.T("remedies.lab_value"), b.value, 0, diary.MaxLabValue, 1, func(x diary.Optional[float64]) { b.value = x })
	test := b.tests()
	b.page.body.Add(field.Named(l.T("remedies.lab_test"), flow.New(look.Choice(test))))
	b.page.body.Add(b.own)
	b.page.body.Add(flow.New(number.Box(8), b.listed))
	b.page.body.Add(f.Date(l, "date", l.T("remedies.lab_date"), b.result.Date, now, true, func(d diary.Date) { b.result.Date = d }).DateBox(l, s.env.Window, now))
	b.page.body.Add(b.iron())
	b.page.body.Add(f.Text(l, "note", l.T("remedies.note"), b.result.Note, diary.MaxNote, func(text string) { b.result.Note = text }).Box(0))
	s.turn(b.page, l.T("remedies.save"), b.keep)
}

// hold keeps what is chosen where a crash does not reach it.
func (b *labSheet) hold() { hold(b.page, b.result) }

// tests is the list of tests to choose from, any other at its end, with what belongs to the one chosen.
func (b *labSheet) tests() *look.Select {
	l, f := b.screen.env.L, b.page.form
	names := make([]string, len(diary.LabTests), len(diary.LabTests)+1)
	for i, t := range diary.LabTests {
		names[i] = wording.LabTest(l, t)
	}
	names = append(names, l.T("remedies.lab_other"))
	known := func() bool { return diary.Units(b.result.Test) != nil }

	b.units = look.NewSelect(l.T("remedies.unit"), diary.Units(b.result.Test), nil)
	b.units.SetSelected(b.result.Unit)
	b.units.OnChanged = func(unit string) {
		b.result.Unit = unit
		b.hold()
	}
	b.listed = field.Named(l.T("remedies.unit"), look.Choice(b.units))
	name, unit := "", ""
	if !known() {
		name, unit = string(b.result.Test), b.result.Unit
	}
	ownName := f.Text(l, "test", l.T("remedies.lab_name"), name, diary.MaxName, func(text string) { b.result.Test = diary.LabTest(text) })
	ownUnit := f.Text(l, "unit", l.T("remedies.unit"), unit, diary.MaxName, func(text string) { b.result.Unit = text })
	b.own = flow.New(ownName.Box(20), ownUnit.Box(8))

	show := func() {
		b.listed.Show()
		b.own.Hide()
		switch units := diary.Units(b.result.Test); {
		case units == nil:
			b.listed.Hide()
			b.own.Show()
		case units[0] == "": // a score has none
			b.listed.Hide()
		}
	}
	test := look.NewSelect(l.T("remedies.lab_test"), names, nil)
	test.SetSelectedIndex(len(names) - 1)
	if known() {
		test.SetSelectedIndex(slices.Index(diary.LabTests, b.result.Test))
	}
	chosen := test.SelectedIndex()
	test.OnChanged = func(string) {
		if test.SelectedIndex() == chosen {
			return // what was typed is still meant
		}
		chosen = test.SelectedIndex()
		ownName.Take() // what is not on show is not meant
		ownUnit.Take()
		b.result.Test, b.result.Unit = "", ""
		if at := test.SelectedIndex(); at < len(diary.LabTests) {
			b.result.Test = diary.LabTests[at]
			b.units.Options = diary.Units(b.result.Test)
			b.units.SetSelected(b.units.Options[0])
		}
		b.hold()
		show()
		b.screen.column.Refresh()
		b.screen.scroll.Refresh()
	}
	show()
	return test
}

// iron asks whether iron was taken shortly before, which makes iron tests read high.
func (b *labSheet) iron() fyne.CanvasObject {
	l := b.screen.env.L
	answer := ""
	if yes, ok := b.result.IronWithinDay.Get(); ok {
		answer = map[bool]string{true: "yes", false: "no"}[yes]
	}
	return field.Named(l.T("remedies.lab_iron"), field.One(b.page.form, l, []string{"yes", "no"}, answer,
		func(a string) string { return l.T("remedies.answer." + a) },
		func(a string) {
			b.result.IronWithinDay = diary.None[bool]()
			if a != "" {
				b.result.IronWithinDay = diary.Some(a == "yes")
			}
			b.hold()
		}))
}

// keep saves the result, asks once about an unlikely one, or says what is wrong.
func (b *labSheet) keep() string {
	s, l := b.screen, b.screen.env.L
	x, ok := b.value.Get()
	switch {
	case b.result.Test == "":
		return l.T("remedies.lab_name_missing")
	case !ok:
		return l.T("remedies.lab_value_missing")
	case b.result.Date.After(s.env.LatestNight()):
		return l.T("remedies.lab_future")
	}
	b.result.Value = x
	if fault := s.wrong(b.result.Validate()); fault != "" {
		return fault
	}
	name := wording.LabTest(l, b.result.Test)
	if !b.result.Plausible() && b.result != b.asked {
		b.asked = b.result
		return l.T("remedies.lab_unusual", "name", name, "value", l.Full(b.result.Value), "unit", b.result.Unit)
	}
	return s.put(l.T("remedies.saved", "name", name), func(ctx context.Context) error { return s.env.Store.SaveLab(ctx, &b.result) })
}
