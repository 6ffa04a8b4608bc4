package night

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
	// words is all that a search looks through, in lower case.
	words string
	kinds []kind
}

// filter keeps the rows of a kind in which every word of the query occurs.
func filter(rows []row, k kind, query string) []row {
	words := strings.Fields(strings.ToLower(query))
	var found []row
	for _, r := range rows {
		if slices.Contains(r.kinds, k) && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.words, w) }) {
			found = append(found, r)
		}
	}
	return found
}

// listed makes the rows, the latest night first.
func listed(d diary.Diary, l *i18n.Localizer) []row {
	more := extras(d, l)
	rows := make([]row, 0, len(d.Nights))
	var after diary.Date // the night listed before, which is a later one
	for _, n := range slices.Backward(d.Nights) {
		if !after.IsZero() {
			for gap := after.AddDays(-1); gap.After(n.Date); gap = gap.AddDays(-1) {
				rows = append(rows, missing(gap, l))
			}
		}
		after = n.Date
		rows = append(rows, written(n, more[n.Date], l))
	}
	return rows
}

// missing is the row of a night that was not written down.
func missing(date diary.Date, l *i18n.Localizer) row {
	line := l.T("night.row", "date", l.DateLong(date), "severity", l.T("night.cell.gap"), "note", "")
	return row{Date: date, Line: strings.TrimSpace(line), words: strings.ToLower(line), kinds: []kind{notThereKind}}
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
		add(badKind, v >= diary.BadNight)
		add(calmKind, v <= calmTo)
	}
	add(noteKind, n.Note != "")
	add(triggerKind, more.trigger)
	add(episodeKind, more.episodes)
	add(unusualKind, n.Unusual != "")
	note, _, _ := strings.Cut(n.Note, "\n")
	r.Line = strings.TrimSpace(l.T("night.row", "date", l.DateLong(n.Date), "severity", severity, "note", note))
	r.words = strings.ToLower(strings.Join(append([]string{r.Line, n.Note}, more.words...), " "))
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
			add(in.Night, func(e *extra) { e.words = append(e.words, iv.Name) })
		}
	}
	return more
}
