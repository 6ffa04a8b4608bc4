package compare

import (
	"cmp"
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

// Options say what to compare and with which windows. The zero Options compare everything, with the
// user's own windows and no run-in where there are none.
type Options struct {
	// Windows gives an intervention's windows, as the catalogue has them. What the user set on the
	// intervention or its phase goes before. Nil is no run-in, no carry-over.
	Windows func(diary.Intervention) Windows
	// NeverStop tells what must not be stopped suddenly. Nil is nothing.
	NeverStop func(diary.Intervention) bool
	// Dopaminergic tells the medicines under which augmentation is looked for. Nil is none.
	Dopaminergic func(diary.Intervention) bool
	// SameMedicine tells whether two remedies are one medicine, such as those of two makers. Nil is never.
	SameMedicine func(a, b diary.Intervention) bool
	// Outcomes to compare; empty is every outcome that the diary holds.
	Outcomes []Outcome
	// From and To keep only steps that happened from From to To, both included; the nights before
	// From still serve as what was before. No night after To is used. The zero Date is no bound.
	From, To diary.Date
	// InterventionIDs keeps only the steps of these remedies; nil keeps all. The others still count as other changes.
	InterventionIDs []int64
	// Outlined tells the steps whose effect nobody asks for yet; nil is none. Their comparisons are Outlined.
	Outlined func(Step) bool
	// Earlier has comparisons that are taken over where their nights are the same; nil is none. The results are the same
	// with and without.
	Earlier *Earlier
}

// PhaseError says which phase of which intervention cannot be compared, and why.
type PhaseError struct {
	Intervention string
	// Phase counts from 0 in the order of the intervention's list.
	Phase int
	// Reason is EndNotAfter, Overlaps or Required (no start).
	Reason diary.Reason
}

// Error describes the fault for a log.
func (e *PhaseError) Error() string {
	field := "start"
	if e.Reason == diary.EndNotAfter {
		field = "end"
	}
	return (&diary.FieldError{Field: fmt.Sprintf("phases[%d].%s", e.Phase, field), Reason: e.Reason, Subject: e.Intervention}).Error()
}

// contiguousGap is the longest gap between two phases that is still a change and not a stop and a
// restart: people often write the last night as the end, which leaves one night that belongs to neither.
const contiguousGap = 1

// longestVagueStart is the most nights between the first and the last on which a phase may have begun, for
// the start to be compared: a month. All of them are left out then, like a run-in. A start known less well
// is no step: nobody can say which nights were before it.
const longestVagueStart = 30

// Steps finds every change of every intervention: starts, dose changes, stops and restarts, in the
// order of the diary's list and then of date. What is one course of one medicine under several names has its steps
// together, at the place of the first. Phases that end on or before their first night, or that
// overlap, are a *PhaseError.
func Steps(d diary.Diary, opts Options) ([]Step, error) {
	return stepsIn(d, coursesIn(d, opts.SameMedicine), opts)
}

func stepsIn(d diary.Diary, courses []course, opts Options) ([]Step, error) {
	var steps []Step
	for i, iv := range d.Interventions {
		own, err := stepsOf(iv, i, opts)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(courses, func(c course) bool { return slices.Contains(c.members, i) })
		switch {
		case at < 0:
		case courses[at].members[0] != i:
			continue // they stand with the first
		default:
			if own, err = courses[at].steps(d, opts); err != nil {
				return nil, err
			}
		}
		steps = append(steps, own...)
	}
	return steps, nil
}

// phaseAt is a phase with its place in the intervention's own list.
type phaseAt struct {
	diary.Phase
	index int
	// last is the place of the last phase that is in it, and spread after how many days that began.
	last, spread int
}

// reached is the first night at the last of several doses, each higher or each lower; the zero Date of a single dose.
func (p phaseAt) reached(w Windows) (night diary.Date) {
	if w.Once || p.last == p.index {
		return night
	}
	return p.Start.AddDays(p.spread)
}

func sortedPhases(iv diary.Intervention) ([]phaseAt, error) {
	phases := make([]phaseAt, len(iv.Phases))
	for i, p := range iv.Phases {
		phases[i] = phaseAt{Phase: p, index: i, last: i}
		if p.Start.IsZero() {
			return nil, &PhaseError{iv.Name, i, diary.Required}
		}
		if end, ok := p.End.Get(); ok && !end.After(p.Start) {
			return nil, &PhaseError{iv.Name, i, diary.EndNotAfter}
		}
	}
	slices.SortStableFunc(phases, func(a, b phaseAt) int { return a.Start.Compare(b.Start) })
	for i := 1; i < len(phases); i++ {
		end, ended := phases[i-1].End.Get()
		if !ended || phases[i].Start.Before(end) {
			return nil, &PhaseError{iv.Name, phases[i].index, diary.Overlaps}
		}
	}
	return phases, nil
}

func stepsOf(iv diary.Intervention, index int, opts Options) ([]Step, error) {
	phases, err := sortedPhases(iv)
	if err != nil {
		return nil, err
	}
	windows := windowsOf(iv, opts)
	phases = judgedTogether(phases, windows)
	base := Step{InterventionID: iv.ID, Intervention: iv.Name, CatalogueID: iv.CatalogueID, Index: index, Course: index}
	if opts.NeverStop != nil {
		base.NeverStopSuddenly = opts.NeverStop(iv)
	}

	var steps []Step
	for i, p := range phases {
		goesOn := i > 0 && !windows.Once && follows(phases[i-1], p)
		if !goesOn || !samePrescription(phases[i-1].Phase, p.Phase) {
			s := base
			s.Kind, s.Phase, s.First, s.To = Start, p.index, p.Start, doseOf(p.Phase)
			s.Windows = windows
			s.Windows.RunIn = p.RunInDays.Or(windows.RunIn) + p.spread
			s.Reached = p.reached(windows)
			switch {
			case goesOn:
				s.Kind, s.From = DoseChange, doseOf(phases[i-1].Phase)
			case i > 0:
				s.Kind = Restart
			}
			if from, to := p.StartRange(); to.Sub(from) <= longestVagueStart {
				s.First = from
				s.Windows.RunIn += to.Sub(from)
				steps = append(steps, s)
			}
		}
		end, ended := p.End.Get()
		if !ended {
			continue
		}
		if i+1 < len(phases) && phases[i+1].Start.Sub(end) <= contiguousGap {
			continue
		}
		s := base
		s.Kind, s.Phase, s.First, s.From = Stop, p.last, end, doseOf(p.Phase)
		s.Windows = windows
		// What was settling in is over; what may linger is the carry-over.
		s.Windows.RunIn = 0
		if n := len(steps) - 1; n >= 0 && i > 0 && isLowered(phases[i-1], p) && p.tooShort(end, windows.RunIn) && steps[n].Phase == p.index {
			// Lowered to nothing: one step from the first lower dose on.
			s.First, s.From, s.Reached = steps[n].First, steps[n].From, end
			s.Windows.CarryOver += end.Sub(s.First)
			steps = steps[:n]
		}
		steps = append(steps, s)
	}
	for i := range steps[:max(len(steps)-1, 0)] {
		steps[i].End = diary.Some(steps[i+1].First)
	}
	if windows.Once {
		// When it no longer works, nobody has stopped anything.
		steps = slices.DeleteFunc(steps, func(s Step) bool { return s.Kind == Stop })
	}
	return steps, nil
}

// judgedTogether joins the phases, in order, of which no step by itself would have nights on both sides.
func judgedTogether(phases []phaseAt, w Windows) []phaseAt {
	if w.Once {
		return givenInParts(phases, w.CarryOver)
	}
	return lowerings(raisings(phases, w.RunIn), w.RunIn)
}

// samePart is within how many days what is given once is given in parts: 1,500 mg of iron as 1,000 and 500 mg a week later
// (Ferinject SmPC 4.2), 1,000 mg as five times 200 mg within two weeks (Venofer label 2.3).
const samePart = 28

// givenInParts joins the parts of what is given once, in order, and lets the whole last as long as it works, or until it is
// given again.
func givenInParts(phases []phaseAt, days int) []phaseAt {
	var list []phaseAt
	var last diary.Date // on which a part was given
	for _, p := range phases {
		if n := len(list); n > 0 && p.Start.Sub(last) <= samePart {
			list[n-1].add(p)
		} else {
			list = append(list, p)
		}
		last = p.Start
	}
	for i := range list {
		end, ended := list[i].End.Get()
		if !ended {
			continue
		}
		end = end.AddDays(days)
		if i+1 < len(list) {
			end = earlier(end, list[i+1].Start)
		}
		list[i].End = diary.Some(end)
	}
	return list
}

// add makes one of two parts. The sum of two units is not known.
func (p *phaseAt) add(q phaseAt) {
	a, hasA := p.Dose.Get()
	b, hasB := q.Dose.Get()
	p.Dose = diary.None[float64]()
	if hasA && hasB && p.Unit == q.Unit {
		p.Dose = diary.Some(a + b)
	}
	p.End, p.last, p.spread = q.End, q.last, q.Start.Sub(p.Start)
}

// raisings joins doses that were raised step by step, in order, where a step was too short for a verdict: most medicines for
// restless legs are begun so, week by week. Each step by itself has no nights that count before it, or after it.
func raisings(phases []phaseAt, runIn int) []phaseAt {
	var list []phaseAt
	for _, p := range phases {
		n := len(list)
		// What was lowered for a while and raised again was lowered.
		lowered := n > 1 && follows(list[n-2], list[n-1]) && !isRaised(list[n-2], list[n-1])
		if n == 0 || lowered || !isRaised(list[n-1], p) || !list[n-1].tooShort(p.Start, runIn) {
			list = append(list, p)
			continue
		}
		list[n-1] = p.begunWith(list[n-1])
	}
	return list
}

// lowerings joins doses that were lowered step by step, in order, where a step was too short for a verdict, from the first
// that is lower than what was taken before.
func lowerings(phases []phaseAt, runIn int) []phaseAt {
	var list []phaseAt
	for _, p := range phases {
		n := len(list)
		if n > 1 && isLowered(list[n-2], list[n-1]) && isLowered(list[n-1], p) && list[n-1].tooShort(p.Start, runIn) {
			list[n-1] = p.begunWith(list[n-1])
			continue
		}
		list = append(list, p)
	}
	return list
}

// begunWith is a dose as one with those that led to it from the first on.
func (p phaseAt) begunWith(first phaseAt) phaseAt {
	p.spread = p.Start.Sub(first.Start)
	p.Start, p.StartIs, p.index = first.Start, first.StartIs, first.index
	return p
}

// tooShort tells whether a dose has no nights for a verdict before the next, or before it was stopped, its run-in aside.
func (p phaseAt) tooShort(next diary.Date, runIn int) bool {
	return next.Sub(p.Start)-p.spread < p.RunInDays.Or(runIn)+MinForVerdict
}

// follows tells whether a phase is the next without a break.
func follows(was, p phaseAt) bool { return p.Start.Sub(was.End.Or(p.Start)) <= contiguousGap }

// isRaised tells whether it is so at a higher dose.
func isRaised(was, p phaseAt) bool {
	a, b, ok := following(was, p)
	return ok && b > a
}

// isLowered tells whether it is so at a lower dose.
func isLowered(was, p phaseAt) bool {
	a, b, ok := following(was, p)
	return ok && b < a
}

// following are the doses of two phases of which one follows the other, in one unit.
func following(was, p phaseAt) (a, b float64, ok bool) {
	a, hasA := was.Dose.Get()
	b, hasB := p.Dose.Get()
	return a, b, follows(was, p) && hasA && hasB && was.Unit == p.Unit
}

// windowsOf puts what the user set before what the catalogue says.
func windowsOf(iv diary.Intervention, opts Options) Windows {
	var w Windows
	if opts.Windows != nil {
		w = opts.Windows(iv)
	}
	w.CarryOver = iv.CarryOverDays.Or(w.CarryOver)
	w.JudgeAfter = iv.JudgeAfterDays.Or(w.JudgeAfter)
	return w
}

func doseOf(p diary.Phase) Dose { return Dose{Amount: p.Dose, Unit: p.Unit} }

// samePrescription tells whether nothing changed from one phase to the next.
func samePrescription(a, b diary.Phase) bool {
	return a.Dose == b.Dose && a.Unit == b.Unit && a.Schedule == b.Schedule && slices.Equal(a.Times, b.Times)
}

// transition is how many nights from the step on are left out on the side that begins with it.
func (s Step) transition() (days int, role Role) {
	if s.Kind == Stop {
		return s.Windows.CarryOver, CarryOver
	}
	return s.Windows.RunIn, RunIn
}

// ended is the first night without it, of a Stop.
func (s Step) ended() diary.Date {
	if s.Reached.IsZero() {
		return s.First
	}
	return s.Reached
}

// byFirst orders steps by date, and in the order of the diary's list within one date.
func byFirst(a, b Step) int { return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Index, b.Index)) }
