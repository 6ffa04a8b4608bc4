package remedies

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// visits lists the days at the doctor's.
func (s *Screen) visits() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("remedies.visits")), look.Quiet(l.T("remedies.visits_hint")))
	for _, v := range slices.Backward(s.diary.Visits) {
		correct := look.NewQuietButton(l.T("remedies.row_correct"), func() { s.visitForm(v) })
		correct.Name = l.T("remedies.visit_correct", "date", l.DateMedium(v.Date))
		remove := look.NewQuietButton(l.T("remedies.row_delete"), func() {
			s.run(l.T("remedies.deleted", "name", l.DateLong(v.Date)), func(ctx context.Context) error { return s.env.Store.DeleteVisit(ctx, v.ID) })
		})
		remove.Name = l.T("remedies.visit_delete", "date", l.DateMedium(v.Date))
		body.Add(entry(visitWords(l, v), correct, remove))
	}
	body.Add(flow.New(look.NewButton(l.T("remedies.visit_add"), func() { s.visitForm(diary.Visit{Date: s.env.LatestNight()}) })))
	return look.NewCard(body)
}

// visitWords are the day of a visit and what was noted of it.
func visitWords(l *i18n.Localizer, v diary.Visit) string {
	if v.Note == "" {
		return l.DateLong(v.Date)
	}
	return wording.Pair(l, l.DateLong(v.Date), v.Note)
}

// visitForm opens the form of a new visit, or of one to be put right.
func (s *Screen) visitForm(v diary.Visit) {
	l, now := s.env.L, s.env.LatestNight()
	title, key, was := l.T("remedies.visit_add"), "visit/new/", diary.Visit{}
	if v.ID != 0 {
		title, key, was = l.T("remedies.visit_correct", "date", l.DateMedium(v.Date)), "visit/"+strconv.FormatInt(v.ID, 10)+"/", v
	}
	p := s.open(key, title, was)
	p.body.Add(p.form.Date(l, "date", l.T("remedies.lab_date"), v.Date, now, true, func(d diary.Date) { v.Date = d }).DateBox(l, s.env.Window, now))
	p.body.Add(p.form.Text(l, "note", l.T("remedies.note"), v.Note, diary.MaxNote, func(text string) { v.Note = text }).Box(0))
	s.turn(p, l.T("remedies.save"), func() string {
		if fault := s.wrong(v.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("remedies.saved", "name", l.DateMedium(v.Date)), func(ctx context.Context) error { return s.env.Store.SaveVisit(ctx, &v) })
	})
}
