package clinical

import (
	"slices"

	"stillnight/internal/diary"
)

// Urgency says how soon a ticked sign needs somebody.
type Urgency string

// The urgencies.
const (
	// TalkNow is a crisis: a person to talk to, and the emergency number where there is danger.
	TalkNow Urgency = "talk_now"
	// CallNow is an emergency.
	CallNow Urgency = "call_now"
	// SeenToday needs a doctor on the same day, and is an emergency with what its words name.
	SeenToday Urgency = "seen_today"
)

// urgencies is the table of the urgent signs. A sign that is not in it is for the next visit.
var urgencies = map[diary.SafetySign]Urgency{
	diary.SelfHarm:      TalkNow,
	diary.SlowBreathing: CallNow,
	diary.Weakness:      CallNow,
	diary.SwollenLeg:    SeenToday,
	diary.Bruising:      SeenToday,
}

// UrgencyOf tells how soon a sign needs somebody; ok is false where it is not urgent.
func UrgencyOf(s diary.SafetySign) (u Urgency, ok bool) {
	u, ok = urgencies[s]
	return u, ok
}

// urgentDays is for how long an urgent sign stands on the first page: half a year, since a doctor may be seen
// no sooner.
const urgentDays = 182

// Ticked is a sign with the last night on which it was ticked, and on how many nights it was.
type Ticked struct {
	Sign   diary.SafetySign
	Last   diary.Date
	Nights int
}

// Urgent lists the urgent signs ticked in the half year up to the last night, the gravest first. Signs are only
// ever ticked, never read out of notes.
func Urgent(nights []diary.Night) []Ticked {
	if len(nights) == 0 {
		return nil
	}
	return urgentBy(nights, nights[len(nights)-1].Date)
}

// UrgentBefore lists the urgent signs that were last ticked before that half year, the gravest first.
func UrgentBefore(nights []diary.Night) []Ticked {
	var list []Ticked
	lately := Urgent(nights)
	for _, t := range urgentSince(nights, diary.Date{}) {
		if !slices.ContainsFunc(lately, func(l Ticked) bool { return l.Sign == t.Sign }) {
			list = append(list, t)
		}
	}
	return list
}

// UrgentArrived lists the urgent signs that came in from elsewhere, such as another copy of the diary: those of the
// arrived nights that the nights in the diary did not have, of the half year up to the last night of both. Both are in
// order of their dates.
func UrgentArrived(before, arrived []diary.Night) []Ticked {
	if len(arrived) == 0 {
		return nil
	}
	end := arrived[len(arrived)-1].Date
	if n := len(before); n > 0 && end.Before(before[n-1].Date) {
		end = before[n-1].Date
	}
	had := map[diary.Date][]diary.SafetySign{}
	for _, n := range before {
		had[n.Date] = n.Safety
	}
	news := make([]diary.Night, len(arrived))
	for i, n := range arrived {
		news[i] = diary.Night{Date: n.Date}
		for _, s := range n.Safety {
			if !slices.Contains(had[n.Date], s) {
				news[i].Safety = append(news[i].Safety, s)
			}
		}
	}
	return urgentBy(news, end)
}

// urgentBy lists the urgent signs of the half year up to a night.
func urgentBy(nights []diary.Night, end diary.Date) []Ticked {
	return urgentSince(nights, end.AddDays(1-urgentDays))
}

// urgentSince lists the urgent signs from a night on.
func urgentSince(nights []diary.Night, first diary.Date) []Ticked {
	found := map[diary.SafetySign]Ticked{}
	for _, n := range nights {
		if n.Date.Before(first) {
			continue
		}
		for _, s := range n.Safety {
			t := found[s]
			found[s] = Ticked{Sign: s, Last: n.Date, Nights: t.Nights + 1}
		}
	}
	var list []Ticked
	for _, u := range []Urgency{TalkNow, CallNow, SeenToday} {
		for _, s := range diary.SafetySigns {
			if t, ticked := found[s]; ticked && urgencies[s] == u {
				list = append(list, t)
			}
		}
	}
	return list
}
