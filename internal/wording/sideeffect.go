package wording

import (
	"strconv"
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// EffectName is what a side effect is called: in the user's words, or what was asked.
func EffectName(l *i18n.Localizer, e diary.SideEffect) string {
	if e.Effect == diary.ImpulseCheck {
		return l.T("clinical.effects.impulse_check")
	}
	return e.Effect
}

// EffectSeverity says how bad it was.
func EffectSeverity(l *i18n.Localizer, s diary.EffectSeverity) string {
	return l.T("clinical.effects.severity." + strconv.Itoa(int(s)))
}

// SideEffect tells one with how bad it was and its date.
func SideEffect(l *i18n.Localizer, e diary.SideEffect) string {
	return l.T("clinical.effects.row", "effect", EffectName(l, e), "severity", EffectSeverity(l, e.Severity), "date", l.DateMedium(e.Date))
}

// Severe tells of a severe side effect with the medicine it was noted under.
func Severe(l *i18n.Localizer, s clinical.Severe) string {
	return l.T("clinical.impulses.told", "told", SideEffect(l, s.Effect), "name", s.Intervention)
}

// SideEffects tells the latest first, without answers that there was none; "" where there are none.
func SideEffects(l *i18n.Localizer, iv diary.Intervention, most int) string {
	var list []string
	for i := len(iv.SideEffects) - 1; i >= 0 && len(list) < most; i-- {
		if e := iv.SideEffects[i]; e.Severity != diary.NoEffect {
			list = append(list, SideEffect(l, e))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return l.T("clinical.effects.list", "list", strings.Join(list, "; "))
}

// Impulses tells of new urges or sudden sleep under a remedy, and when it was asked again in vain.
func Impulses(l *i18n.Localizer, i clinical.Impulses) string {
	told, names := SideEffect(l, i.Told), []string{i.ToldUnder}
	if i.Intervention != i.ToldUnder {
		names = append(names, i.Intervention) // the same medicine, so that nothing is said of a day on which it was not yet taken
	}
	if since, ok := i.Since.Get(); ok {
		return l.T("clinical.impulses.since", "told", told, "name", l.List(names), "date", l.DateMedium(since))
	}
	return l.T("clinical.impulses.told", "told", told, "name", l.List(names))
}
