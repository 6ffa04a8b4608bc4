package diary

import (
	"slices"
	"sort"
)

// Visit is a day at the doctor's, so that "since my last visit" means something.
type Visit struct {
	ID   int64  `json:"id,omitzero"`
	Date Date   `json:"date"`
	Note string `json:"note,omitzero"`
}

// Validate checks the date. The error is FieldErrors.
func (v Visit) Validate() error {
	var c checker
	c.date("date", v.Date)
	c.text("note", v.Note, MaxNote)
	return c.err()
}

// Diary is everything one person wrote down, as one value: what comparisons, charts, reports and
// exports work from. Lists are in order of date.
type Diary struct {
	Nights        []Night             `json:"nights"`
	Episodes      []Episode           `json:"episodes,omitempty"`
	Interventions []Intervention      `json:"interventions,omitempty"`
	Triggers      []Trigger           `json:"triggers,omitempty"`
	Exposures     []Exposure          `json:"exposures,omitempty"`
	Labs          []LabResult         `json:"labs,omitempty"`
	Visits        []Visit             `json:"visits,omitempty"`
	Plans         []PlannedComparison `json:"plans,omitempty"`
	// Background is about the person.
	Background Background `json:"background,omitzero"`
}

// Span returns the first and last recorded night; ok is false for a diary without nights.
func (d Diary) Span() (first, last Date, ok bool) {
	if len(d.Nights) == 0 {
		return Date{}, Date{}, false
	}
	return d.Nights[0].Date, d.Nights[len(d.Nights)-1].Date, true
}

// Night returns the night of a date.
func (d Diary) Night(date Date) (Night, bool) {
	i := d.firstFrom(date)
	if i == len(d.Nights) || d.Nights[i].Date != date {
		return Night{}, false
	}
	return d.Nights[i], true
}

// firstFrom is the index of the first night that is not before a date. It looks at nights in place: handing them
// to a function that compares them copies each, which is most of the work of a search.
func (d Diary) firstFrom(date Date) int {
	return sort.Search(len(d.Nights), func(i int) bool { return !d.Nights[i].Date.Before(date) })
}

// Between returns the nights from first to last, both included, sharing the diary's memory.
func (d Diary) Between(first, last Date) []Night {
	from, to := d.firstFrom(first), d.firstFrom(last.AddDays(1))
	if to < from {
		return nil
	}
	return d.Nights[from:to]
}

// Validate checks every record and that no date has two nights. It returns FieldErrors with the
// record named as Subject. latest as for Night.Validate.
func (d Diary) Validate(latest Date) error {
	var all FieldErrors
	add := func(subject string, err error) {
		errs, _ := err.(FieldErrors)
		for _, e := range errs {
			if e.Subject == "" {
				e.Subject = subject
			}
			all = append(all, e)
		}
	}
	seen := make(map[Date]bool, len(d.Nights))
	for _, n := range d.Nights {
		add(n.Date.String(), n.Validate(latest))
		if seen[n.Date] {
			all = append(all, &FieldError{Field: "date", Reason: Duplicate, Subject: n.Date.String()})
		}
		seen[n.Date] = true
	}
	for _, e := range d.Episodes {
		add(e.Night.String(), e.Validate())
	}
	for _, iv := range d.Interventions {
		add(iv.Name, iv.Validate())
	}
	for _, t := range d.Triggers {
		add(t.Name, t.Validate())
	}
	for _, e := range d.Exposures {
		add(e.Night.String(), e.Validate())
	}
	for _, l := range d.Labs {
		add(l.Date.String(), l.Validate())
	}
	for _, v := range d.Visits {
		add(v.Date.String(), v.Validate())
	}
	for _, p := range d.Plans {
		add(planSubject(&d, p), p.Validate())
	}
	add(BackgroundSubject, d.Background.Validate())
	if len(all) == 0 {
		return nil
	}
	return all
}

// BackgroundSubject is the Subject of errors in the page about the person.
const BackgroundSubject = "background"

// planSubject names what is planned: the remedy or, where there is none, the day on which the plan begins.
func planSubject(d *Diary, p PlannedComparison) string {
	for _, iv := range d.Interventions {
		if iv.ID == p.InterventionID && iv.Name != "" {
			return iv.Name
		}
	}
	return p.Begun.String()
}

// Sort puts every list in order of date, as the rest of the program expects.
func (d *Diary) Sort() {
	slices.SortStableFunc(d.Nights, func(a, b Night) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(d.Episodes, func(a, b Episode) int { return a.Night.Compare(b.Night) })
	slices.SortStableFunc(d.Exposures, func(a, b Exposure) int { return a.Night.Compare(b.Night) })
	slices.SortStableFunc(d.Labs, func(a, b LabResult) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(d.Visits, func(a, b Visit) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(d.Plans, func(a, b PlannedComparison) int { return a.Begun.Compare(b.Begun) })
	for i := range d.Interventions {
		d.Interventions[i].SortPhases()
	}
}
