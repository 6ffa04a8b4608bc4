package wording

import (
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// LabTest names a blood test: our word for it, or what the user called it.
func LabTest(l *i18n.Localizer, t diary.LabTest) string {
	if slices.Contains(diary.LabTests, t) {
		return l.T("lab." + string(t))
	}
	return string(t)
}

// LabValue writes a result as it stands on the laboratory's sheet, in full and with its unit.
func LabValue(l *i18n.Localizer, r diary.LabResult) string {
	if r.Unit == "" {
		return l.Full(r.Value)
	}
	return l.Full(r.Value) + " " + r.Unit
}
