package remedies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/chart"
	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/picture"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// NewTests makes the screen of blood tests and visits for an open diary. It has the forms of this package.
func NewTests(env *screen.Env) screen.Screen {
	s := newScreen(env)
	s.tests, s.reader.Lean = true, true
	return s
}

// title names the screen.
func (s *Screen) title() string {
	if s.tests {
		return s.env.L.T("shell.screen.tests")
	}
	return s.env.L.T("remedies.title")
}

// presentTests lays the blood tests and visits out, each iron test with its course.
func (s *Screen) presentTests() {
	s.column.Objects = []fyne.CanvasObject{look.Title(s.title()), field.Left(), s.labs(), field.Right()}
	for _, c := range s.courses() {
		s.column.Add(c)
	}
	s.column.Add(s.visits())
	s.column.Add(s.about())
	s.column.Refresh()
	s.scroll.Refresh()
}

// courseLines is how high the picture of a course is, in text sizes.
const courseLines = 15

// responseLines is how high that of two courses is.
const responseLines = 24

// levels are the values that doctors go by in restless legs.
func (s *Screen) levels() map[diary.LabTest]chart.LabLevel {
	l := s.env.L
	return map[diary.LabTest]chart.LabLevel{
		diary.Ferritin: {Value: clinical.LowFerritin, Words: l.T("remedies.ferritin_level", "value", l.Short(clinical.LowFerritin))},
		diary.TSAT:     {Value: clinical.LowTSAT, Words: l.T("remedies.tsat_level", "value", l.Short(clinical.LowTSAT))},
	}
}

// courses are the pictures of the iron tests that there are results of.
func (s *Screen) courses() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	levels := s.levels()
	for _, test := range []diary.LabTest{diary.Ferritin, diary.TSAT} {
		if !slices.ContainsFunc(s.diary.Labs, func(v diary.LabResult) bool { return v.Test == test }) {
			continue
		}
		labs, level := s.diary.Labs, diary.Some(levels[test])
		view := picture.New(s.env, courseLines, func(style chart.Style) chart.Picture { return chart.LabCourse(labs, test, level, style) })
		view.Focused = func() { s.scroll.Reveal(view) }
		cards = append(cards, look.NewCard(field.NewColumn(look.Heading(wording.LabTest(s.env.L, test)), view)))
	}
	if response, ok := s.response(); ok {
		view := picture.New(s.env, responseLines, response)
		view.Focused = func() { s.scroll.Reveal(view) }
		words := field.NewColumn(look.Heading(s.env.L.T("chart.iron_response.title")), look.Text(s.env.L.T("remedies.iron_response")), view)
		cards = append(cards, look.NewCard(words))
	}
	return cards
}

// response makes the picture of ferritin beside severity; ok is false where one of them is missing.
func (s *Screen) response() (of picture.Make, ok bool) {
	ferritin := slices.ContainsFunc(s.diary.Labs, func(v diary.LabResult) bool { return v.Test == diary.Ferritin })
	if !ferritin || len(s.diary.Nights) == 0 {
		return nil, false
	}
	d, level := s.diary, diary.Some(s.levels()[diary.Ferritin])
	var lags []chart.IronLag
	for _, b := range clinical.IronBegunIn(d, s.env.Catalogue) {
		lags = append(lags, chart.IronLag{Name: b.Name, From: b.On, Judged: b.JudgeOn})
	}
	return func(style chart.Style) chart.Picture { return chart.IronResponse(d, lags, level, style) }, true
}

// readTests tells every result and visit.
func (s *Screen) readTests() string {
	l := s.env.L
	lines := []string{s.title(), l.T("remedies.labs")}
	if len(s.diary.Labs) == 0 {
		lines = append(lines, l.T("remedies.labs_empty"))
	} else {
		lines = append(lines, wording.IronForUser(l, s.iron())...)
	}
	for _, v := range slices.Backward(s.diary.Labs) {
		lines = append(lines, labWords(l, v))
	}
	if response, ok := s.response(); ok {
		lines = append(lines, response(chart.Style{L: l}).Text())
	}
	lines = append(lines, l.T("remedies.visits"))
	for _, v := range slices.Backward(s.diary.Visits) {
		lines = append(lines, visitWords(l, v))
	}
	lines = append(lines, l.T("clinical.about.title"))
	lines = append(lines, wording.Background(l, s.diary.Background)...)
	return strings.Join(lines, "\n")
}
