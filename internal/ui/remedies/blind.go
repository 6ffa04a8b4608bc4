package remedies

import (
	"context"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/report"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/wording"
)

// What a blinded trial proposes.
const (
	proposedBoxes   = 6
	proposedBoxDays = 14
)

// boxChoices are the numbers of boxes offered.
var boxChoices = []int{4, 6, 8}

// mayBlind tells whether a blinded trial may be planned of a remedy: what may be planned at all, and of supplements
// alone. No medicine is ever tried so, whatever it is called.
func (s *Screen) mayBlind(iv diary.Intervention) bool {
	if _, ok := s.mayPlan(iv); !ok || iv.Kind != diary.Supplement || s.item(iv).IsMedicine() {
		return false
	}
	return !slices.ContainsFunc(s.env.Catalogue.MedicinesNamed(iv.Name), func(m catalogue.Medicine) bool { return m.Class != catalogue.Calcium })
}

// blindRunning finds a blinded trial whose boxes are not used up.
func (s *Screen) blindRunning() (iv diary.Intervention, running bool) {
	latest := s.env.LatestNight()
	for _, iv := range s.diary.Interventions {
		for _, b := range iv.Blind {
			if !b.Opened.IsSet() && !b.Abandoned.IsSet() && latest.Before(b.End()) {
				return iv, true
			}
		}
	}
	return diary.Intervention{}, false
}

// blindForm plans a blinded trial.
func (s *Screen) blindForm(iv diary.Intervention) {
	l, latest := s.env.L, s.env.LatestNight()
	p := s.open("blind/"+strconv.FormatInt(iv.ID, 10)+"/", l.T("remedies.blind.title", "name", iv.Name), iv.ID)
	item := s.item(iv)
	b := recall(p, diary.BlindTrial{
		Begun: latest.AddDays(7), Boxes: proposedBoxes, Days: max(proposedBoxDays, min(2*item.SkipFirstDays, diary.MaxBoxDays)),
		RunInDays: min(item.SkipFirstDays, diary.MaxBoxDays/2),
	})
	p.body.Add(look.Text(l.T("remedies.blind.hint")))
	p.body.Add(look.Quiet(l.T("remedies.blind.honest")))
	if safety := item.SafetyIn(l); safety != "" {
		p.body.Add(look.Text(safety))
	}
	length := look.Quiet(wording.BlindLength(l, b))
	tell := func() { length.SetText(wording.BlindLength(l, b)) }
	p.body.Add(field.Named(l.T("remedies.blind.boxes"), field.One(p.form, l, boxChoices, b.Boxes,
		func(n int) string { return l.Number(float64(n), 0) }, func(n int) {
			b.Boxes = max(n, diary.MinBoxes)
			hold(p, b)
			tell()
		})))
	days := p.form.Count(l, "days", l.T("remedies.blind.days"), diary.Some(b.Days), diary.MinBoxDays, diary.MaxBoxDays, 1, func(n diary.Optional[int]) {
		b.Days = n.Or(b.Days)
		tell()
	})
	runIn := p.form.Count(l, "run_in", l.T("remedies.blind.run_in"), diary.Some(b.RunInDays), 0, diary.MaxBoxDays-1, 1, func(n diary.Optional[int]) { b.RunInDays = n.Or(0) })
	p.body.Add(flow.New(days.Box(6), runIn.Box(6)))
	p.body.Add(p.form.DateAround(l, "date", l.T("remedies.blind.begun"), b.Begun, latest, true, func(d diary.Date) {
		b.Begun = d
		tell()
	}).DateBox(l, s.env.Window, latest))
	p.body.Add(length)
	s.turn(p, l.T("remedies.blind.seal"), func() string {
		switch {
		case !s.mayBlind(iv):
			return l.T("remedies.blind.refused")
		case !b.Begun.After(latest):
			return l.T("remedies.blind.too_soon")
		case b.RunInDays >= b.Days:
			return l.T("remedies.blind.all_run_in")
		}
		b.Seed = rand.Int64()
		return s.put(l.T("remedies.blind.sealed", "code", b.Code()), func(ctx context.Context) error {
			return s.env.Store.ChangeIntervention(ctx, iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
				now.Blind = append(slices.Clone(now.Blind), b)
				return now, nil
			})
		})
	})
}

// blindCards are the blinded trials of a remedy: where they stand, or what they have shown.
func (s *Screen) blindCards(iv diary.Intervention) []fyne.CanvasObject {
	l, latest := s.env.L, s.env.LatestNight()
	var cards []fyne.CanvasObject
	for _, b := range iv.Blind {
		if b.Opened.IsSet() {
			r, ok := compare.Blind(s.diary, b)
			body := field.NewColumn(look.Heading(l.T("remedies.blind.result", "code", b.Code())))
			for _, line := range wording.Blind(l, b, r, ok) {
				body.Add(look.Text(line))
			}
			cards = append(cards, look.NewNotice(body))
			continue
		}
		buttons := flow.New()
		if !b.Abandoned.IsSet() {
			buttons.Add(look.NewButton(l.T("remedies.blind.list"), func() { s.saveBlindList(iv, b) }))
		}
		word := l.T("remedies.blind.break")
		if !latest.Before(b.End()) {
			word = l.T("remedies.blind.open")
		}
		buttons.Add(look.NewButton(word, func() { s.sealForm(iv, b, word) }))
		if !b.Abandoned.IsSet() && latest.Before(b.End()) {
			buttons.Add(look.NewButton(l.T("remedies.plan_give_up"), func() {
				s.changeBlind(iv, b, l.T("remedies.plan_given_up"), func(b *diary.BlindTrial) { b.Abandoned = diary.Some(latest) })
			}))
		}
		cards = append(cards, look.NewNotice(field.NewColumn(look.Text(wording.BlindStage(l, b, s.env.CurrentNight())), buttons)))
	}
	return cards
}

// sealForm asks once more before the key is looked at.
func (s *Screen) sealForm(iv diary.Intervention, b diary.BlindTrial, word string) {
	l, latest := s.env.L, s.env.LatestNight()
	p := s.open("seal/"+strconv.FormatInt(iv.ID, 10)+"/", word, b)
	text := l.T("remedies.blind.open_text")
	if latest.Before(b.End()) {
		text = l.T("remedies.blind.break_text")
	}
	p.body.Add(look.Text(text))
	s.turn(p, word, func() string {
		s.changeBlind(iv, b, l.T("remedies.blind.opened"), func(b *diary.BlindTrial) { b.Opened = diary.Some(latest) })
		return ""
	})
}

// changeBlind changes one trial as it stands in the diary.
func (s *Screen) changeBlind(iv diary.Intervention, b diary.BlindTrial, told string, change func(*diary.BlindTrial)) {
	s.run(told, func(ctx context.Context) error {
		return s.env.Store.ChangeIntervention(ctx, iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
			now.Blind = slices.Clone(now.Blind)
			for i := range now.Blind {
				if now.Blind[i].Seed == b.Seed && now.Blind[i].Begun == b.Begun {
					change(&now.Blind[i])
				}
			}
			return now, nil
		})
	})
}

// saveBlindList writes the helper's list as a file, without showing it.
func (s *Screen) saveBlindList(iv diary.Intervention, b diary.BlindTrial) {
	l := s.env.L
	o := report.Options{L: l, Paper: report.UsualPaper(l), Catalogue: s.env.Catalogue, Version: s.env.App.Metadata().Version, Made: s.env.LatestNight()}
	saving.Ask(s.env, saving.File{Title: l.T("remedies.blind.list"), Name: l.T("remedies.blind.file", "code", b.Code()) + ".pdf", Purpose: choose.Reports}, func(path string) {
		s.env.Work(l.T("remedies.blind.list"), func(ctx context.Context) error {
			return saving.Write(s.env.Store, path, func(w io.Writer) error { return report.BlindList(ctx, iv.Name, b, o, w) })
		}, func(err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Notice(l.T("remedies.blind.list_saved", "path", path))
		})
	})
}
