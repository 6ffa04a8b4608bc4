package report

import (
	"errors"
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Paper is a size of paper.
type Paper string

// The sizes.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// letterRegions are those in which people print on Letter (CLDR 48, supplemental data, paperSize).
var letterRegions = []string{"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}

// UsualPaper is what people print on where the user lives.
func UsualPaper(l *i18n.Localizer) Paper {
	if slices.Contains(letterRegions, l.Region()) {
		return Letter
	}
	return A4
}

// size returns width and height in points.
func (p Paper) size() (w, h float64) {
	if p == Letter {
		return 612, 792
	}
	return 595.28, 841.89
}

// Options say what is on the pages. L and Catalogue are needed, the rest may be left out.
type Options struct {
	// From and To are the first and last night covered; the zero Date is the diary's own.
	From, To diary.Date
	// Paper is A4 where it is empty.
	Paper Paper
	// Grey uses no colour.
	Grey bool
	// Name and BirthYear are printed as they are; empty ones are left out.
	Name, BirthYear string
	// Questions for the doctor, as the patient wrote them; empty ones are left out.
	Questions string
	// InterventionIDs are the remedies shown; nil is all. Those left out still count as other changes.
	InterventionIDs []int64
	// Outcomes compared; severity is always among them and comes first.
	Outcomes []compare.Outcome
	// Brief prints the overview alone, without the details behind it.
	Brief bool
	// Notes prints the notes of the nights covered.
	Notes bool
	// Made is the date printed, and the document's own; the zero Date is the last night covered.
	Made diary.Date
	// Version of the program, printed small.
	Version   string
	L         *i18n.Localizer
	Catalogue *catalogue.Catalogue
	// Compared are the comparisons of severity of the same diary with the catalogue's windows, where they are known
	// already; nil where not. The pages are the same with and without. Stops may be only outlined.
	Compared *compare.Results
}

func (o Options) check() error {
	if o.L == nil || o.Catalogue == nil {
		return errors.New("a report needs a language and the catalogue")
	}
	return nil
}

// outcomes are those compared, severity first, each once.
func (o Options) outcomes() []compare.Outcome {
	list := []compare.Outcome{compare.Severity}
	for _, out := range compare.Outcomes {
		if out != compare.Severity && slices.Contains(o.Outcomes, out) {
			list = append(list, out)
		}
	}
	return list
}

// shows tells whether a remedy is on the pages.
func (o Options) shows(id int64) bool {
	return o.InterventionIDs == nil || slices.Contains(o.InterventionIDs, id)
}

// covered are the nights that the pages are about.
func (o Options) covered(d diary.Diary) (first, last diary.Date, ok bool) {
	first, last, ok = d.Span()
	if !o.From.IsZero() {
		first = o.From
	}
	if !o.To.IsZero() {
		last = o.To
	}
	if !ok && (o.From.IsZero() || o.To.IsZero()) {
		return diary.Date{}, diary.Date{}, false
	}
	return first, last, !last.Before(first)
}

// made is the date of the document; a diary without any date has a fixed one.
func (o Options) made(d diary.Diary) diary.Date {
	if !o.Made.IsZero() {
		return o.Made
	}
	if _, last, ok := o.covered(d); ok {
		return last
	}
	return diary.MustDate(2000, 1, 1)
}

// comparing are the options of every comparison on the pages: all steps up to the last night covered.
func (o Options) comparing(last diary.Date) compare.Options {
	return compare.Options{
		Windows:      o.Catalogue.Windows,
		NeverStop:    o.Catalogue.NeverStopSuddenly,
		Dopaminergic: o.Catalogue.CanAugment,
		SameMedicine: o.Catalogue.SameMedicine,
		Outcomes:     o.outcomes(),
		To:           last,
	}
}
