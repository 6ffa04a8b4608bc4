package night

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// first are the fields that stand first in their group, what most people note before all else. The others
// follow in the order of the diary's table.
var first = []string{
	"sleep_hours", "minutes_to_sleep", "times_up", "minutes_awake", "woken_by_legs", "times_woken", "tried_to_sleep",
	"sensations", "body_parts", "onset", "all_day", "minutes_bothered", "rest_minutes",
}

// fieldsOf lists the fields of a group in the order of the form.
func fieldsOf(g group) []diary.Field {
	var list []diary.Field
	for _, f := range diary.NightFields {
		if f.Group == diary.FieldGroup(g) {
			list = append(list, f)
		}
	}
	place := func(f diary.Field) int {
		if at := slices.Index(first, f.Name); at >= 0 {
			return at
		}
		return len(first)
	}
	slices.SortStableFunc(list, func(a, b diary.Field) int { return place(a) - place(b) })
	return list
}

// fieldGroup asks for fields of the night itself.
type fieldGroup struct{ *page }

// fields asks for the fields of a group, short ones side by side.
func (a fieldGroup) fields(g group) fyne.CanvasObject {
	body := field.NewColumn()
	own := a.ownFields(g)
	var row *fyne.Container
	for _, f := range fieldsOf(g) {
		o, ok := own[f.Name]
		if !ok {
			o = a.ask(f)
		}
		switch f.Kind {
		case diary.Count, diary.Minutes, diary.Hours, diary.Time, diary.YesNo:
			if row == nil {
				row = flow.NewAligned()
				body.Add(row)
			}
			row.Add(o)
		default:
			row = nil
			body.Add(o)
		}
	}
	return body
}

// ask makes what asks for a field by its kind.
func (a fieldGroup) ask(f diary.Field) fyne.CanvasObject {
	l, name := a.env.L, a.env.L.T("night.field."+f.Name)
	switch v := f.In(&a.shown.Night).(type) {
	case *diary.Optional[int]:
		switch f.Kind {
		case diary.Rating:
			return field.Named(name, field.NewRating(l, name, *v, keeps[diary.Optional[int]](a.page, f)))
		case diary.Minutes:
			return a.form.Minutes(l, f.Name, name, *v, f.Max, keeps[diary.Optional[int]](a.page, f)).Box(6)
		}
		return a.form.Count(l, f.Name, name, *v, 0, f.Max, 1, keeps[diary.Optional[int]](a.page, f)).Box(6)
	case *diary.Optional[float64]:
		return a.form.Hours(l, f.Name, name, *v, float64(f.Max), keeps[diary.Optional[float64]](a.page, f)).Box(6)
	case *diary.Optional[diary.Clock]:
		return a.form.Clock(l, f.Name, name, *v, keeps[diary.Optional[diary.Clock]](a.page, f)).Box(8)
	case *bool:
		return field.NewChip(a.form, l, name, *v, keeps[bool](a.page, f))
	case *string:
		e := a.form.Text(l, f.Name, name, *v, f.Max, keeps[string](a.page, f))
		e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
		e.SetMinRowsVisible(4)
		return e.Box(0)
	case diary.Choice:
		return field.Named(name, a.choice(f, v))
	}
	panic(fmt.Errorf("night: nothing asks for %s", f.Name))
}

// keeps returns what keeps an answer to a field.
func keeps[T any](p *page, f diary.Field) func(T) {
	return func(v T) { p.update(func(n *diary.Night) { *f.In(n).(*T) = v }) }
}

// choice is a row of chips.
func (a fieldGroup) choice(f diary.Field, c diary.Choice) fyne.CanvasObject {
	l := a.env.L
	word := func(v string) string { return l.T(f.Words + v) }
	choose := func(words ...string) {
		a.update(func(n *diary.Night) { f.In(n).(diary.Choice).Choose(words) })
	}
	if f.Kind == diary.AnyOf {
		return field.Several(a.form, l, c.All(), c.Chosen(), word, func(chosen []string) { choose(chosen...) })
	}
	now := ""
	if c.Len() > 0 {
		now = c.Chosen()[0]
	}
	return field.One(a.form, l, c.All(), now, word, func(chosen string) {
		if chosen == "" {
			choose()
			return
		}
		choose(chosen)
	})
}

// ownFields are the fields of a group that are asked for in a way of their own.
func (a fieldGroup) ownFields(g group) map[string]fyne.CanvasObject {
	switch g {
	case sensation:
		onset, allDay := a.onsetFields()
		return map[string]fyne.CanvasObject{"onset": onset.Box(8), "all_day": allDay}
	case unusual:
		return a.unusualFields()
	}
	return nil
}

// onsetFields ask when it began. Symptoms all day have no such time: one answer takes the other's place. Both
// fields stay the same, for the keyboard may be on its way from one to the other.
func (a fieldGroup) onsetFields() (onset *field.Line, allDay *field.Chip) {
	l, n := a.env.L, a.shown.Night
	onset = a.form.Clock(l, "onset", l.T("night.field.onset"), n.Onset, func(v diary.Optional[diary.Clock]) {
		a.update(func(n *diary.Night) {
			n.Onset = v
			n.AllDay = n.AllDay && !v.IsSet()
		})
		if v.IsSet() {
			allDay.Set(false)
		}
	})
	allDay = field.NewChip(a.form, l, l.T("night.field.all_day"), n.AllDay, func(on bool) {
		a.update(func(n *diary.Night) {
			if n.AllDay = on; on {
				n.Onset = diary.None[diary.Clock]()
			}
		})
		if on {
			onset.Take()
		}
	})
	return onset, allDay
}

// unusualFields ask in sentences: the reason a night is unusual, and signs that a doctor should know of.
func (a fieldGroup) unusualFields() map[string]fyne.CanvasObject {
	l, n := a.env.L, a.shown.Night
	reason, _ := diary.NightField("unusual")
	return map[string]fyne.CanvasObject{
		reason.Name: field.NewColumn(look.Quiet(l.T("night.unusual_hint")), a.choice(reason, reason.In(&n).(diary.Choice))),
		"safety":    field.NewColumn(look.Text(l.T("night.safety_hint")), a.signFields()),
	}
}
