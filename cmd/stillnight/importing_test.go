//go:build window

package main

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// The tests here bring files in with the wizard: once by keys alone, once with the mouse.

// oddHeads is a table that does not say by its heads what it holds.
const oddHeads = `When I wrote it,Restlessness felt,Remarks
1 Feb 2026,3,tea
2 Feb 2026,4,
3 Feb 2026,0,quiet
`

// brought puts the files to bring in into the folder for documents; their rows in a chooser are in that order.
func brought(t *testing.T, home string) {
	t.Helper()
	docs := filepath.Join(home, "Documents")
	if err := os.MkdirAll(docs, 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(docs, "export.zip"))
	if err != nil {
		t.Fatal(err)
	}
	var records strings.Builder
	for day := 10; day < 15; day++ {
		fmt.Fprintf(&records, ` <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" startDate="2026-02-%d 23:10:00 +0100" endDate="2026-02-%d 06:10:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/>`+"\n", day, day+1)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("apple_health_export/export.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(w, "<?xml version=\"1.0\"?>\n<HealthData>\n%s</HealthData>\n", &records); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{z.Close(), f.Close(), os.WriteFile(filepath.Join(docs, "odd.csv"), []byte(oddHeads), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The rows of these files in a chooser, below the one for the folder above.
const (
	toArchive = iota + 1
	toTable
)

// wizardHand is a way to use the wizard.
type wizardHand struct {
	hand
	// severity says that the table's first column is the severity, on a scale of 0 to 4.
	severity func(w *window)
	// agree brings the files in after that, and atOnce where nothing had to be said.
	agree, atOnce func(w *window)
}

var wizardByKeys = wizardHand{
	hand: byKeys,
	severity: func(w *window) {
		pick := func(n int) { w.keys(append(slices.Repeat([]string{"Down"}, n), "Return")...) }
		w.keys("Tab")
		pick(4) // opens the list, then "not used", the date, the severity
		w.screenshot()
		w.keys("Tab")
		pick(4) // 0 to 10, 1 to 10, 0 to 4
		w.screenshot()
	},
	agree:  func(w *window) { w.keys("shift+Tab", "shift+Tab", "Return") },
	atOnce: func(w *window) { w.keys("Return") },
}

var wizardByMouse = wizardHand{
	hand: byMouse,
	severity: func(w *window) {
		for _, at := range [][2]float64{{240, 329}, {160, 107}, {460, 329}, {432, 453}} {
			w.click(at[0], at[1], 1)
			w.screenshot() // the lists open and close once the program is at rest
		}
	},
	agree:  func(w *window) { w.click(550, 630, 1) },
	atOnce: func(w *window) { w.click(550, 630, 1) },
}

func TestWindowImportsByKeys(t *testing.T)  { useWizard(t, wizardByKeys) }
func TestWindowImportsByMouse(t *testing.T) { useWizard(t, wizardByMouse) }

// useWizard brings in a table whose heads say nothing, and an archive of Apple Health.
func useWizard(t *testing.T, by wizardHand) {
	home := home(t)
	brought(t, home)
	path := usualDiary(home)
	w := withoutBus(t, home)
	w.keys("Return") // Start my diary
	eventually(t, "the new diary", func() bool { return exists(path) })

	w.inSettings(toImport)
	w.question("space")
	by.file(w, toTable)
	w.screenshot()
	by.severity(w)
	by.agree(w)
	eventually(t, "the table's nights", func() bool { return len(read(t, path).Nights) == 3 })
	for day, want := range []int{8, 10, 0} {
		n, _ := read(t, path).Night(diary.MustDate(2026, 2, day+1))
		if n.Severity != diary.Some(want) {
			t.Errorf("%s has %v, want %d", n.Date, n.Severity, want)
		}
	}

	w.inSettings(toImport)
	w.question("space")
	by.file(w, toArchive)
	w.screenshot()
	by.atOnce(w)
	eventually(t, "the archive's nights", func() bool { return len(read(t, path).Nights) == 8 })
	n, _ := read(t, path).Night(diary.MustDate(2026, 2, 10))
	if n.SleepHours != diary.Some(7.0) {
		t.Errorf("%s has %v", n.Date, n.SleepHours)
	}
	w.quit()
}
