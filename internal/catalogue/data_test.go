package catalogue_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/resources"
)

func TestEachClaimHasASource(t *testing.T) {
	c, _ := load(t)
	for _, item := range c.Items() {
		if references := c.References(item.ID); slices.Contains(references, "") {
			t.Errorf("%s: one of the sources %v is not in sources.json", item.ID, item.Sources)
		}
		if len(item.Sources) == 0 && (item.Evidence != "none_found" || item.TimingBasis != "" && item.TimingBasis != "assumption") {
			t.Errorf("%s has no source for its evidence %q and its timing by %q", item.ID, item.Evidence, item.TimingBasis)
		}
	}
}

// TestTheDataSayWhatIsShown keeps that whoever reads catalogue.json reads what the user does.
func TestTheDataSayWhatIsShown(t *testing.T) {
	c, l := load(t)
	for _, item := range c.Items() {
		if item.UsualSchedule != "" && !l.Has("catalogue."+item.ID+".schedule") {
			t.Errorf("%s has no words for its schedule", item.ID)
		}
		for what, pair := range map[string][2]string{
			"name":        {item.Name, item.NameIn(l)},
			"safety note": {item.SafetyNote, item.SafetyIn(l)},
			"schedule":    {item.UsualSchedule, item.ScheduleIn(l)},
		} {
			if !strings.EqualFold(pair[0], pair[1]) {
				t.Errorf("%s: the %s is %q in catalogue.json and %q in the English translation", item.ID, what, pair[0], pair[1])
			}
		}
	}
}

func TestEachValueIsAmongTheEnums(t *testing.T) {
	_, l := load(t)
	var file struct {
		Enums map[string][]string `json:"enums"`
		Items []map[string]any    `json:"items"`
	}
	if err := json.Unmarshal(resources.Catalogue, &file); err != nil {
		t.Fatal(err)
	}
	for field, values := range file.Enums {
		for _, item := range file.Items {
			if v, there := item[field].(string); there && !slices.Contains(values, v) {
				t.Errorf("%v: %s %q is not among the enums", item["id"], field, v)
			}
		}
	}
	for _, v := range file.Enums["evidence"] {
		if !l.Has("clinical.evidence." + v) {
			t.Errorf("the evidence %q has no words in clinical.json", v)
		}
	}
	for _, v := range file.Enums["aasm_2025"] {
		if !l.Has("clinical.guideline."+v) || !l.Has("clinical.guideline_short."+v) {
			t.Errorf("the guideline's position %q has no words in clinical.json", v)
		}
	}
}

func TestNoFieldOfTheDataIsMisspelt(t *testing.T) {
	strict := json.NewDecoder(bytes.NewReader(resources.Catalogue))
	strict.DisallowUnknownFields()
	var known struct {
		Schema      string              `json:"schema"`
		Notes       []string            `json:"notes"`
		Enums       map[string][]string `json:"enums"`
		Items       []catalogue.Item    `json:"items"`
		SourcesNote string              `json:"sources_note"`
	}
	if err := strict.Decode(&known); err != nil {
		t.Errorf("catalogue.json: %v", err)
	}
}
