package main

import (
	"encoding/json"
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/exchange"
	"stillnight/internal/wording"
)

// compare tells for each change in the diary whether nights changed after it.
func (p *program) compare(args []string) error {
	f := p.flags("compare")
	from := f.where()
	asJSON := f.yes("json", "cli.option.json")
	lines := f.yes("jsonl", "cli.option.jsonl")
	name := f.words("outcome", "", "cli.option.outcome", "outcomes", outcomes())
	since, until := f.date("from", "cli.option.steps_from"), f.date("to", "cli.option.steps_to")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	if *lines {
		if *from.path != "" || *asJSON || *name != "" {
			return p.usage("cli.usage.jsonl_alone")
		}
		return p.compareLines()
	}
	opts := p.options()
	opts.From, opts.To = since.Date, until.Date
	if *name != "" {
		o, known := compare.ParseOutcome(*name)
		if !known {
			return p.usage("cli.usage.outcome", "text", *name, "outcomes", outcomes())
		}
		opts.Outcomes = []compare.Outcome{o}
	}
	d, err := from.read()
	if err != nil {
		return err
	}
	if !*asJSON {
		d = oneLineNames(d)
	}
	results, err := compare.All(d, opts)
	if err != nil {
		return err
	}
	if *asJSON {
		return p.printJSON(struct {
			Comparisons  []exchange.StepResult         `json:"comparisons"`
			Pooled       []exchange.PooledResult       `json:"pooled,omitzero"`
			Augmentation []exchange.AugmentationResult `json:"augmentation,omitzero"`
		}{exchange.ResultsOf(results.Comparisons, p.l), exchange.PooledOf(results.Pooled), exchange.AugmentationOf(results.Augmentation)})
	}
	return p.tell(results)
}

// outcomes are the names of all outcomes.
func outcomes() string {
	names := make([]string, len(compare.Outcomes))
	for i, o := range compare.Outcomes {
		names[i] = string(o)
	}
	return strings.Join(names, ", ")
}

// options are the catalogue's windows and cautions.
func (p *program) options() compare.Options {
	return compare.Options{
		Windows: p.catalogue.Windows, NeverStop: p.catalogue.NeverStopSuddenly, Dopaminergic: p.catalogue.CanAugment, SameMedicine: p.catalogue.SameMedicine,
	}
}

// tell prints comparisons as a person reads them.
func (p *program) tell(results compare.Results) error {
	if len(results.Comparisons) == 0 {
		return p.print(p.l.T("cli.compare.nothing") + "\n")
	}
	lines := []string{p.l.T("cli.compare.summary")}
	for _, line := range wording.Summary(p.l, results, results.Comparisons[0].Plan.Outcome) {
		lines = append(lines, "  "+line)
	}
	lines = append(lines, "")
	lines = append(lines, p.comparisonLines(results.Comparisons)...)
	for _, pooled := range results.Pooled {
		lines = append(lines, wording.Pooled(p.l, pooled))
	}
	for _, flag := range results.Augmentation {
		lines = append(lines, wording.Augmentation(p.l, flag)...)
		if words := wording.AugmentationWatched(p.l, flag); words != "" {
			lines = append(lines, words)
		}
	}
	judged, byChance := compare.ByChance(results.Comparisons)
	lines = append(lines, "")
	if judged > 0 { // of none, none can look better
		lines = append(lines, wording.ByChance(p.l, judged, byChance))
	}
	lines = append(lines, wording.Placebo(p.l), wording.DoNotStop(p.l))
	return p.print(strings.Join(lines, "\n") + "\n")
}

// comparisonLines tell every comparison below the step that it belongs to.
func (p *program) comparisonLines(comparisons []compare.Comparison) []string {
	var lines []string
	step, secondary := "", false
	for _, c := range comparisons {
		if c.BeforeDiary() && !c.Since.IsSet() {
			continue
		}
		title := p.l.T("cli.compare.title", "step", wording.StepTitle(p.l, c.Plan.Step), "date", p.l.DateMedium(c.Plan.Step.First))
		if title != step {
			step = title
			lines = append(lines, title)
		}
		lines = append(lines, "  "+wording.Pair(p.l, wording.Outcome(p.l, c.Plan.Outcome), wording.Finding(p.l, c)))
		secondary = secondary || c.Secondary
		if c.Secondary || c.BeforeDiary() {
			continue
		}
		lines = append(lines, "  "+chart.Counted(c, p.l))
		for _, w := range wording.Warnings(p.l, c) {
			lines = append(lines, "  - "+w)
		}
	}
	if secondary {
		lines = append(lines, "", wording.Secondary(p.l))
	}
	return lines
}

func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(&visibleJSON{to: p.stdout})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
