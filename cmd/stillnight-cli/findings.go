package main

import (
	"strings"
	"time"

	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// finding is one thing in the diary that a doctor should know of.
type finding struct {
	// Kind is "urgent", "urgent_before" (more than half a year ago), "red_flag", "impulses" (new urges or sudden sleep),
	// "augmentation", "iron", "dose", "together", "worsens" or "unknown"; Code names it within.
	Kind string `json:"kind"`
	Code string `json:"code,omitzero"`
	// Date of the last night or test it rests on, where it has one.
	Date diary.Date `json:"date,omitzero"`
	// Text as the report has it, and Source where it is a published bound.
	Text   string `json:"text"`
	Source string `json:"source,omitzero"`
}

// findings tells what the first page of the report would say of the diary.
func (p *program) findings(args []string) error {
	f := p.flags("findings")
	from := f.where()
	asJSON := f.yes("json", "cli.option.json")
	born := f.words("born", "", "cli.option.born")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	d, err := from.read()
	if err != nil {
		return err
	}
	if !*asJSON {
		d = oneLineNames(d)
	}
	list, err := p.find(d, *born, diary.DateOf(time.Now()))
	if err != nil {
		return err
	}
	if *asJSON {
		return p.printJSON(struct {
			Findings []finding `json:"findings"`
			// LookedFor is how many medicines that can make restless legs worse are known.
			LookedFor int `json:"worsening_medicines_known"`
		}{list, p.catalogue.WorseningCount()})
	}
	lines := make([]string, 0, len(list)+2)
	for _, x := range list {
		lines = append(lines, "- "+x.Text)
	}
	if len(lines) == 0 {
		lines = append(lines, p.l.T("cli.findings.none"))
	}
	lines = append(lines, "", wording.DoNotStop(p.l))
	return p.print(strings.Join(lines, "\n") + "\n")
}

// find looks the diary over, as of its last entry up to today.
func (p *program) find(d diary.Diary, born string, today diary.Date) ([]finding, error) {
	list := []finding{}
	on := clinical.AsOf(d, today)
	for _, t := range clinical.Urgent(d.Nights) {
		list = append(list, finding{Kind: "urgent", Code: string(t.Sign), Date: t.Last, Text: wording.UrgentTicked(p.l, t)})
	}
	for _, t := range clinical.UrgentBefore(d.Nights) {
		list = append(list, finding{Kind: "urgent_before", Code: string(t.Sign), Date: t.Last, Text: wording.UrgentBefore(p.l, []clinical.Ticked{t})})
	}
	flags, err := compare.RedFlags(d)
	if err != nil {
		return nil, err
	}
	for _, r := range flags {
		if words := wording.RedFlag(p.l, r); words != "" {
			list = append(list, finding{Kind: "red_flag", Code: string(r.Kind), Text: words})
		}
	}
	for _, i := range clinical.ImpulsesTold(d, p.catalogue, on) {
		list = append(list, finding{Kind: "impulses", Date: i.Told.Date, Text: wording.Impulses(p.l, i)})
	}
	watched, err := compare.Augmentation(d, p.options())
	if err != nil {
		return nil, err
	}
	for _, a := range watched {
		if words := wording.AugmentationForDoctor(p.l, a); len(words) > 0 {
			list = append(list, finding{Kind: "augmentation", Code: string(a.Level), Text: strings.Join(words, " ")})
		}
	}
	iron := clinical.IronOf(d.Labs, on).Beside(d, p.catalogue, on)
	if clinical.IsChild(born, on) {
		iron = iron.ForChild()
	}
	if words := wording.IronForDoctor(p.l, iron); words != "" {
		list = append(list, finding{Kind: "iron", Code: string(iron.Band), Date: iron.Latest(), Text: words})
	}
	for _, a := range clinical.DosesAbove(d, p.catalogue, on) {
		list = append(list, finding{Kind: "dose", Code: a.Medicine, Text: wording.DoseAbove(p.l, a), Source: a.Source})
	}
	for _, pair := range clinical.Pairs(d, p.catalogue, on) {
		list = append(list, finding{Kind: "together", Code: string(pair.Kind), Text: wording.Together(p.l, pair), Source: pair.Source})
	}
	return append(list, p.medicines(d, on)...), nil
}

// medicines tells of those in the diary that can make restless legs worse, also of those that ended and those noted
// among the triggers, and of those taken that the program does not know.
func (p *program) medicines(d diary.Diary, on diary.Date) []finding {
	var list []finding
	first, _, ok := d.Span()
	if !ok {
		first = on
	}
	for _, a := range clinical.Aggravators(d, p.catalogue, first, on) {
		text := wording.Aggravators(p.l, []clinical.Aggravator{a})
		list = append(list, finding{Kind: "worsens", Code: string(a.Known), Text: text})
	}
	for _, iv := range clinical.UnknownMedicines(d, p.catalogue, first, on) {
		list = append(list, finding{Kind: "unknown", Text: wording.Worsening(p.l, p.catalogue, iv)})
	}
	return list
}
