// Package answer writes what a night answers as the screen shows it, and knows what can be answered about a remedy. The
// form of one night, the table of a month and the question about two versions of a night all use it.
package answer

import (
	"fmt"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Shown writes a night's answer in a field as the form shows it, "" where there is none.
func Shown(l *i18n.Localizer, f diary.Field, n *diary.Night) string {
	if !f.IsSet(n) {
		return ""
	}
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		return strconv.Itoa(v.Or(0))
	case *diary.Optional[float64]:
		return l.Full(v.Or(0))
	case *diary.Optional[diary.Clock]:
		return l.Clock(v.Or(0))
	case *bool:
		return l.T("night.field." + f.Name)
	case *string:
		return *v
	case diary.Choice:
		words := v.Chosen()
		for i, w := range words {
			words[i] = l.T(f.Words + w)
		}
		return strings.Join(words, ", ")
	}
	panic(fmt.Errorf("night: nothing shows %s", f.Name))
}

// Differences sets side by side what two records of a night answer in different ways, a line for each question.
func Differences(l *i18n.Localizer, mine, theirs diary.Night) (lines []string) {
	for _, f := range diary.NightFields {
		a, b := Shown(l, f, &mine), Shown(l, f, &theirs)
		if a != "" && b != "" && a != b {
			lines = append(lines, l.T("night.differs", "name", l.T("night.field."+f.Name), "mine", a, "theirs", b))
		}
	}
	return lines
}
