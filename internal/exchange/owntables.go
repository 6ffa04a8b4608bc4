package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// prescribed are the steps of doses as they were prescribed.
func (c cells) prescribed(d diary.Diary) Table {
	l := c.l
	t := Table{Name: "prescribed.csv", texts: []int{1, 3}, Rows: [][]string{{
		l.T("exchange.column.day"), l.T("exchange.column.remedy"), l.T("exchange.column.prescribed"), l.T("exchange.column.unit"),
	}}}
	for _, iv := range d.Interventions {
		for _, p := range iv.Prescribed {
			t.Rows = append(t.Rows, []string{p.Date.String(), iv.Name, c.number(p.Dose), p.Unit})
		}
	}
	return t
}

// sealedKey writes the number of a key as a word: a spreadsheet keeps fifteen digits of a number, and a key that lost the
// others would be another key.
func sealedKey(seed int64) string { return fmt.Sprintf("K%016X", uint64(seed)) }

// readSealedKey reads it, and the plain number of earlier versions.
func readSealedKey(word string) (seed int64, err error) {
	if digits, ok := strings.CutPrefix(word, "K"); ok {
		u, err := strconv.ParseUint(digits, 16, 64)
		return int64(u), err
	}
	return strconv.ParseInt(word, 10, 64)
}

// blind are the blinded trials, each with its sealed key.
func (c cells) blind(d diary.Diary) Table {
	l := c.l
	fixed := []string{
		l.T("exchange.column.day"), l.T("exchange.column.remedy"), l.T("exchange.column.boxes"), l.T("exchange.column.box_days"),
		l.T("exchange.column.box_run_in"), l.T("exchange.column.sealed_key"), l.T("exchange.column.opened"), l.T("exchange.column.given_up"),
	}
	t := Table{Name: "blinded-trials.csv", texts: []int{1}, Rows: [][]string{c.withFurther("blinded-trials", fixed)}}
	for _, iv := range d.Interventions {
		for _, b := range iv.Blind {
			t.Rows = append(t.Rows, []string{
				b.Begun.String(), iv.Name, strconv.Itoa(b.Boxes), strconv.Itoa(b.Days), strconv.Itoa(b.RunInDays), sealedKey(b.Seed),
				b.Opened.Or(diary.Date{}).String(), b.Abandoned.Or(diary.Date{}).String(), b.Seen.Or(diary.Date{}).String(),
			})
		}
	}
	return t.used(len(fixed))
}

// aboutAnswer is a question about the person with the place of its answer.
type aboutAnswer struct {
	question string // key of the translations
	answer   *diary.Answer
}

// aboutAnswers are the questions that are answered by yes, no or not known.
func aboutAnswers(b *diary.Background) []aboutAnswer {
	var list []aboutAnswer
	for i, name := range diary.Criteria {
		list = append(list, aboutAnswer{"clinical.about.criterion." + name, &b.Criteria[i]})
	}
	list = append(list, aboutAnswer{"clinical.about.family", &b.Family})
	for i, name := range diary.Conditions {
		list = append(list, aboutAnswer{"clinical.about.condition." + name, &b.Conditions[i]})
	}
	return list
}

// about is the page about the person, a question a row; one that is not answered is left out.
func (c cells) about(d diary.Diary) Table {
	l := c.l
	t := Table{Name: "about-me.csv", texts: []int{1, 2}, Rows: [][]string{{
		l.T("exchange.column.question"), l.T("exchange.column.answer"), l.T("exchange.column.highest_dose"), l.T("exchange.column.why_stopped"),
	}}}
	row := func(question, answer string) {
		if answer != "" {
			t.Rows = append(t.Rows, []string{i18n.Capital(l.T(question)), answer, "", ""})
		}
	}
	b := d.Background
	for _, a := range aboutAnswers(&b) {
		if *a.answer != "" {
			row(a.question, l.T("clinical.about.answer."+string(*a.answer)))
		}
	}
	row("clinical.about.onset_age", intCell(b.OnsetAge))
	row("clinical.about.apnoea_treatment", b.ApnoeaTreatment)
	for _, tried := range b.Tried {
		why := ""
		if tried.Why != "" {
			why = l.T("clinical.about.why." + string(tried.Why))
		}
		t.Rows = append(t.Rows, []string{l.T("clinical.about.tried"), tried.Agent, tried.Dose, why})
	}
	row("exchange.field.note", b.Note)
	return t
}

// about reads one row about the person. A row that does not fit leaves what is there as it was.
func (r *ownReader) about(row source.Row) bool {
	is := func(key string) bool { return i18n.Fold(row.Cell(0)) == i18n.Fold(r.l.T(key)) }
	was := r.proposal.Diary.Background
	b := &r.proposal.Diary.Background
	b.Tried = slices.Clone(b.Tried)
	known := r.aboutRow(b, row, is)
	if !known || row.Cell(1) == "" || b.Validate() != nil {
		r.proposal.Diary.Background = was
		return false
	}
	return true
}

func (r *ownReader) aboutRow(b *diary.Background, row source.Row, is func(key string) bool) bool {
	for _, a := range aboutAnswers(b) {
		if is(a.question) {
			answer, ok := wordOf(diary.Answers, func(x diary.Answer) string { return r.l.T("clinical.about.answer." + string(x)) }, row.Cell(1))
			*a.answer = answer
			return ok
		}
	}
	switch {
	case is("clinical.about.onset_age"):
		return optionalWhole(row.Cell(1), &b.OnsetAge)
	case is("clinical.about.apnoea_treatment"):
		b.ApnoeaTreatment = row.Cell(1)
	case is("exchange.field.note"):
		b.Note = row.Cell(1)
	case is("clinical.about.tried"):
		why, ok := wordOf(diary.StopWhys, func(x diary.StopWhy) string { return r.l.T("clinical.about.why." + string(x)) }, row.Cell(3))
		b.Tried = append(b.Tried, diary.TriedBefore{Agent: row.Cell(1), Dose: row.Cell(2), Why: why})
		return ok
	default:
		return false
	}
	return true
}

func (r *ownReader) prescribed(row source.Row) bool {
	day, ok := r.date(row.Cell(0))
	name := row.Cell(1)
	var dose diary.Optional[float64]
	if !ok || name == "" || len(name) > diary.MaxName || !optionalNumber(row.Cell(2), &dose) || !dose.IsSet() {
		return false
	}
	iv := r.intervention(name)
	return attach(iv, &iv.Prescribed, diary.PrescribedStep{Date: day, Dose: dose.Or(0), Unit: row.Cell(3)})
}

func (r *ownReader) blind(row source.Row) bool {
	name := row.Cell(1)
	var b diary.BlindTrial
	var ok bool
	if b.Begun, ok = r.date(row.Cell(0)); !ok || name == "" || len(name) > diary.MaxName {
		return false
	}
	for i, at := range []*int{&b.Boxes, &b.Days, &b.RunInDays} {
		var n diary.Optional[int]
		if !optionalWhole(row.Cell(2+i), &n) {
			return false
		}
		*at = n.Or(0)
	}
	seed, err := readSealedKey(row.Cell(5))
	if err != nil || !r.optionalDay(row.Cell(6), &b.Opened) || !r.optionalDay(row.Cell(7), &b.Abandoned) ||
		!r.optionalDay(r.more(row, "exchange.column.seen"), &b.Seen) {
		return false
	}
	b.Seed = seed
	iv := r.intervention(name)
	return attach(iv, &iv.Blind, b)
}

// attach adds v to a list of an intervention, in its order; where the intervention would not be valid with it, the
// list stays as it was, and false is returned.
func attach[T any](iv *diary.Intervention, list *[]T, v T) bool {
	before := *list
	*list = append(slices.Clone(before), v)
	iv.SortPhases()
	if iv.Validate() != nil {
		*list = before
		return false
	}
	return true
}

// optionalDay reads a day; an empty cell is none.
func (r *ownReader) optionalDay(text string, at *diary.Optional[diary.Date]) bool {
	if text == "" {
		return true
	}
	day, ok := r.date(text)
	*at = diary.Some(day)
	return ok
}
