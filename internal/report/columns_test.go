package report

import (
	"context"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// No short word of a table is cut off while another column could spare the room.
func TestColumnsAreWideEnoughForTheirWords(t *testing.T) {
	d := sample(t)
	d.Interventions = nil
	for _, name := range []string{"Oxycodone", "Gabapentin", "Iron tablets", "Calcium", "Valerian + Lorazepam"} {
		take(&d, name)
	}
	doses := []float64{10, 600, 65, 500, 1}
	for i, id := range []string{"opioid_er", "gabapentin", "iron_oral", "calcium", ""} {
		d.Interventions[i].CatalogueID = id
		d.Interventions[i].Phases[0].Dose, d.Interventions[i].Phases[0].Unit = diary.Some(doses[i]), "mg"
	}
	d.Exposures, d.Triggers, d.Labs = nil, nil, nil
	pages, err := Pages(context.Background(), d, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if text := pages[0].Text(); strings.Contains(text, "…") {
		t.Errorf("page 1 cuts something off: %s", text)
	}
}
