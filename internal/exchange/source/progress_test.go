package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestProgressEndsAtTheWhole reads files of each kind to their end.
func TestProgressEndsAtTheWhole(t *testing.T) {
	table := strings.Repeat("Date,Legs\n2026-03-01,6\n", 20_000)
	markup := "<?xml version=\"1.0\"?>\n<HealthData>" + strings.Repeat(" ", 300_000) + "</HealthData>"
	var archive, packed bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range []string{"a.csv", "b/c.csv"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, table); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	g := gzip.NewWriter(&packed)
	if _, err := io.WriteString(g, table); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"t.csv": []byte(table), "e.xml": []byte(markup), "a.zip": archive.Bytes(), "t.csv.gz": packed.Bytes()} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var p Progress
		if _, ok := p.Share(); ok {
			t.Error("it is known before anything is read")
		}
		err := Open(WithProgress(t.Context(), &p), path, func(it Item) error {
			if it.Open == nil {
				return nil
			}
			in, err := it.Open()
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, in)
			return errors.Join(err, in.Close())
		})
		if share, ok := p.Share(); err != nil || !ok || share < 0.999 {
			t.Errorf("%s: %v of it are read, %v, %v", name, share, ok, err)
		}
	}
}

// TestProgressOfSheetsIsThatOfTheirFile: a workbook in an archive is unpacked and then read, which counts once.
func TestProgressOfSheetsIsThatOfTheirFile(t *testing.T) {
	noise := func(w io.Writer) error {
		for i := range uint32(20_000) {
			if _, err := fmt.Fprintf(w, `<row><c><v>%d</v></c></row>`, i*2654435761); err != nil {
				return err
			}
		}
		return nil
	}
	workbook := book(t, noise, "<sst/>")
	in := func(name string, data []byte) []byte {
		return packed(t, func(z *zip.Writer) error {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		})
	}
	var cells bytes.Buffer
	cells.WriteString(`<office:document-content><table:table table:name="a">`)
	for i := range uint32(20_000) {
		fmt.Fprintf(&cells, `<table:table-row><table:table-cell><text:p>%d</text:p></table:table-cell></table:table-row>`, i*2654435761)
	}
	cells.WriteString(`</table:table></office:document-content>`)
	for name, data := range map[string][]byte{"a.xlsx": workbook, "a.zip": in("a.xlsx", workbook), "a.ods": in("content.xml", cells.Bytes())} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var p Progress
		err := Open(WithProgress(t.Context(), &p), path, func(Item) error { return nil })
		if share := float64(p.done.Load()) / float64(p.total.Load()); err != nil || share < 0.9 || share > 1.1 {
			t.Errorf("%s: %v of it are read, %v", name, share, err)
		}
	}
}

// TestReadingStopsWithItsContext stops in the middle of a file.
func TestReadingStopsWithItsContext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "e.xml")
	if err := os.WriteFile(path, []byte("<?xml version=\"1.0\"?>\n<HealthData>"+strings.Repeat(" ", 1<<20)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	err := Open(ctx, path, func(it Item) error {
		in, err := it.Open()
		if err != nil {
			return err
		}
		defer in.Close()
		if _, err := in.Read(make([]byte, 100)); err != nil {
			return err
		}
		stop()
		_, err = in.Read(make([]byte, 100))
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it went on: %v", err)
	}
}

// TestAPeekReadsNoMoreThanABeginning looks into a table that is cut off.
func TestAPeekReadsNoMoreThanABeginning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.csv")
	if err := os.WriteFile(path, []byte("Date,Legs\n"+strings.Repeat("2026-03-01,6\n", 100_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	rows := 0
	err := Peek(t.Context(), path, func(it Item) error {
		rows = len(it.Table.Rows)
		return nil
	})
	if err != nil || rows < 100 || rows > peekBytes/10 {
		t.Errorf("%d rows, %v", rows, err)
	}
}
