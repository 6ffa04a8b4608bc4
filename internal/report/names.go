package report

import (
	"slices"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// fenced returns a diary whose typed names keep to themselves within a sentence, whichever direction they
// read in: a number after a Hebrew name stays after it. Names read from left to right are as they were.
func fenced(d diary.Diary) diary.Diary {
	d.Interventions = slices.Clone(d.Interventions)
	for i := range d.Interventions {
		d.Interventions[i].Name = draw.Isolate(d.Interventions[i].Name)
	}
	d.Triggers = slices.Clone(d.Triggers)
	for i := range d.Triggers {
		d.Triggers[i].Name = draw.Isolate(d.Triggers[i].Name)
	}
	return d
}
