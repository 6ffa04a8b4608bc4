package wording

import (
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// UrgentAnswer is what is said at once when an urgent sign is ticked.
type UrgentAnswer struct {
	// Text is what the sign means for today.
	Text string
	// Calls are whom to call, with the numbers of the region where it is known.
	Calls []string
	// Kept says that the report tells it first.
	Kept string
}

// Urgent answers an urgent sign; ok is false where the sign is not one.
func Urgent(l *i18n.Localizer, sign diary.SafetySign) (a UrgentAnswer, ok bool) {
	urgency, ok := clinical.UrgencyOf(sign)
	if !ok {
		return a, false
	}
	a.Text, a.Kept = l.T("clinical.urgent."+string(sign)), l.T("clinical.urgent.kept")
	help, known := clinical.HelpIn(l.Region())
	region := ""
	emergency := l.T("clinical.call.emergency_elsewhere")
	if known {
		region = l.T("clinical.region." + strings.ToLower(l.Region()))
		emergency = l.T("clinical.call.emergency", "region", region, "number", help.Emergency)
	}
	if urgency == clinical.TalkNow {
		for _, line := range help.Crisis {
			a.Calls = append(a.Calls, l.T("clinical.call.crisis", "region", region, "name", line.Name, "number", line.Number))
		}
		if len(help.Crisis) == 0 {
			a.Calls = append(a.Calls, l.T("clinical.call.crisis_elsewhere"))
		}
		a.Calls = append(a.Calls, emergency)
	} else {
		a.Calls = []string{emergency}
	}
	return a, true
}

// UrgentTicked tells an urgent sign with its date, as the first page has it.
func UrgentTicked(l *i18n.Localizer, t clinical.Ticked) string {
	return l.N("clinical.urgent.ticked", t.Nights, "sign", l.T("safety."+string(t.Sign)), "date", l.DateMedium(t.Last))
}

// UrgentBefore tells the urgent signs of longer ago with the last date of each; "" where there are none.
func UrgentBefore(l *i18n.Localizer, list []clinical.Ticked) string {
	var signs []string
	for _, t := range list {
		signs = append(signs, l.T("wording.dated", "name", l.T("safety."+string(t.Sign)), "date", l.DateMedium(t.Last)))
	}
	if len(signs) == 0 {
		return ""
	}
	return l.T("clinical.urgent.before", "signs", strings.Join(signs, "; "))
}
