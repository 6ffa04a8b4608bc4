package remedies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// about is the card of what is written down about the person.
func (s *Screen) about() fyne.CanvasObject {
	l := s.env.L
	body := field.NewColumn(look.Heading(l.T("clinical.about.title")), look.Quiet(l.T("clinical.about.hint")))
	for _, part := range wording.Background(l, s.diary.Background) {
		body.Add(look.Text(part))
	}
	body.Add(flow.New(look.NewButton(l.T("clinical.about.edit"), s.aboutForm)))
	return look.NewCard(body)
}

// aboutForm opens the page about the person.
func (s *Screen) aboutForm() {
	l, was := s.env.L, s.diary.Background
	p := s.open("about/", l.T("clinical.about.title"), was)
	b := recall(p, was)
	b.Tried = slices.Clone(b.Tried)
	if n := len(b.Tried); n == 0 || n < diary.MaxTried && b.Tried[n-1] != (diary.TriedBefore{}) {
		b.Tried = append(b.Tried, diary.TriedBefore{})
	}
	answer := func(name string, at *diary.Answer) {
		p.body.Add(field.Named(name, field.One(p.form, l, diary.Answers, *at,
			func(a diary.Answer) string { return i18n.Capital(l.T("clinical.about.answer." + string(a))) },
			func(a diary.Answer) {
				*at = a
				hold(p, b)
			})))
	}
	p.body.Add(look.Quiet(l.T("clinical.about.hint")))
	for i, name := range diary.Criteria {
		answer(l.T("clinical.about.criterion."+name), &b.Criteria[i])
	}
	p.body.Add(p.form.Count(l, "onset_age", l.T("clinical.about.onset_age"), b.OnsetAge, 0, diary.MaxAge, 1, func(v diary.Optional[int]) { b.OnsetAge = v }).Box(6))
	answer(l.T("clinical.about.family"), &b.Family)
	for i, name := range diary.Conditions {
		answer(i18n.Capital(l.T("clinical.about.condition."+name)), &b.Conditions[i])
	}
	p.body.Add(p.form.Text(l, "apnoea", l.T("clinical.about.apnoea_treatment"), b.ApnoeaTreatment, diary.MaxName, func(text string) { b.ApnoeaTreatment = text }).Box(0))
	p.body.Add(look.Heading(l.T("clinical.about.tried")))
	tried := field.NewColumn()
	row := func(i int) {
		t, key := b.Tried[i], "tried/"+strconv.Itoa(i)+"/"
		tried.Add(flow.New(
			p.form.Text(l, key+"agent", l.T("clinical.about.agent"), t.Agent, diary.MaxName, func(text string) { b.Tried[i].Agent = text }).Box(14),
			p.form.Text(l, key+"dose", l.T("clinical.about.dose"), t.Dose, diary.MaxName, func(text string) { b.Tried[i].Dose = text }).Box(8)))
		tried.Add(field.Named(l.T("clinical.about.why"), field.One(p.form, l, diary.StopWhys, t.Why,
			func(w diary.StopWhy) string { return l.T("clinical.about.why." + string(w)) },
			func(w diary.StopWhy) {
				b.Tried[i].Why = w
				hold(p, b)
			})))
	}
	for i := range b.Tried {
		row(i)
	}
	p.body.Add(tried)
	more := look.NewButton(l.T("clinical.about.add"), nil)
	more.OnTapped = func() {
		if len(b.Tried) < diary.MaxTried {
			b.Tried = append(b.Tried, diary.TriedBefore{})
			hold(p, b) // what is typed there has no place to come back to without it
			row(len(b.Tried) - 1)
			s.column.Refresh()
			s.scroll.Refresh()
			s.scroll.Reveal(more) // it has moved down
		}
	}
	p.body.Add(flow.New(more))
	p.body.Add(p.form.Text(l, "note", l.T("remedies.note"), b.Note, diary.MaxNote, func(text string) { b.Note = text }).Box(0))
	s.turn(p, l.T("remedies.save"), func() string {
		kept := b
		kept.Tried = slices.DeleteFunc(slices.Clone(b.Tried), func(t diary.TriedBefore) bool {
			return strings.TrimSpace(t.Agent) == "" && t.Dose == "" && t.Why == ""
		})
		if fault := s.wrong(kept.Validate()); fault != "" {
			return fault
		}
		return s.put(l.T("clinical.about.saved"), func(ctx context.Context) error { return s.env.Store.SaveBackground(ctx, kept) })
	})
}
