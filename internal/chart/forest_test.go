package chart

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
)

func TestTheForestInPartsIsTheForest(t *testing.T) {
	r, err := compare.All(demo.Long(1, 4, 12, 100), compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
	if err != nil {
		t.Fatal(err)
	}
	style := Style{Palette: Light(), L: english(t)}
	whole := Forest(r.Comparisons, style).(*table)
	var rows []row
	text := ""
	for from := 0; from < len(r.Comparisons); from += 5 {
		part := ForestPart(r.Comparisons, from, from+5, style).(*table)
		rows = append(rows, part.rows...)
		text += part.Text()
		if part.scale != whole.scale || !reflect.DeepEqual(part.ticks, whole.ticks) {
			t.Errorf("the part from row %d has a scale of its own", from)
		}
		if (part.note != "") != (from == 0) {
			t.Errorf("the part from row %d has the note %q", from, part.note)
		}
	}
	if !reflect.DeepEqual(rows, whole.rows) {
		t.Error("the parts do not have the rows of the whole")
	}
	if slices.ContainsFunc(whole.rows, func(r row) bool { return !strings.Contains(text, r.label) }) || !strings.Contains(text, whole.note) {
		t.Error("the parts leave something of the whole unsaid")
	}
}
