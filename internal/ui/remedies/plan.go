package remedies

import (
	"math/rand/v2"
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// What a planned comparison proposes, in nights.
const (
	proposedBaseline = 21
	proposedOn       = 28
	proposedOff      = 21
	// drawWindow is over how many nights the start may fall; a test by chance needs some room.
	drawWindow = 14
)

// reason is why no comparison can be planned of a remedy.
type reason string

const (
	neverStop    reason = "never_stop"
	byDoctor     reason = "by_doctor"
	takenNow     reason = "taken_now"
	alreadyAsked reason = "already_asked"
	atOnce       reason = "at_once"
	startNoted   reason = "start_noted"
	another      reason = "another"
)

// mayPlan tells whether a comparison may be planned: only for what is not taken now, and never for
// medicines, which nobody should start or stop for the sake of a test.
func (s *Screen) mayPlan(iv diary.Intervention) (why reason, ok bool) {
	latest := s.env.LatestNight()
	switch {
	case s.neverStop(iv):
		return neverStop, false
	case s.prescribed(iv):
		return byDoctor, false
	case s.item(iv).Analysis == catalogue.Moment:
		return atOnce, false
	case iv.PhaseOn(latest) >= 0:
		return takenNow, false
	case slices.ContainsFunc(iv.Phases, func(p diary.Phase) bool { return p.Start.After(latest) }):
		return startNoted, false
	}
	if p, running := s.running(); running && p.InterventionID == iv.ID {
		return alreadyAsked, false
	} else if running {
		return another, false // two at once could not be told apart
	}
	if _, blind := s.blindRunning(); blind {
		return another, false
	}
	return "", true
}

// running is the planned comparison that goes on, if any.
func (s *Screen) running() (diary.PlannedComparison, bool) {
	at := slices.IndexFunc(s.diary.Plans, func(p diary.PlannedComparison) bool {
		return !p.Abandoned.IsSet() && p.At(s.env.LatestNight()).Stage != diary.PlanOver
	})
	if at < 0 {
		return diary.PlannedComparison{}, false
	}
	return s.diary.Plans[at], true
}

// care are the catalogue's entries whose cautions hold for a remedy: its own or, where it has none, those of what is in
// it and all that its name may stand for.
func (s *Screen) care(iv diary.Intervention) []catalogue.Item {
	if item := s.item(iv); item.ID != "" {
		return []catalogue.Item{item}
	}
	return append(s.env.Catalogue.EntriesOf(iv), s.env.Catalogue.Possible(iv.Name, catalogue.Remedy, s.env.L)...)
}

// neverStop tells whether stopping it at once may do harm.
func (s *Screen) neverStop(iv diary.Intervention) bool {
	return slices.ContainsFunc(s.care(iv), func(item catalogue.Item) bool { return item.NeverStopSuddenly })
}

// propose fills in the lengths, by how long the remedy needs to act and how soon it can be judged. Where
// nights without it are written down already, known of them up to now, they are not asked for again. A night
// with it never counts among them, nor does one before such a night.
func (s *Screen) propose(iv diary.Intervention) (p diary.PlannedComparison, known int) {
	w, latest := s.env.Catalogue.Windows(iv), s.env.LatestNight()
	p = diary.PlannedComparison{
		InterventionID: iv.ID, Begun: latest, BaselineDays: proposedBaseline, RunInDays: w.RunIn,
		OnDays: max(w.RunIn+proposedOn, w.JudgeAfter),
	}
	first := latest.AddDays(1)
	for first.After(latest.AddDays(1-proposedBaseline)) && freeOf(iv, first.AddDays(-1), w.CarryOver) {
		first = first.AddDays(-1)
	}
	for _, n := range s.diary.Nights {
		if !n.Date.Before(first) && n.Severity.IsSet() {
			known++
		}
	}
	if known < compare.MinForVerdict {
		return p, 0
	}
	p.Begun, p.BaselineDays = first, latest.Sub(first)+1
	return p, known
}

// freeOf tells whether on a night the remedy was neither taken nor lingered.
func freeOf(iv diary.Intervention, night diary.Date, fade int) bool {
	return !slices.ContainsFunc(iv.Phases, func(p diary.Phase) bool {
		end, ended := p.End.Get()
		return p.Contains(night) || ended && !night.Before(end) && night.Sub(end) < fade
	})
}

// longestFade is for how many nights something may linger and yet be tried a second time.
const longestFade = 30

// offDays are the nights between two rounds: those in which it lingers do not count. ok is false for what
// lingers too long for a second round, such as iron.
func (s *Screen) offDays(iv diary.Intervention) (nights int, ok bool) {
	fade := s.env.Catalogue.Windows(iv).CarryOver
	again := !slices.ContainsFunc(s.env.Catalogue.EntriesOf(iv), func(item catalogue.Item) bool { return item.OneRound })
	return proposedOff + fade, fade <= longestFade && again
}

// item is the catalogue's entry of a remedy; zero for an own one.
func (s *Screen) item(iv diary.Intervention) catalogue.Item {
	item, _ := s.env.Catalogue.ByID(iv.CatalogueID)
	return item
}

// draw makes a plan; the same seed gives the same starts. soonest is the first night that is still to come.
func draw(seed int64, p diary.PlannedComparison, rounds int, soonest diary.Date) diary.PlannedComparison {
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	p.Seed = seed
	return started(p, rounds, soonest, func(w diary.DrawnStart) diary.Date { return w.Earliest.AddDays(random.IntN(drawWindow)) })
}

// started gives every round the night that pick chooses of those on which it may begin.
func started(p diary.PlannedComparison, rounds int, soonest diary.Date, pick func(diary.DrawnStart) diary.Date) diary.PlannedComparison {
	p.Starts = nil
	for range rounds {
		start := window(p, soonest)
		start.Drawn = pick(start)
		p.Starts = append(p.Starts, start)
	}
	return p
}

// window are the nights on which the next round may begin: none that is over, for it could not be drawn by
// lot any more.
func window(p diary.PlannedComparison, soonest diary.Date) diary.DrawnStart {
	earliest := p.Begun.AddDays(p.BaselineDays)
	if earliest.Before(soonest) {
		earliest = soonest
	}
	if n := len(p.Starts); n > 0 {
		earliest = p.Starts[n-1].Drawn.AddDays(p.OnDays + p.OffDays)
	}
	return diary.DrawnStart{Earliest: earliest, Latest: earliest.AddDays(drawWindow - 1)}
}

// afterPlan is for how many nights a plan that is over is still spoken of in the list; its result stays under
// Compare.
const afterPlan = 56

// spokenOf tells whether the list has a word on a plan.
func (s *Screen) spokenOf(p diary.PlannedComparison) bool {
	at := p.At(s.env.LatestNight())
	return !p.Abandoned.IsSet() && (at.Stage != diary.PlanOver || at.Day <= afterPlan)
}

// progress counts the nights of a plan that are written down, and were as the plan asked for.
func progress(p diary.PlannedComparison, iv diary.Intervention, nights []diary.Night) (without, with int) {
	for _, n := range nights {
		if !n.Severity.IsSet() {
			continue
		}
		taken := iv.PhaseOn(n.Date)
		switch at := p.At(n.Date); {
		case at.Stage.Without() && taken < 0:
			without++
		// Where it began later than drawn, it settles from then on.
		case at.Stage.With() && at.Day > p.RunInDays && taken >= 0 && n.Date.Sub(iv.Phases[taken].Start) >= p.RunInDays:
			with++
		}
	}
	return without, with
}

// planWords says where a plan stands and when there will be enough to tell.
func (s *Screen) planWords(p diary.PlannedComparison, iv diary.Intervention) string {
	l := s.env.L
	enough := l.DateLong(p.End().AddDays(-1))
	number := func(n int) string { return l.Number(float64(n), 0) }
	switch at := p.At(s.env.LatestNight()); {
	case at.Stage == diary.PlanOver:
		without, with := progress(p, iv, s.diary.Nights)
		if min(without, with) < compare.MinForVerdict {
			return l.T("remedies.plan_too_few", "without", number(without), "with", number(with), "least", number(compare.MinForVerdict))
		}
		return l.T("remedies.plan_enough")
	case at.Stage.With():
		return l.T("remedies.plan_running", "day", number(at.Day), "of", number(at.Of), "round", number(at.Round), "rounds", number(len(p.Starts)), "enough", enough)
	case at.Stage == diary.PlanBaseline:
		return l.T("remedies.plan_words", "start", l.DateLong(p.Starts[0].Drawn), "enough", enough)
	case at.Stage.Without():
		return l.T("remedies.plan_between", "start", l.DateLong(p.Starts[at.Round].Drawn), "enough", enough)
	}
	return ""
}
