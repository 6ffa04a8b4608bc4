package reading

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
)

// Sleep is the sleep of one night, put together from its sessions. Fields are as in diary.Night, but
// exact: minutes and hours are not rounded yet.
type Sleep struct {
	Night                  diary.Date
	TriedToSleep           diary.Optional[diary.Clock]
	Asleep, Awake, ToSleep diary.Optional[float64] // minutes
	Woken                  diary.Optional[int]
	Satisfaction           diary.Optional[int]
	Note                   string
	// Sessions that it was made of; more than one were joined.
	Sessions int
	// Lines of the file that they stand on, and how many rows they were.
	Lines []int
	Rows  int
	// Start and End of the whole, for showing.
	Start, End time.Time
}

// The longest stretch by day that is taken for a nap, and the hours in which it must begin; the longest
// sleep a night can have.
const (
	longestNap   = 3 * time.Hour
	firstNapHour = 9
	lastNapHour  = 18
	longestSleep = 24 * time.Hour
	// longestWait is how long before falling asleep one may have lain down.
	longestWait = 3 * time.Hour
)

// Nights joins sessions into nights. Naps are left out and counted; sessions that overlap are the same
// sleep seen by several sources, of which the one that says most is taken; sessions that follow one
// another are added up, and what lies between them was time awake.
func (s *Set) Nights() []Sleep {
	byNight := make(map[diary.Date][]Session)
	for _, session := range s.Sessions {
		night := session.Night
		if night.IsZero() {
			night = s.NightAt(session.Start)
		}
		switch length := session.length(); {
		case !inYears(night):
			s.LeaveSession(session, OutOfRange)
		case length < 0 || length > longestSleep:
			s.LeaveSession(session, OutOfRange)
		case session.isFragment():
			s.LeaveSession(session, NoValue)
		default:
			byNight[night] = append(byNight[night], session)
		}
	}
	nights := make([]Sleep, 0, len(byNight))
	for _, night := range slices.SortedFunc(maps.Keys(byNight), diary.Date.Compare) { // so that what is left is told in the same order
		if slept, any := s.join(night, byNight[night]); any {
			nights = append(nights, slept)
		}
	}
	slices.SortStableFunc(s.Left, func(a, b Left) int { return a.Line - b.Line })
	return nights
}

// NightAt is the night to which a moment belongs.
func (s *Set) NightAt(t time.Time) diary.Date { return s.Boundaries.NightAt(t) }

// hour of the day at a moment, as it is for one whose nights end at noon: who sleeps by day has the middle of the day
// in the evening.
func (s *Set) hour(t time.Time) int {
	const noon, day = 12, 24
	return (t.Hour() - s.Boundaries.HourOn(diary.DateOf(t)) + noon + day) % day
}

// ByDay tells whether a moment lies in the hours in which people have naps.
func (s *Set) ByDay(t time.Time) bool {
	hour := s.hour(t)
	return hour >= firstNapHour && hour < lastNapHour
}

func inYears(d diary.Date) bool {
	y, _, _ := d.YMD()
	return y >= diary.MinYear && y <= diary.MaxYear
}

// length of a session, from its clocks or else from what it says was slept.
func (s Session) length() time.Duration {
	if !s.End.IsZero() {
		return s.End.Sub(s.Start)
	}
	return time.Duration(s.Asleep.Or(0) * float64(time.Minute))
}

// isFragment tells a recording that was begun and soon ended, in which nobody slept, from a night without sleep.
func (s Session) isFragment() bool {
	asleep, told := s.Asleep.Get()
	return told && asleep == 0 && s.length() < longestNap
}

// isNap tells a nap from the night: the file says so, or it is short and begins by day. others says that
// the night has another session.
func (s *Set) isNap(session Session, others bool) bool {
	switch {
	case session.Nap:
		return true
	case session.Main || session.ClockUnknown || !s.ByDay(session.Start):
		return false
	case s.hour(session.Start) >= 12:
		return session.length() < longestNap
	}
	// Late in the morning: after a night it is a nap, alone it may be a short sleep after a long night.
	return others && session.length() < longestNap
}

func (s *Set) join(night diary.Date, sessions []Session) (Sleep, bool) {
	slices.SortStableFunc(sessions, func(a, b Session) int { return a.Start.Compare(b.Start) })
	long := 0
	for _, session := range sessions {
		if !s.isNap(session, false) {
			long++
		}
	}
	var kept []Session
	for _, session := range sessions {
		if s.isNap(session, long > 1 || long == 1 && s.hour(session.Start) >= 12) {
			s.LeaveSession(session, Nap)
			continue
		}
		kept = append(kept, session)
	}
	if len(kept) == 0 {
		return Sleep{}, false
	}
	kept = s.unite(kept)
	return joined(night, kept), true
}

// unite keeps of sessions that overlap the one that says most.
func (s *Set) unite(sessions []Session) []Session {
	var kept []Session
	for _, session := range sessions {
		last := len(kept) - 1
		if last < 0 || !overlap(kept[last], session) {
			kept = append(kept, session)
			continue
		}
		better, worse := kept[last], session
		if session.says() > better.says() {
			better, worse = session, better
		}
		// The time of lying down is the earliest that anyone noted, where the two began together.
		if worse.Start.Before(better.Start) && !worse.ClockUnknown && !better.Main && better.Start.Sub(worse.Start) < longestWait {
			if !better.ToSleep.IsSet() && !worse.Asleep.IsSet() && better.Asleep.IsSet() && len(better.Stages) > 0 && better.Stages[0].Kind == StageAsleep {
				better.ToSleep = diary.Some(better.Start.Sub(worse.Start).Minutes())
			}
			better.Start = worse.Start
		}
		if worse.Note != "" && better.Note != worse.Note {
			better.Note = strings.TrimSpace(better.Note + "\n" + worse.Note)
		}
		s.LeaveSession(worse, Overlapping)
		kept[last] = better
	}
	return kept
}

// overlap tells whether two sessions share more than half of the shorter.
func overlap(a, b Session) bool {
	if a.End.IsZero() || b.End.IsZero() {
		return a.Start.Equal(b.Start)
	}
	from, to := a.Start, a.End
	if b.Start.After(from) {
		from = b.Start
	}
	if b.End.Before(to) {
		to = b.End
	}
	shorter := min(a.length(), b.length())
	return to.Sub(from) > shorter/2 || shorter == 0 && a.Start.Equal(b.Start)
}

// says counts what a session tells; of two that tell as much the longer sleep wins.
func (s Session) says() float64 {
	n := 0.0
	for _, told := range []bool{s.Asleep.IsSet(), s.Awake.IsSet(), s.ToSleep.IsSet(), s.Woken.IsSet(), len(s.Stages) > 1, s.Main} {
		if told {
			n++
		}
	}
	return n + math.Min(s.length().Hours()/100, 0.9)
}

// joined adds up the sessions of one night, which follow one another.
func joined(night diary.Date, sessions []Session) Sleep {
	first := sessions[0]
	n := Sleep{Night: night, Sessions: len(sessions), Start: first.Start, End: first.End, ToSleep: first.ToSleep, Satisfaction: first.Satisfaction}
	if !first.ClockUnknown {
		n.TriedToSleep = diary.Some(diary.ClockOf(first.Start))
	}
	asleep, awake, woken := 0.0, 0.0, len(sessions)-1
	allAsleep, allAwake, allWoken := true, true, true
	for i, session := range sessions {
		n.Lines = append(n.Lines, session.Line)
		n.Rows += max(session.Rows, 1)
		asleep += session.Asleep.Or(0)
		awake += session.Awake.Or(0)
		woken += session.Woken.Or(0)
		allAsleep = allAsleep && session.Asleep.IsSet()
		allAwake = allAwake && session.Awake.IsSet()
		allWoken = allWoken && session.Woken.IsSet()
		if i > 0 {
			// Between two stretches one was awake, and then took a while to sleep again.
			if gap := session.Start.Sub(n.End); !n.End.IsZero() && gap > 0 {
				awake += gap.Minutes()
			}
			awake += session.ToSleep.Or(0)
		}
		if session.End.After(n.End) {
			n.End = session.End
		}
		if session.Note != "" && !strings.Contains(n.Note, session.Note) {
			n.Note = strings.TrimSpace(n.Note + "\n" + session.Note)
		}
	}
	if allAsleep {
		n.Asleep = diary.Some(asleep)
	}
	if allAwake {
		n.Awake = diary.Some(awake)
	}
	if allWoken {
		n.Woken = diary.Some(woken)
	}
	return n
}
