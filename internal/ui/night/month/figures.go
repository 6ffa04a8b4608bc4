package month

import (
	"fmt"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night/answer"
)

// figure is one column of a paper diary, as the table of several nights fills it.
type figure struct {
	// name is what its drafts are kept under, and the key of its title where title is "".
	name string
	// title is its name as the person gave it: that of a trigger or a remedy.
	title string
	// digit says that one digit is a whole answer; - and = are 10 then.
	digit bool
	// key gives the whole answer that one letter or digit stands for; nil where there is none such.
	key func(r rune, l *i18n.Localizer) (text string, ok bool)
	// words says that it takes the room of a sentence.
	words bool
	// show writes a night's answer, "" where there is none.
	show func(d day, l *i18n.Localizer) string
	// put reads an answer into a night. It says what is wrong, or "".
	put func(d *day, text string, l *i18n.Localizer) (fault string)
}

// called is the figure's name on screen.
func (f figure) called(l *i18n.Localizer) string {
	if f.title != "" {
		return f.title
	}
	return l.T(f.name)
}

// answers tells which whole answer a letter or digit is.
func (f figure) answers(r rune, l *i18n.Localizer) (text string, ok bool) {
	switch {
	case f.key != nil:
		return f.key(r, l)
	case !f.digit:
		return "", false
	case r >= '0' && r <= '9':
		return string(r), true
	case field.IsTen(l, r):
		return "10", true
	}
	return "", false
}

// single tells whether one press is a whole answer.
func (f figure) single() bool { return f.digit || f.key != nil }

// figures are the columns of the printed paper diary in its order.
func figures() []figure {
	return []figure{
		figureOf("severity"), onset(), figureOf("minutes_to_sleep"), figureOf("times_up"), figureOf("sleep_hours"), figureOf("tiredness"),
	}
}

// figureOf is the figure of a field that is answered with a number.
func figureOf(name string) figure {
	f, _ := diary.NightField(name)
	fig := figure{name: "outcome." + name, digit: f.Kind == diary.Rating}
	fig.show = func(d day, l *i18n.Localizer) string { return answer.Shown(l, f, &d.night) }
	switch f.In(&diary.Night{}).(type) {
	case *diary.Optional[float64]:
		fig.put = func(d *day, text string, l *i18n.Localizer) string {
			return take(f.In(&d.night).(*diary.Optional[float64]), text, func() (float64, string) { return field.ReadHours(l, text, 0, float64(f.Max)) })
		}
	case *diary.Optional[int]:
		read := field.ReadCount
		if f.Kind == diary.Minutes {
			read = field.ReadMinutes
		}
		fig.put = func(d *day, text string, l *i18n.Localizer) string {
			return take(f.In(&d.night).(*diary.Optional[int]), text, func() (int, string) { return read(l, text, 0, f.Max) })
		}
	default:
		panic(fmt.Errorf("night: no figure of a paper diary is %s", name))
	}
	return fig
}

// take puts an answer into a field; an empty one is "not recorded". It says what is wrong, or "".
func take[T any](at *diary.Optional[T], text string, read func() (T, string)) (fault string) {
	if text == "" {
		*at = diary.None[T]()
		return ""
	}
	v, fault := read()
	if fault == "" {
		*at = diary.Some(v)
	}
	return fault
}

func onset() figure {
	return figure{
		name: "outcome.onset_minutes",
		show: func(d day, l *i18n.Localizer) string {
			if d.night.AllDay {
				return l.T("night.field.all_day")
			}
			if c, ok := d.night.Onset.Get(); ok {
				return l.Clock(c)
			}
			return ""
		},
		put: func(d *day, text string, l *i18n.Localizer) string {
			n := &d.night
			if allDay := strings.EqualFold(text, l.T("night.field.all_day")); text == "" || allDay {
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
