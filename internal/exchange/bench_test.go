package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// eighteenThousandNights is a table of fifty years.
func eighteenThousandNights() string {
	var b strings.Builder
	b.WriteString("Date,Severity,Hours slept,Minutes to fall asleep,Times up,Bedtime,Tiredness,Notes\n")
	first := diary.MustDate(1976, 1, 1)
	for i := range 18_000 {
		fmt.Fprintf(&b, "%s,%d,%d.25,%d,%d,23:%02d,%d,note %d\n", first.AddDays(i), i%11, 5+i%4, i%60, i%5, i%60, i%11, i)
	}
	return b.String()
}

// BenchmarkTable reads 18,000 nights of a table and works out what would change in an empty diary.
func BenchmarkTable(b *testing.B) {
	text := eighteenThousandNights()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p, err := proposeText(b, "nights.csv", text, Choices{})
		if err != nil {
			b.Fatal(err)
		}
		plan, err := Join(diary.Diary{}, p.Diary, Fill)
		if err != nil || plan.New != 18_000 {
			b.Fatalf("%d nights, %v", plan.New, err)
		}
	}
}

// BenchmarkJoinTheSameAgain joins fifty years to themselves: ten remedies of every night, and five triggers.
func BenchmarkJoinTheSameAgain(b *testing.B) {
	var d diary.Diary
	first := diary.MustDate(1976, 1, 1)
	for i := range 10 {
		iv := diary.Intervention{ID: int64(i + 1), Name: fmt.Sprint("remedy ", i)}
		for day := range 18_000 {
			iv.Intakes = append(iv.Intakes, diary.Intake{Night: first.AddDays(day), Status: diary.Taken})
		}
		d.Interventions = append(d.Interventions, iv)
	}
	for i := range 5 {
		id := int64(i + 1)
		d.Triggers = append(d.Triggers, diary.Trigger{ID: id, Name: fmt.Sprint("trigger ", i)})
		for day := range 18_000 {
			d.Exposures = append(d.Exposures, diary.Exposure{ID: int64(len(d.Exposures) + 1), Night: first.AddDays(day), TriggerID: id})
		}
	}
	d.Sort()
	for b.Loop() {
		if plan, err := Join(d, d, Fill); err != nil || !plan.Empty() {
			b.Fatalf("%d others, %v", plan.Others, err)
		}
	}
}

// appleRecords are what most of Apple's export is: not sleep.
const appleRecords = ` <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" sourceVersion="11.0" device="&lt;&lt;HKDevice: 0x28&gt;, name:Apple Watch&gt;" unit="count/min" creationDate="2026-03-01 23:35:00 +0100" startDate="2026-03-01 23:35:00 +0100" endDate="2026-03-01 23:35:00 +0100" value="58">
  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>
 </Record>
`

// BenchmarkApple reads an export of 256 MB.
func BenchmarkApple(b *testing.B) {
	const size = 256 << 20
	path := filepath.Join(b.TempDir(), "export.xml")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	chunk := strings.Repeat(appleRecords, (1<<20)/len(appleRecords))
	night := ` <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" startDate="%[1]s 23:00:00 +0100" endDate="%[1]s 23:59:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/>` + "\n"
	first := diary.MustDate(2020, 1, 1)
	if _, err := f.WriteString("<?xml version=\"1.0\"?>\n<HealthData>\n"); err != nil {
		b.Fatal(err)
	}
	for i := range size >> 20 {
		if _, err := fmt.Fprintf(f, chunk+night, first.AddDays(i)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := f.WriteString("</HealthData>\n"); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		p, err := proposeFile(b, Choices{}, path)
		if err != nil || len(p.Diary.Nights) != size>>20 {
			b.Fatalf("%d nights, %v", len(p.Diary.Nights), err)
		}
	}
}
