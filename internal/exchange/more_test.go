package exchange

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// answered is what a file of testdata/more is to be answered by.
type answered struct {
	// Nights with their fields. A severity and hours slept that are not named must not be there.
	Nights map[string]map[string]any `json:"nights"`
	// Refused is the fault's key without its beginning, where the file is to be refused.
	Refused     string    `json:"refused"`
	Doses, Labs int       `json:",omitzero"`
	Order       DateOrder `json:"order"`
}

// TestMoreFiles brings in files as people and programs write them, as their owner would without an answer to any
// question: every night right, and nothing else, or refused for the right reason.
func TestMoreFiles(t *testing.T) {
	folders, err := filepath.Glob("testdata/more/*/expected.json")
	if err != nil || len(folders) < 140 {
		t.Fatalf("%d files, %v", len(folders), err)
	}
	for _, path := range folders {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want answered
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			got, err := proposeFile(t, Choices{Order: want.Order}, filesBelow(t, filepath.Dir(path))...)
			if want.Refused != "" {
				var f *Fault
				if !errors.As(err, &f) || f.Key != "exchange.fault."+want.Refused {
					t.Fatalf("it is answered by %v instead of %s, and holds %v", err, want.Refused, brief(got.Diary))
				}
				return
			}
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			want.compare(t, got)
		})
	}
}

func filesBelow(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "expected.json" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func (want answered) compare(t *testing.T, got Proposal) {
	t.Helper()
	if len(got.Diary.Nights) != len(want.Nights) {
		t.Errorf("%d nights instead of %d:\n%s", len(got.Diary.Nights), len(want.Nights), brief(got.Diary))
	}
	for _, n := range got.Diary.Nights {
		fields, there := want.Nights[n.Date.String()]
		if !there {
			t.Errorf("night %s is invented", n.Date)
			continue
		}
		have := asMap(t, n)
		for _, never := range []string{"severity", "sleep_hours"} {
			if _, named := fields[never]; !named && have[never] != nil {
				t.Errorf("%s: %s %v is invented", n.Date, never, have[never])
			}
		}
		for field, value := range fields {
			x, number := value.(float64)
			y, gotNumber := have[field].(float64)
			switch {
			case value == nil:
			case number && gotNumber && field == "sleep_hours" && math.Abs(x-y) <= 0.25:
			case have[field] != value:
				t.Errorf("%s: %s is %v instead of %v", n.Date, field, have[field], value)
			}
		}
	}
	if c := got.Counts; c.In != c.Used+c.Left {
		t.Errorf("%d rows in, %d used and %d left out", c.In, c.Used, c.Left)
	}
	if got.Counts.Doses != want.Doses || got.Counts.Labs != want.Labs {
		t.Errorf("%d doses and %d blood tests instead of %d and %d", got.Counts.Doses, got.Counts.Labs, want.Doses, want.Labs)
	}
	if err := got.Diary.Validate(sampleDay); err != nil {
		t.Errorf("what was read is not valid: %v", err)
	}
}

func asMap(t *testing.T, n diary.Night) map[string]any {
	t.Helper()
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var have map[string]any
	if err := json.Unmarshal(text, &have); err != nil {
		t.Fatal(err)
	}
	return have
}
