package night

import (
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
)

// figure is one column of a paper diary, as the table of several nights fills it.
type figure struct {
	// name is the key of its name, and what its drafts are kept under.
	name string
	// digit says that one digit is a whole answer.
	digit bool
	// show writes a night's answer, "" where there is none.
	show func(n diary.Night, l *i18n.Localizer) string
	// put reads an answer into a night. It says what is wrong, or "".
	put func(n *diary.Night, text string, l *i18n.Localizer) (fault string)
}

// figures are the columns of the printed paper diary in its order.
func figures() []figure {
	return []figure{
		rating("outcome.severity", func(n *diary.Night) *diary.Optional[int] { return &n.Severity }),
		onset(),
		count("outcome.minutes_to_sleep", field.ReadMinutes, diary.MaxMinutesInBed, func(n *diary.Night) *diary.Optional[int] { return &n.MinutesToSleep }),
		count("outcome.times_up", field.ReadCount, diary.MaxCount, func(n *diary.Night) *diary.Optional[int] { return &n.TimesUp }),
		hours(),
		rating("outcome.tiredness", func(n *diary.Night) *diary.Optional[int] { return &n.Tiredness }),
	}
}

func rating(name string, of func(*diary.Night) *diary.Optional[int]) figure {
	f := count(name, field.ReadCount, diary.MaxRating, of)
	f.digit = true
	return f
}

func count(name string, read func(l *i18n.Localizer, text string, low, high int) (int, string), most int, of func(*diary.Night) *diary.Optional[int]) figure {
	return figure{
		name: name,
		show: func(n diary.Night, _ *i18n.Localizer) string {
			if v, ok := of(&n).Get(); ok {
				return strconv.Itoa(v)
			}
			return ""
		},
		put: func(n *diary.Night, text string, l *i18n.Localizer) string {
			if text == "" {
				*of(n) = diary.None[int]()
				return ""
			}
			v, fault := read(l, text, 0, most)
			if fault == "" {
				*of(n) = diary.Some(v)
			}
			return fault
		},
	}
}

func hours() figure {
	return figure{
		name: "outcome.sleep_hours",
		show: func(n diary.Night, l *i18n.Localizer) string {
			if x, ok := n.SleepHours.Get(); ok {
				return l.Full(x)
			}
			return ""
		},
		put: func(n *diary.Night, text string, l *i18n.Localizer) string {
			if text == "" {
				n.SleepHours = diary.None[float64]()
				return ""
			}
			x, fault := field.ReadHours(l, text, 0, diary.MaxSleepHours)
			if fault == "" {
				n.SleepHours = diary.Some(x)
			}
			return fault
		},
	}
}

func onset() figure {
	return figure{
		name: "outcome.onset_minutes",
		show: func(n diary.Night, l *i18n.Localizer) string {
			if n.AllDay {
				return l.T("night.all_day")
			}
			if c, ok := n.Onset.Get(); ok {
				return l.Clock(c)
			}
			return ""
		},
		put: func(n *diary.Night, text string, l *i18n.Localizer) string {
			if allDay := strings.EqualFold(text, l.T("night.all_day")); text == "" || allDay {
				n.Onset, n.AllDay = diary.None[diary.Clock](), allDay
				return ""
			}
			c, fault := field.ReadClock(l, text)
			if fault == "" {
				n.Onset, n.AllDay = diary.Some(c), false
			}
			return fault
		},
	}
}
