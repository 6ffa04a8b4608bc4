package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// ownTable is a table that this program wrote, besides that of the nights: it is known by its heads, in
// whatever language it was written, and goes back where it came from.
type ownTable struct {
	kind string // its name when it was written, without ".csv"
	l    *i18n.Localizer
	rows []source.Row
	// further are the places of those of furtherColumns that it has.
	further map[string]int
}

// more is the cell of a row in one of furtherColumns, "" where the table has none.
func (o ownTable) more(row source.Row, key string) string {
	if at, there := o.further[key]; there {
		return row.Cell(at)
	}
	return ""
}

// ownFormat is the format of a table of our own, and ownProgram who wrote it.
const (
	ownFormat  = "stillnight"
	ownProgram = "Stillnight"
)

// own brings in a table of our own.
func (b *builder) own(p Part, t *partTally) {
	set := &reading.Set{Rows: len(p.own.rows)}
	r := ownReader{builder: b, ownTable: *p.own, set: set, tally: t}
	read := map[string]func(source.Row) bool{
		"episodes": r.episode, "remedies": r.remedy, "doses": r.dose, "side-effects": r.sideEffect, "triggers": r.trigger, "blood-tests": r.lab, "visits": r.visit,
		"prescribed": r.prescribed, "blinded-trials": r.blind, "about-me": r.about,
	}[p.own.kind]
	for _, row := range p.own.rows {
		if read(row) {
			t.lines.add(row.Line)
		} else {
			set.Leave(row.Line, reading.Unreadable, strings.Join(row.Cells[:min(len(row.Cells), 3)], ", "))
		}
	}
	b.proposal.Parts = append(b.proposal.Parts, PartProposal{Part: p.told(), Columns: []Column{}})
	b.count(set, t)
}

type ownReader struct {
	*builder
	ownTable
	set   *reading.Set
	tally *partTally
}

// date reads the date that our tables begin with.
func (r *ownReader) date(text string) (diary.Date, bool) {
	d, ok := cell.ParseDate(text, cell.DayFirst)
	return d, ok && r.allowed(d)
}

// An empty cell is none; one that cannot be read makes the row unreadable.
func optionalWhole(text string, at *diary.Optional[int]) bool {
	if text == "" {
		return true
	}
	n, err := strconv.Atoi(text)
	*at = diary.Some(n)
	return err == nil
}

func optionalNumber(text string, at *diary.Optional[float64]) bool {
	if text == "" {
		return true
	}
	x, ok := i18n.ParseNumber(text)
	*at = diary.Some(x)
	return ok
}

func optionalClock(text string, at *diary.Optional[diary.Clock]) bool {
	if text == "" {
		return true
	}
	c, ok := cell.ParseClock(text)
	*at = diary.Some(c)
	return ok
}

// wordOf finds what a word stands for: one of the choices by its words in the table's language, "" for an
// empty cell.
func wordOf[T ~string](choices []T, words func(T) string, text string) (T, bool) {
	if text == "" {
		return "", true
	}
	for _, c := range choices {
		if i18n.Fold(words(c)) == i18n.Fold(text) {
			return c, true
		}
	}
	return T(text), false
}

// episode reads one measure tried against a bout; rows that are the same but for the measure are one bout.
func (r *ownReader) episode(row source.Row) bool {
	var e diary.Episode
	var ok bool
	if e.Night, ok = r.date(row.Cell(0)); !ok {
		return false
	}
	if !optionalClock(row.Cell(1), &e.Start) || !optionalWhole(row.Cell(2), &e.Severity) || !optionalWhole(row.Cell(3), &e.Minutes) {
		return false
	}
	e.Note = row.Cell(7)
	d := &r.proposal.Diary
	if text := row.Cell(4); text != "" {
		measure, _ := wordOf(diary.Measures, func(m string) string { return wording.Measure(r.l, m) }, text)
		attempt := diary.Attempt{Measure: measure}
		if !optionalWhole(row.Cell(5), &attempt.Relief) || !optionalWhole(row.Cell(6), &attempt.MinutesToRelief) {
			return false
		}
		if last := len(d.Episodes) - 1; last >= 0 {
			before := &d.Episodes[last]
			same := before.Night == e.Night && before.Start == e.Start && before.Severity == e.Severity && before.Minutes == e.Minutes && before.Note == e.Note
			if same && len(before.Tried) > 0 && !slices.ContainsFunc(before.Tried, func(a diary.Attempt) bool { return a.Measure == measure }) {
				before.Tried = append(before.Tried, attempt)
				return before.Validate() == nil
			}
		}
		e.Tried = []diary.Attempt{attempt}
	}
	if e.Validate() != nil {
		return false
	}
	e.ID = int64(len(d.Episodes) + 1)
	d.Episodes = append(d.Episodes, e)
	return true
}

// intervention finds a remedy by its name, and makes it where it is new.
func (r *ownReader) intervention(name string) *diary.Intervention {
	d := &r.proposal.Diary
	i := slices.IndexFunc(d.Interventions, func(iv diary.Intervention) bool { return sameName(iv.Name, name) })
	if i < 0 {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(len(d.Interventions) + 1), Name: name})
		i = len(d.Interventions) - 1
	}
	return &d.Interventions[i]
}

// longAgo stands for a start that nobody knows; it is never shown.
var longAgo = diary.MustDate(1990, time.January, 1)

// remedy reads one phase of a remedy.
func (r *ownReader) remedy(row source.Row) bool {
	name := row.Cell(0)
	kind, ok := wordOf(diary.Kinds, func(k diary.Kind) string { return r.l.T("kind." + string(k)) }, row.Cell(1))
	if name == "" || !ok {
		return false
	}
	var p diary.Phase
	var err error
	if text := row.Cell(2); text == "" {
		p.Start, p.StartIs = longAgo, diary.StartNotKnown
	} else if p.Start, p.StartIs, err = diary.ParseStart(text); err != nil {
		return false
	}
	if text := row.Cell(3); text != "" {
		end, ok := cell.ParseDate(text, cell.DayFirst)
		if !ok {
			return false
		}
		p.End = diary.Some(end)
	}
	var perWeek diary.Optional[int]
	if !optionalNumber(row.Cell(4), &p.Dose) || !optionalWhole(row.Cell(6), &perWeek) || !optionalWhole(row.Cell(8), &p.Overall) {
		return false
	}
	p.Unit, p.StopReason, p.Schedule.TimesPerWeek = row.Cell(5), row.Cell(7), perWeek.Or(0)
	tried := diary.Intervention{Name: name, Kind: kind, CatalogueID: r.more(row, "exchange.column.entry")}
	if !r.furtherOfRemedy(row, &tried, &p) {
		return false
	}
	tried.Phases = []diary.Phase{p}
	if tried.Validate() != nil {
		return false
	}
	iv := r.intervention(name)
	iv.Kind, iv.CatalogueID, iv.CarryOverDays, iv.JudgeAfterDays = kind, tried.CatalogueID, tried.CarryOverDays, tried.JudgeAfterDays
	if note := row.Cell(9); note != "" {
		iv.Note = note
	}
	iv.Phases = append(iv.Phases, p)
	iv.SortPhases()
	if iv.Validate() != nil {
		iv.Phases = slices.DeleteFunc(iv.Phases, func(x diary.Phase) bool { return samePhases([]diary.Phase{x}, []diary.Phase{p}) })
		return false
	}
	return true
}

// furtherOfRemedy reads what stands behind the fixed columns of a phase.
func (r *ownReader) furtherOfRemedy(row source.Row, iv *diary.Intervention, p *diary.Phase) bool {
	var weeks diary.Optional[int]
	for key, at := range map[string]*diary.Optional[int]{
		"exchange.column.weeks": &weeks, "exchange.column.box_run_in": &p.RunInDays,
		"exchange.column.carry_over_days": &iv.CarryOverDays, "exchange.column.judge_after_days": &iv.JudgeAfterDays,
	} {
		if !optionalWhole(r.more(row, key), at) {
			return false
		}
	}
	p.Schedule.Weeks = weeks.Or(0)
	for key, at := range map[string]*bool{"exchange.column.as_needed": &p.Schedule.AsNeeded, "exchange.column.paused": &p.Paused} {
		if text := r.more(row, key); text != "" && !cellsFor(r.l).readYes(at, text) {
			return false
		}
	}
	if text := r.more(row, "exchange.column.times_of_day"); text != "" {
		for time := range strings.SplitSeq(text, ";") {
			c, ok := cell.ParseClock(strings.TrimSpace(time))
			if !ok {
				return false
			}
			p.Times = append(p.Times, c)
		}
	}
	return true
}

func (r *ownReader) dose(row source.Row) bool {
	var in diary.Intake
	var okDate, okStatus bool
	in.Night, okDate = r.date(row.Cell(0))
	in.Status, okStatus = wordOf(diary.IntakeStatuses, func(s diary.IntakeStatus) string { return r.l.T("intake." + string(s)) }, row.Cell(2))
	name := row.Cell(1)
	if !okDate || !okStatus || name == "" || len(name) > diary.MaxName || in.Status == "" || !optionalClock(row.Cell(3), &in.At) || !optionalNumber(row.Cell(4), &in.Dose) {
		return false
	}
	iv := r.intervention(name)
	iv.Intakes = append(iv.Intakes, in)
	if iv.Validate() != nil {
		iv.Intakes = iv.Intakes[:len(iv.Intakes)-1]
		return false
	}
	return true
}

func (r *ownReader) sideEffect(row source.Row) bool {
	day, ok := r.date(row.Cell(0))
	name := row.Cell(1)
	var severity diary.Optional[int]
	if !ok || name == "" || len(name) > diary.MaxName || !optionalWhole(row.Cell(3), &severity) || !severity.IsSet() {
		return false
	}
	iv := r.intervention(name)
	return attach(iv, &iv.SideEffects, diary.SideEffect{Date: day, Effect: row.Cell(2), Severity: diary.EffectSeverity(severity.Or(0))})
}

func (r *ownReader) trigger(row source.Row) bool {
	d := &r.proposal.Diary
	night, ok := r.date(row.Cell(0))
	name := row.Cell(1)
	var e diary.Exposure
	if !ok || name == "" || !optionalNumber(row.Cell(2), &e.Amount) {
		return false
	}
	if text := row.Cell(4); text != "" {
		c, ok := cell.ParseClock(text)
		if !ok {
			return false
		}
		e.LastAt = diary.Some(c)
	}
	i := slices.IndexFunc(d.Triggers, func(t diary.Trigger) bool { return sameName(t.Name, name) })
	if i < 0 {
		t := diary.Trigger{ID: int64(len(d.Triggers) + 1), Name: name, Unit: row.Cell(3), CatalogueID: r.more(row, "exchange.column.entry")}
		if t.Validate() != nil {
			return false
		}
		d.Triggers = append(d.Triggers, t)
		i = len(d.Triggers) - 1
	}
	e.ID, e.Night, e.TriggerID = int64(len(d.Exposures)+1), night, d.Triggers[i].ID
	if e.Validate() != nil {
		return false
	}
	d.Exposures = append(d.Exposures, e)
	return true
}

func (r *ownReader) lab(row source.Row) bool {
	d := &r.proposal.Diary
	day, ok := r.date(row.Cell(0))
	value, number := i18n.ParseNumber(row.Cell(2))
	test, _ := wordOf(diary.LabTests, func(t diary.LabTest) string { return wording.LabTest(r.l, t) }, row.Cell(1))
	l := diary.LabResult{ID: int64(len(d.Labs) + 1), Date: day, Test: test, Value: value, Unit: diary.LabUnit(test, row.Cell(3)), Note: row.Cell(4)}
	if text := r.more(row, "exchange.column.iron_within_day"); text != "" {
		var iron bool
		if !cellsFor(r.l).readYes(&iron, text) {
			return false
		}
		l.IronWithinDay = diary.Some(iron)
	}
	if !ok || !number || l.Validate() != nil {
		return false
	}
	d.Labs = append(d.Labs, l)
	return true
}

func (r *ownReader) visit(row source.Row) bool {
	d := &r.proposal.Diary
	day, ok := r.date(row.Cell(0))
	v := diary.Visit{ID: int64(len(d.Visits) + 1), Date: day, Note: row.Cell(1)}
	if !ok || v.Validate() != nil {
		return false
	}
	d.Visits = append(d.Visits, v)
	return true
}
