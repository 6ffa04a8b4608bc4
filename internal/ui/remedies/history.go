package remedies

import (
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// between says what lies between the times of a remedy: nights without it, which may be meant, and times
// that overlap, which cannot be. Nothing is mended by itself.
func between(l *i18n.Localizer, phases []diary.Phase) []string {
	sorted := slices.Clone(phases)
	slices.SortStableFunc(sorted, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
	var lines []string
	for i, next := range sorted {
		if i == 0 || sorted[i-1].Start.IsZero() {
			continue
		}
		before := sorted[i-1]
		end, over := before.End.Get()
		switch {
		case !over:
			lines = append(lines, l.T("remedies.goes_on", "start", l.Start(before), "next", l.Start(next)))
		case end.After(next.Start):
			lines = append(lines, l.T("remedies.overlap", "last", l.DateMedium(end.AddDays(-1)), "next", l.Start(next)))
		case next.Start.After(end):
			lines = append(lines, l.N("remedies.gap", next.Start.Sub(end), "from", l.DateMedium(end), "to", l.DateMedium(next.Start.AddDays(-1))))
		}
	}
	return lines
}
