package exchange

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/known"
	"stillnight/internal/exchange/source"
)

// samplesOf gives the content of every sample below a folder to add.
func samplesOf(f *testing.F, folder string, add func(name string, data []byte)) {
	f.Helper()
	err := filepath.WalkDir(filepath.Join("testdata", folder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "expected.json" {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && len(data) < 64<<10 {
			add(d.Name(), data)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}

// bring reads whatever it is given, and holds it against what is always true.
func bring(t *testing.T, name, as string, data []byte) {
	t.Helper()
	found, err := FindBytes(t.Context(), name, data, Env{Zone: berlin(t), As: as})
	if err != nil {
		var f *Fault
		if !errors.As(err, &f) {
			t.Fatalf("not in words: %v", err)
		}
		return
	}
	p, err := found.Propose(t.Context(), Choices{}, sampleDay)
	if err != nil {
		var f *Fault
		if !errors.As(err, &f) {
			t.Fatalf("not in words: %v", err)
		}
		return
	}
	if err := p.Diary.Validate(sampleDay); err != nil {
		t.Fatalf("what was read is not valid: %v", err)
	}
	if c := p.Counts; c.In != c.Used+c.Left || c.Joined < 0 {
		t.Fatalf("%d rows in, %d used, %d joined, %d left", c.In, c.Used, c.Joined, c.Left)
	}
	once, err := found.ProposeOnce(t.Context(), Choices{}, sampleDay)
	if err != nil || !sameProposal(once, p) {
		t.Fatalf("a second and last look gives something else: %v", err)
	}
	plan, err := Join(diary.Diary{}, p.Diary, Fill)
	if err != nil {
		t.Fatal(err)
	}
	mine := Apply(diary.Diary{}, plan)
	if second, err := Join(mine, p.Diary, Fill); err != nil || !second.Empty() {
		t.Fatalf("a second time it changes something: %+v %v", second, err)
	}
}

// FuzzTable is for tables in text, in any encoding.
func FuzzTable(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if ext := filepath.Ext(name); ext == ".csv" || ext == ".txt" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "table.csv", "", data) })
}

// FuzzWorkbook is for .xlsx and .ods, and FuzzArchive for .zip and .gz.
func FuzzWorkbook(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if ext := filepath.Ext(name); ext == ".xlsx" || ext == ".ods" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "book.xlsx", "", data) })
}

func FuzzArchive(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if ext := filepath.Ext(name); ext == ".zip" || ext == ".gz" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "export.zip", "", data) })
}

func FuzzJSON(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if ext := filepath.Ext(name); ext == ".json" || ext == ".jsonl" || ext == ".ndjson" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "export.json", "", data) })
}

func FuzzXML(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if filepath.Ext(name) == ".xml" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "export.xml", "", data) })
}

func FuzzDatabase(f *testing.F) {
	samplesOf(f, "", func(name string, data []byte) {
		if filepath.Ext(name) == ".db" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) { bring(t, "export.db", "", data) })
}

// FuzzFormat gives a file to each format in turn, whether it is one or not.
func FuzzFormat(f *testing.F) {
	samplesOf(f, "imports", func(_ string, data []byte) {
		for i := range known.All {
			if len(data) < 8<<10 && !bytes.HasPrefix(data, []byte("PK")) {
				f.Add(data, uint8(i))
			}
		}
	})
	f.Fuzz(func(t *testing.T, data []byte, format uint8) {
		bring(t, "2026-03.txt", known.All[int(format)%len(known.All)].ID, data)
	})
}

// FuzzText gives a text to the reader of tables alone: every cell of it stands in the text.
func FuzzText(f *testing.F) {
	for _, text := range []string{"a,b\n\"c\nd\",e\n", "a;\"b\nc", "sep=;\na;b", "\"\"\"\"", "a\rb\rc"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := source.TextTable(t.Context(), text)
		if err != nil {
			return
		}
		last := 0
		for _, row := range table.Rows {
			if row.Line < last || len(row.Cells) > source.MaxColumns {
				t.Fatalf("row on line %d after line %d, %d cells", row.Line, last, len(row.Cells))
			}
			last = row.Line
		}
	})
}
