package list

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// kind is a sort of night that the list can be narrowed to.
type kind string

const (
	everyKind    kind = "every"
	badKind      kind = "bad"
	calmKind     kind = "calm"
	noteKind     kind = "note"
	triggerKind  kind = "trigger"
	episodeKind  kind = "episode"
	unusualKind  kind = "unusual"
	notThereKind kind = "not_there"
)

// kinds lists them in the order shown.
var kinds = []kind{everyKind, badKind, calmKind, noteKind, triggerKind, episodeKind, unusualKind, notThereKind}

// calmTo is the severity up to which a night is a calm one.
const calmTo = 3

// row is one night of the list; nights that were not written down have one too. It is put into words when it is shown.
type row struct {
	Date diary.Date
	// night is what was answered; nil where nothing was.
	night *diary.Night
	// triggered and episodes say that there are such entries beside the answers; missing that nothing at all was noted.
	triggered, episodes, missing bool
}

// severity is the figure alone, "" where there is none.
func (r row) severity(l *i18n.Localizer) string {
	if r.night != nil {
		if v, ok := r.night.Severity.Get(); ok {
			return l.Number(float64(v), 0)
		}
	}
	return ""
}

// note is the first line of the note.
func (r row) note() string {
	if r.night == nil {
		return ""
	}
	first, _, _ := strings.Cut(r.night.Note, "\n")
	return first
}

// said is the note's first line, or why there is no figure.
func (r row) said(l *i18n.Localizer) string {
	switch {
	case r.missing:
		return l.T("night.cell.gap")
	case r.severity(l) == "":
		return strings.TrimSpace(l.T("night.without_severity") + "  " + r.note())
	}
	return r.note()
}

// line is all of it, for reading out.
func (r row) line(l *i18n.Localizer) string {
	severity := cmp.Or(r.severity(l), l.T("night.without_severity"))
	if r.missing {
		severity = l.T("night.cell.gap")
	}
	return strings.TrimSpace(l.T("night.row", "date", l.DateLong(r.Date), "severity", severity, "note", r.note()))
}

// is tells whether a row is of a kind.
func (r row) is(k kind) bool {
	if r.missing || k == notThereKind {
		return r.missing && k == notThereKind
	}
	var n diary.Night
	if r.night != nil {
		n = *r.night
	}
	v, known := n.Severity.Get()
	switch k {
	case badKind:
		return known && v >= diary.BadNight
	case calmKind:
		return known && v <= calmTo
	case noteKind:
		return n.Note != ""
	case triggerKind:
		return r.triggered
	case episodeKind:
		return r.episodes
	case unusualKind:
		return n.Unusual != ""
	}
	return true
}

// filter keeps the rows of a kind in which every word of the query occurs. index has what a search looks through in each
// row; without a query it is not needed.
func filter(rows []row, index []string, k kind, query string) []row {
	words := wanted(query)
	if len(words) == 0 && k == everyKind && !slices.ContainsFunc(rows, func(r row) bool { return r.missing }) {
		return rows
	}
	var found []row
	for i := range rows {
		if rows[i].is(k) && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(index[i], w) }) {
			found = append(found, rows[i])
		}
	}
	return found
}

// wanted are the words of a query as they must occur. A number must begin one: 2.3.2026 does not mean the 12th.
func wanted(query string) []string {
	words := strings.Fields(query)
	for i, w := range words {
		if words[i] = i18n.Fold(w); words[i] != "" && words[i][0] >= '0' && words[i][0] <= '9' {
			words[i] = " " + words[i]
		}
	}
	return words
}

// searched is what a search looks through in texts of a night. The date is found in figures as it is shown, as
// people type it without leading zeros, and as 2026-03-02.
func searched(date diary.Date, l *i18n.Localizer, texts ...string) string {
	figures := strings.Fields(i18n.Fold(l.DateShort(date)))
	texts = append(texts, date.String(), strings.Join(figures, " "))
	for _, f := range figures {
		texts = append(texts, strings.TrimLeft(f, "0"))
	}
	return " " + i18n.Fold(strings.Join(texts, " "))
}

// listed makes the rows, the latest night first: every night with an entry, and from the first that was written
// down to now those that are missing. A session of years before is no beginning of the diary.
func listed(d diary.Diary, now diary.Date) []row {
	first, last := diary.Date{}, now
	everyEntry(d, func(date diary.Date, _ func(*row)) {
		if first.IsZero() || date.Before(first) {
			first = date
		}
		if date.After(last) {
			last = date
		}
	})
	if first.IsZero() {
		return nil
	}
	begun := first
	if len(d.Nights) > 0 {
		begun = d.Nights[0].Date
	}
	rows := make([]row, last.Sub(first)+1)
	for i := range rows {
		rows[i] = row{Date: last.AddDays(-i), missing: true}
	}
	everyEntry(d, func(date diary.Date, note func(*row)) {
		r := &rows[last.Sub(date)]
		r.missing = false
		note(r)
	})
	return slices.DeleteFunc(rows, func(r row) bool { return r.missing && (r.Date.After(now) || r.Date.Before(begun)) })
}

// everyEntry calls do with the night of everything that is noted, and what that says of its row.
func everyEntry(d diary.Diary, do func(diary.Date, func(*row))) {
	for i := range d.Nights {
		do(d.Nights[i].Date, func(r *row) { r.night = &d.Nights[i] })
	}
	trigger, episode, dose := func(r *row) { r.triggered = true }, func(r *row) { r.episodes = true }, func(*row) {}
	for i := range d.Exposures {
		do(d.Exposures[i].Night, trigger)
	}
	for i := range d.Episodes {
		do(d.Episodes[i].Night, episode)
	}
	for i := range d.Interventions {
		for _, in := range d.Interventions[i].Intakes {
			if in.Status != diary.Planned {
				do(in.Night, dose)
			}
		}
	}
}

// indexed is what a search looks through in each row, folded, each word after a space. It stops early, with what it has,
// when nobody waits for it any more.
func indexed(ctx context.Context, d diary.Diary, rows []row, l *i18n.Localizer) []string {
	more := extras(d, l)
	index := make([]string, 0, len(rows))
	for _, r := range rows {
		if ctx.Err() != nil {
			break
		}
		words := []string{r.line(l)}
		if n := r.night; n != nil {
			words = append(words, n.Note)
		}
		words = append(words, more[r.Date]...)
		if n := r.night; n != nil {
			if n.Unusual != "" {
				words = append(words, l.T("unusual."+string(n.Unusual)))
			}
			for _, v := range n.Sensations {
				words = append(words, l.T("sensation."+string(v)))
			}
			for _, v := range n.BodyParts {
				words = append(words, l.T("bodypart."+string(v)))
			}
		}
		index = append(index, searched(r.Date, l, words...))
	}
	return index
}

// extras are triggers, episodes and doses by night, in words.
func extras(d diary.Diary, l *i18n.Localizer) map[diary.Date][]string {
	names := map[int64]string{}
	for _, t := range d.Triggers {
		names[t.ID] = t.Name
	}
	more := make(map[diary.Date][]string, len(d.Nights))
	for _, x := range d.Exposures {
		more[x.Night] = append(more[x.Night], names[x.TriggerID])
	}
	for _, x := range d.Episodes {
		words := more[x.Night]
		for _, a := range x.Tried {
			words = append(words, wording.Measure(l, a.Measure))
		}
		more[x.Night] = append(words, x.Note)
	}
	for _, iv := range d.Interventions {
		for _, in := range iv.Intakes {
			if in.Status != diary.Planned {
				more[in.Night] = append(more[in.Night], iv.Name)
			}
		}
	}
	return more
}
