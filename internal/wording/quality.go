package wording

import (
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Quality tells what the diary has of a quality measure, for a cell of a table.
func Quality(l *i18n.Localizer, q clinical.Quality, iron clinical.Iron) string {
	switch q.Measure {
	case clinical.ByCriteria:
		if q.State == clinical.InDiary {
			return l.T("clinical.about.met", "n", l.Number(float64(q.Met), 0))
		}
	case clinical.IronTested:
		if list := ironList(l, iron); list != "" && iron.Stale {
			return list + ". " + l.T("clinical.iron.stale")
		} else if list != "" {
			return list
		}
	case clinical.SeverityRated:
		return severityRated(l, q)
	case clinical.EvidenceBased:
		if q.State != clinical.InDiary {
			return l.T("clinical.quality.no_treatment")
		}
		return l.T("clinical.quality.treatment", "list", l.List(q.Names))
	case clinical.Augmenting:
		switch {
		case q.Level == compare.NotAssessable && q.Lack.Kind == compare.LackPrecision:
			return l.T("clinical.quality.augmentation.too_varied")
		case q.Level == compare.NotAssessable:
			return l.T("clinical.quality.augmentation.too_few", "have", whole(l, q.Lack.Have), "need", whole(l, q.Lack.Need), "first", l.DateMedium(q.Lack.First), "last", l.DateMedium(q.Lack.Last))
		case q.Level != "":
			return l.T("clinical.quality.augmentation." + string(q.Level))
		}
	case clinical.EffectsTold:
		if len(q.Effects) > 0 {
			return SideEffect(l, q.Effects[len(q.Effects)-1])
		}
	case clinical.ImpulsesAsked:
		if words := impulses(l, q); words != "" {
			return words
		}
	}
	if q.State == clinical.NotApplicable {
		return l.T("clinical.quality.not_applicable")
	}
	return l.T("clinical.quality.missing")
}

// impulses tells the last date of signs ticked, or the answer to the monthly question; "" where there is neither.
func impulses(l *i18n.Localizer, q clinical.Quality) string {
	if len(q.Signs) == 0 {
		if e, ok := q.Answer.Get(); ok {
			return l.T("clinical.quality.asked", "date", l.DateMedium(e.Date), "answer", EffectSeverity(l, e.Severity))
		}
		return ""
	}
	last := q.Signs[0].Last
	for _, t := range q.Signs[1:] {
		if t.Last.After(last) {
			last = t.Last
		}
	}
	return l.T("clinical.quality.ticked", "date", l.DateMedium(last))
}

func severityRated(l *i18n.Localizer, q clinical.Quality) string {
	var words []string
	if q.Rated > 0 {
		words = append(words, l.N("clinical.quality.severity", q.Rated, "mean", l.Number(q.Mean, 1)))
	}
	if r, ok := q.IRLS.Get(); ok {
		words = append(words, l.T("clinical.quality.irls", "value", l.Full(r.Result.Value), "date", l.DateMedium(r.Result.Date)))
	}
	if len(words) == 0 {
		return l.T("clinical.quality.missing")
	}
	return strings.Join(words, "; ")
}
