package list

import (
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

// row is one night of the list; nights that were not written down have one too.
type row struct {
	Date diary.Date
	Line string
	// Severity is the figure alone, "" where there is none; Said is the note's first line, or why there is no figure.
	Severity, Said string
	// words is all that a search looks through, folded, each word after a space.
	words string
	kinds []kind
}

// filter keeps the rows of a kind in which every word of the query occurs.
func filter(rows []row, k kind, query string) []row {
	words := wanted(query)
	var found []row
	for _, r := range rows {
		if slices.Contains(r.kinds, k) && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.words, w) }) {
			found = append(found, r)
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
func listed(d diary.Diary, now diary.Date, l *i18n.Localizer) []row {
	more, nights := extras(d, l), make(map[diary.Date]diary.Night, len(d.Nights))
	first, last := diary.Date{}, now
	span := func(date diary.Date) {
		if first.IsZero() || date.Before(first) {
			first = date
		}
		if date.After(last) {
			last = date
		}
	}
	for _, n := range d.Nights {
		nights[n.Date] = n
		span(n.Date)
	}
	for date := range more {
		span(date)
	}
	if first.IsZero() {
		return nil
	}
	begun := first
	if len(d.Nights) > 0 {
		begun = d.Nights[0].Date
	}
	rows := make([]row, 0, last.Sub(first)+1)
	for date := last; !date.Before(first); date = date.AddDays(-1) {
		n, recorded := nights[date]
		x, noted := more[date]
		switch {
		case recorded || noted:
			n.Date = date
			rows = append(rows, written(n, x, l))
		case !date.After(now) && !date.Before(begun):
			rows = append(rows, missing(date, l))
		}
	}
	return rows
}

// missing is the row of a night that was not written down.
func missing(date diary.Date, l *i18n.Localizer) row {
	gap := l.T("night.cell.gap")
	line := l.T("night.row", "date", l.DateLong(date), "severity", gap, "note", "")
	return row{Date: date, Line: strings.TrimSpace(line), Said: gap, words: searched(date, l, line), kinds: []kind{notThereKind}}
}

// extra is what a night has beside its own answers.
type extra struct {
	words    []string
	trigger  bool
	episodes bool
}

func written(n diary.Night, more extra, l *i18n.Localizer) row {
	severity := l.T("night.without_severity")
	r := row{Date: n.Date, kinds: []kind{everyKind}}
	add := func(k kind, is bool) {
		if is {
			r.kinds = append(r.kinds, k)
		}
	}
	if v, ok := n.Severity.Get(); ok {
		severity = l.Number(float64(v), 0)
		r.Severity = severity
		add(badKind, v >= diary.BadNight)
		add(calmKind, v <= calmTo)
	}
	add(noteKind, n.Note != "")
	add(triggerKind, more.trigger)
	add(episodeKind, more.episodes)
	add(unusualKind, n.Unusual != "")
	note, _, _ := strings.Cut(n.Note, "\n")
	r.Said = note
	if r.Severity == "" {
		r.Said = strings.TrimSpace(severity + "  " + note)
	}
	r.Line = strings.TrimSpace(l.T("night.row", "date", l.DateLong(n.Date), "severity", severity, "note", note))
	words := append([]string{r.Line, n.Note}, more.words...)
	if n.Unusual != "" {
		words = append(words, l.T("unusual."+string(n.Unusual)))
	}
	for _, v := range n.Sensations {
		words = append(words, l.T("sensation."+string(v)))
	}
	for _, v := range n.BodyParts {
		words = append(words, l.T("bodypart."+string(v)))
	}
	r.words = searched(n.Date, l, words...)
	return r
}

// extras gathers triggers, episodes and doses by night, in words.
func extras(d diary.Diary, l *i18n.Localizer) map[diary.Date]extra {
	names := map[int64]string{}
	for _, t := range d.Triggers {
		names[t.ID] = t.Name
	}
	more := map[diary.Date]extra{}
	add := func(night diary.Date, change func(e *extra)) {
		e := more[night]
		change(&e)
		more[night] = e
	}
	for _, x := range d.Exposures {
		add(x.Night, func(e *extra) { e.trigger, e.words = true, append(e.words, names[x.TriggerID]) })
	}
	for _, x := range d.Episodes {
		add(x.Night, func(e *extra) {
			e.episodes = true
			for _, a := range x.Tried {
				e.words = append(e.words, wording.Measure(l, a.Measure))
			}
			e.words = append(e.words, x.Note)
		})
	}
	for _, iv := range d.Interventions {
		for _, in := range iv.Intakes {
			if in.Status != diary.Planned {
				add(in.Night, func(e *extra) { e.words = append(e.words, iv.Name) })
			}
		}
	}
	return more
}
