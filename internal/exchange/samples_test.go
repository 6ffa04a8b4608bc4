package exchange

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/known"
)

// berlin is where the samples were written.
func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

var sampleDay = diary.MustDate(2026, time.November, 27)

// answers are what the person who owns the file would say.
var answers = map[string]Choices{
	"migraine-buddy":      {Columns: map[string]Field{"Pain Level": "severity"}},
	"oscar-summary":       {Columns: map[string]Field{"Total Time": "sleep_hours"}},
	"sleep-cycle-between": {Columns: map[string]Field{"Time in bed (seconds)": "sleep_hours"}},
}

// expected is what a sample's diary should hold.
type expected struct {
	Nights map[string]map[string]any `json:"nights"`
	Doses  int                       `json:"doses"`
}

// proposeFile reads files as the user would bring them in.
func proposeFile(t testing.TB, chosen Choices, paths ...string) (Proposal, error) {
	t.Helper()
	found, err := Find(t.Context(), paths, Env{Zone: berlin(t), Order: chosen.Order})
	if err != nil {
		return Proposal{}, err
	}
	return found.Propose(t.Context(), chosen, sampleDay)
}

func sampleFiles(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if e.Name() != "expected.json" && !e.IsDir() {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	return files
}

// TestEverySample brings in a file of each program and of each kind of table, and looks at every value.
func TestEverySample(t *testing.T) {
	folders, err := filepath.Glob("testdata/imports/*/expected.json")
	if err != nil || len(folders) < 45 {
		t.Fatalf("%d samples, %v", len(folders), err)
	}
	for _, path := range folders {
		folder := filepath.Dir(path)
		name := filepath.Base(folder)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want expected
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			got, err := proposeFile(t, answers[name], sampleFiles(t, folder)...)
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			compareNights(t, want, got)
			sameOnce(t, answers[name], got, sampleFiles(t, folder)...)
			if c := got.Counts; c.In != c.Used+c.Left {
				t.Errorf("%d rows in, %d used and %d left out", c.In, c.Used, c.Left)
			}
			if got.Counts.Doses < want.Doses {
				t.Errorf("%d doses instead of %d", got.Counts.Doses, want.Doses)
			}
			if err := got.Diary.Validate(sampleDay); err != nil {
				t.Errorf("what was read is not valid: %v", err)
			}
		})
	}
}

// sameProposal tells whether the same would come in, with the same accounts.
func sameProposal(a, b Proposal) bool {
	a.Parts, b.Parts = nil, nil // hold functions
	return reflect.DeepEqual(a, b)
}

// sameOnce keeps that what is let go meanwhile changes nothing.
func sameOnce(t *testing.T, how Choices, want Proposal, files ...string) {
	t.Helper()
	found, err := Find(t.Context(), files, Env{Zone: berlin(t), Order: how.Order, As: how.As})
	if err != nil {
		t.Fatal(err)
	}
	once, err := found.ProposeOnce(t.Context(), how, sampleDay)
	if err != nil || !sameProposal(once, want) {
		t.Errorf("proposed once it is something else: %v", err)
	}
}

// TestEveryFormatHasASample keeps that no row of the table of formats goes untried, and that none is hidden by one
// that stands before it.
func TestEveryFormatHasASample(t *testing.T) {
	folders, err := filepath.Glob("testdata/*/*/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, path := range folders {
		found, err := Find(t.Context(), filesBelow(t, filepath.Dir(path)), Env{Zone: berlin(t)})
		if err != nil {
			continue // one that is to be refused; the other tests look at that
		}
		for _, p := range found.Parts {
			met[p.Format] = true
		}
	}
	for _, f := range known.All {
		if !met[f.ID] {
			t.Errorf("no sample under testdata/imports or testdata/more is known as %s (%s)", f.ID, f.Name)
		}
	}
}

func compareNights(t *testing.T, want expected, got Proposal) {
	t.Helper()
	for date, fields := range want.Nights {
		d, err := diary.ParseDate(date)
		if err != nil {
			t.Fatal(err)
		}
		n, there := got.Diary.Night(d)
		if !there {
			t.Errorf("night %s is missing", date)
			continue
		}
		text, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		var have map[string]any
		if err := json.Unmarshal(text, &have); err != nil {
			t.Fatal(err)
		}
		for field, value := range fields {
			compareField(t, date, field, value, have)
		}
	}
	if len(want.Nights) > 3 && len(got.Diary.Nights) != len(want.Nights) {
		t.Errorf("%d nights instead of %d", len(got.Diary.Nights), len(want.Nights))
	}
}

func compareField(t *testing.T, date, field string, want any, have map[string]any) {
	t.Helper()
	if field == "severity_source" {
		// Before the scale: 0–4.
		n, _ := cell.Scale{Low: 0, High: 4}.Stretch(want.(float64))
		field, want = "severity", float64(n)
	}
	got := have[field]
	w, number := want.(float64)
	g, gotNumber := got.(float64)
	if number && gotNumber {
		tolerance := 0.0
		if field == "sleep_hours" {
			tolerance = 0.25
		}
		if math.Abs(w-g) > tolerance {
			t.Errorf("%s %s is %v instead of %v", date, field, g, w)
		}
		return
	}
	if want != got {
		t.Errorf("%s %s is %v instead of %v", date, field, got, want)
	}
}

// TestReported brings in files of kinds that people have reported against other programs.
func TestReported(t *testing.T) {
	for _, c := range []struct {
		file   string
		nights string // "date severity hours note", one a line
		note   string
		utc    bool
	}{
		{file: "01-midnight-time/in.csv", nights: "2026-03-02 4\n2026-03-03 5\n2026-03-04 6"},
		{file: "02-unclosed-quote/in.csv", nights: "2026-03-02 4 \"Legs bad\n2026-03-03 5 fine\n2026-03-04 6 fine\n2026-03-05 7 ok", note: "exchange.note.open_quote"},
		{file: "03-cr-only/in.csv", nights: "2026-03-02 4 a\n2026-03-03 5 b"},
		{file: "04-one-bad-byte/in.csv", nights: "2026-03-02 4 müde 😴\n2026-03-03 5 café\n2026-03-04 5 Füße", note: "exchange.note.bad_bytes"},
		{file: "05-decimal-comma-2col/head.csv", nights: "2026-03-01 6.5h\n2026-03-02 7.5h\n2026-03-15 5h"},
		{file: "06-dup-header/in.csv", nights: "2026-03-02 4\n2026-03-03 5"},
		{file: "09-utc-z/in.csv", nights: "2026-03-01 4\n2026-03-02 5", utc: true},
		{file: "12-month-names/in.csv", nights: "2026-03-02 4\n2026-03-03 5"},
		{file: "12-month-names/in2.csv", nights: "2026-03-02 4\n2026-03-03 5"},
	} {
		t.Run(c.file, func(t *testing.T) {
			got, err := proposeFile(t, Choices{}, filepath.Join("testdata/imports/reported", c.file))
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, n := range got.Diary.Nights {
				line := n.Date.String()
				if s, ok := n.Severity.Get(); ok {
					line += " " + cells{}.number(float64(s))
				}
				if h, ok := n.SleepHours.Get(); ok {
					line += " " + cells{}.number(h) + "h"
				}
				lines = append(lines, strings.TrimSpace(line+" "+n.Note))
			}
			if have := strings.Join(lines, "\n"); have != c.nights {
				t.Errorf("it holds\n%s\ninstead of\n%s", have, c.nights)
			}
			if c.note != "" && (len(got.Parts[0].Notes) == 0 || got.Parts[0].Notes[0].Key != c.note || got.Parts[0].Notes[0].Line == 0) {
				t.Errorf("what was met is not told: %+v", got.Parts[0].Notes)
			}
			if got.UTC != c.utc {
				t.Errorf("that moments were in UTC: %v", got.UTC)
			}
		})
	}
}
