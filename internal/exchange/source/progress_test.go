package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
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
