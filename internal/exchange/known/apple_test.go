package known

import (
	"io"
	"strings"
	"testing"
	"time"

	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

func appleItem(text string) source.Item {
	return source.Item{
		File: "export.xml", Kind: source.XMLKind, Head: text[:min(len(text), 4096)],
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}
}

func readApple(t *testing.T, text string) *reading.Set {
	t.Helper()
	f, ok := ByID("apple-health")
	if !ok {
		t.Fatal("no such format")
	}
	set, err := Read(t.Context(), appleItem(text), f, time.UTC, cell.Ambiguous, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

const appleBegin = `<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><HealthData>`

// TestAppleEntitiesAreNotFollowed gives entities that would grow without end, or read another file.
func TestAppleEntitiesAreNotFollowed(t *testing.T) {
	set := readApple(t, appleBegin+`<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="&b;&x;" startDate="2026-03-01 23:10:00 +0100" endDate="2026-03-02 06:10:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/></HealthData>`)
	if len(set.Sessions) != 1 || set.Sessions[0].Source != "&b;&x;" {
		t.Errorf("it is read as %+v", set.Sessions)
	}
}

// TestAppleRecordsAtTheEdgeOfAPiece moves a record over the place where one piece of the file ends.
func TestAppleRecordsAtTheEdgeOfAPiece(t *testing.T) {
	record := `<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" startDate="2026-03-01 14:10:00 +0100" endDate="2026-03-01 21:00:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore">` + "\n" +
		`<MetadataEntry key="HKTimeZone" value="Australia/Sydney"/>` + "\n</Record>"
	for shift := range len(record) + 20 {
		fill := appleChunk - len(appleBegin) - len(record) - 10 + shift
		set := readApple(t, appleBegin+strings.Repeat(" ", fill)+record+"</HealthData>")
		if len(set.Sessions) != 1 || set.Sessions[0].Start.Format("2006-01-02 15:04") != "2026-03-02 00:10" {
			t.Fatalf("moved by %d it is read as %+v", shift, set.Sessions)
		}
	}
}
