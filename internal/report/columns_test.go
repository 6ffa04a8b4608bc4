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

// A name of words too long for its column takes the room of columns that do not need theirs.
func TestALongWordIsNotCutOffWhileThereIsRoom(t *testing.T) {
	d := sample(t)
	d.Interventions = nil
	first := d.Nights[len(d.Nights)-1].Date.AddDays(-40)
	for _, name := range []string{"Entspannungsübungen nach Jacobson vor dem Zubettgehen im Schlafzimmer", "Iron tablets", "Sertraline"} {
		iv := take(&d, name)
		iv.Phases[0].Start = first
	}
	d.Interventions[0].Kind = diary.Exercise
	d.Exposures, d.Triggers, d.Labs = nil, nil, nil
	pages, err := Pages(context.Background(), d, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if text := pages[0].Text(); !strings.Contains(text, "Entspannungsübungen\n") && !strings.Contains(text, "Entspannungsübungen nach\n") {
		t.Errorf("page 1 cuts a word off: %s", text)
	}
}
