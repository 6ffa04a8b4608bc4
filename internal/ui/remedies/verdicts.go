package remedies

import (
	"context"
	"errors"
	"maps"
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/shelf"
	"stillnight/internal/wording"
)

// told is what nights say of the remedies, by intervention.
type told struct {
	// verdicts on each step are in words, newest first; there is an entry for each remedy that was looked at.
	verdicts map[int64][]string
	flags    []compare.AugmentationFlag
	// above and pairs are what does not go together, of all remedies.
	above []clinical.DoseAbove
	pairs []clinical.Pair
}

// add takes in what nights say of more remedies of the same diary.
func (t *told) add(more told) {
	maps.Copy(t.verdicts, more.verdicts)
	t.flags = more.flags // those of the remedies known already are among them
}

// firstOf are the remedies whose verdicts are worked out before the list is shown: those wanted, and of a long list the
// first few.
func (s *Screen) firstOf(d diary.Diary, wanted []int64) []int64 {
	ids := wanted
	for i, iv := range s.inOrder(d) {
		if i >= cardsAtOnce {
			break
		}
		ids = append(ids, iv.ID)
	}
	return ids
}

// verdicts are what nights say of some remedies.
func (s *Screen) verdicts(ctx context.Context, c shelf.Content, remedies []int64) (told, error) {
	results, err := s.env.Shelf.CompareOf(ctx, c, compare.Severity, s.env.CompareOptions(), remedies)
	if err != nil {
		return told{}, err
	}
	v := told{verdicts: map[int64][]string{}, flags: results.Augmentation}
	for _, id := range remedies {
		v.verdicts[id] = nil
	}
	for i := range results.Comparisons {
		c := &results.Comparisons[i]
		id := c.Plan.Step.InterventionID
		if _, asked := v.verdicts[id]; !asked || c.BeforeDiary() && !c.Since.IsSet() {
			continue // not asked for, or over before the diary began
		}
		v.verdicts[id] = append([]string{s.verdict(*c)}, v.verdicts[id]...)
	}
	return v, nil
}

// want sees to it that a card tells what nights say of its remedy, now or as soon as it is known.
func (s *Screen) want(iv diary.Intervention) {
	s.wanted[iv.ID] = true
	if _, known := s.told.verdicts[iv.ID]; !known && s.loaded && !s.asking {
		s.ask()
	}
}

// ask works out what is wanted and not there, beside the window.
func (s *Screen) ask() {
	var ids []int64
	for id := range s.wanted {
		if _, known := s.told.verdicts[id]; !known {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return
	}
	s.asking = true
	c := s.reader.Content()
	var more told
	s.env.Work(s.env.L.T("remedies.working"), func(ctx context.Context) (err error) {
		more, err = s.verdicts(ctx, c, ids)
		return err
	}, func(err error) {
		s.asking = false
		switch {
		case errors.Is(err, context.Canceled):
			return
		case c.Version != s.reader.Content().Version:
			s.ask() // of the diary as it is by now
			return
		case err != nil:
			s.env.Fail(err)
			return
		}
		s.told.add(more)
		s.fillIn(ids)
		s.ask() // what came into sight meanwhile
	})
}

// fillIn builds cards again whose verdicts have come.
func (s *Screen) fillIn(ids []int64) {
	if s.page != nil {
		s.left.objects = nil
		return
	}
	field.Rebuilt(s.env.Window, s.column, func() {
		for _, id := range ids {
			if card, ok := s.cards[id]; ok {
				card.Again()
			}
		}
		s.column.Refresh()
		s.scroll.Refresh()
	})
}

// verdict says what one step did and how much, never without its nights.
func (s *Screen) verdict(c compare.Comparison) string {
	l := s.env.L
	if c.BeforeDiary() {
		return wording.BeforeDiary(l, c)
	}
	said := l.T("remedies.verdict_nights", "verdict", wording.VerdictShort(l, c), "step", wording.StepShort(l, c.Plan.Step),
		"before", l.Number(float64(c.Before.N), 0), "after", l.Number(float64(c.After.N), 0))
	for _, more := range []string{wording.Extent(l, c), wording.Course(l, c)} {
		if more != "" {
			said = l.T("wording.sentence", "words", strings.TrimSuffix(said, ".")) + " " + more
		}
	}
	return said
}

// shownVerdicts is how many of a remedy's steps the list tells; Compare has them all.
const shownVerdicts = 3

// tellAll works out what nights say of the remedies that were not looked at so far.
func (s *Screen) tellAll() error {
	if !s.loaded {
		return nil
	}
	var ids []int64
	for _, iv := range s.diary.Interventions {
		if _, known := s.told.verdicts[iv.ID]; !known {
			ids = append(ids, iv.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	more, err := s.verdicts(context.Background(), s.reader.Content(), ids)
	if err != nil {
		return err
	}
	s.told.add(more)
	return nil
}
