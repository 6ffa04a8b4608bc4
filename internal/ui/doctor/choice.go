package doctor

import (
	"encoding/json"
	"fmt"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/report"
)

// stretch names the nights that a report covers.
type stretch string

// The stretches offered.
const (
	fourWeeks   stretch = "four_weeks"
	threeMonths stretch = "three_months"
	oneYear     stretch = "one_year"
	sinceVisit  stretch = "since_visit"
	everything  stretch = "all"
	ownDates    stretch = "own"
)

var stretches = []stretch{fourWeeks, threeMonths, oneYear, sinceVisit, everything, ownDates}

// choice is what the user wants on the pages. It is kept with the diary, in JSON.
type choice struct {
	Stretch stretch `json:"stretch"`
	// From and To, both included, are for ownDates.
	From   diary.Date `json:"from,omitzero"`
	To     diary.Date `json:"to,omitzero"`
	Letter bool       `json:"letter"` // also where it is A4 by choice
	Grey   bool       `json:"grey,omitzero"`
	// Brief prints the overview alone.
	Brief bool   `json:"brief,omitzero"`
	Notes bool   `json:"notes,omitzero"`
	Name  string `json:"name,omitzero"`
	Born  string `json:"born,omitzero"`
	// Questions for the doctor, a line each as typed.
	Questions string            `json:"questions,omitzero"`
	Outcomes  []compare.Outcome `json:"outcomes,omitempty"`
	// Without lists remedies to be left out, so that a new one is in.
	Without []int64 `json:"without,omitempty"`
}

// settingKey is where the choice is kept in the diary.
const settingKey = "choice_for_doctor"

// firstChoice is what a new diary begins with.
func firstChoice(l *i18n.Localizer) choice {
	return choice{Stretch: threeMonths, Letter: report.UsualPaper(l) == report.Letter, Outcomes: []compare.Outcome{compare.Severity}}
}

// parseChoice reads what was kept; what is not known of it is as in the first choice.
func parseChoice(text string, first choice) (choice, error) {
	c := first
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return first, fmt.Errorf("reading what was chosen for the doctor: %w", err)
	}
	if !slices.Contains(stretches, c.Stretch) {
		c.Stretch = threeMonths
	}
	c.Outcomes = slices.DeleteFunc(c.Outcomes, func(o compare.Outcome) bool { return !slices.Contains(compare.Outcomes, o) })
	if len(c.Outcomes) == 0 {
		c.Outcomes = []compare.Outcome{compare.Severity}
	}
	return c, nil
}

// text is the choice as it is kept.
func (c choice) text() (string, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("keeping what was chosen for the doctor: %w", err)
	}
	return string(data), nil
}

// lastVisit is the last day at the doctor's before the night last.
func lastVisit(d diary.Diary, last diary.Date) (diary.Date, bool) {
	var found diary.Date
	for _, v := range d.Visits {
		if !v.Date.After(last) && v.Date.After(found) {
			found = v.Date
		}
	}
	return found, !found.IsZero()
}

// dates are the nights that the choice covers, both included. tonight is the last night there can be.
func (c choice) dates(d diary.Diary, tonight diary.Date) (from, to diary.Date) {
	first, last, ok := d.Span()
	if !ok {
		return tonight, tonight
	}
	switch c.Stretch {
	case fourWeeks:
		return last.AddDays(-27), last
	case oneYear:
		return last.AddMonths(-12).AddDays(1), last
	case sinceVisit:
		if visit, ok := lastVisit(d, last); ok {
			return visit, last
		}
	case everything:
		return first, last
	case ownDates:
		if !c.From.IsZero() && !c.To.IsZero() && !c.To.Before(c.From) {
			return c.From, c.To
		}
	}
	return last.AddMonths(-3).AddDays(1), last
}

// included lists the remedies on the pages; nil is all.
func (c choice) included(d diary.Diary) []int64 {
	if len(c.Without) == 0 {
		return nil
	}
	ids := []int64{}
	for _, iv := range d.Interventions {
		if !slices.Contains(c.Without, iv.ID) {
			ids = append(ids, iv.ID)
		}
	}
	return ids
}
