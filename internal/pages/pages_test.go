package pages_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"stillnight/internal/pages"
)

// long is a text that goes on in overflow pages.
var long = strings.Repeat("the legs were calm ", 1000)

// file writes an SQLite file with rows of every kind of value.
func file(t testing.TB) []byte {
	path := filepath.Join(t.TempDir(), "file")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	run := func(statement string, args ...any) {
		if _, err := db.Exec(statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	db.SetMaxOpenConns(1)
	run("BEGIN") // one flush for all
	run("CREATE TABLE numbered (id INTEGER PRIMARY KEY, text, whole, real, raw)")
	run("CREATE TABLE named (name TEXT PRIMARY KEY, value) WITHOUT ROWID")
	for i := range 500 {
		run("INSERT INTO numbered VALUES (?, ?, ?, ?, ?)", i+1, fmt.Sprint("text ", i), math.MinInt64+int64(i), float64(i)+0.5, []byte{byte(i), 0})
		run("INSERT INTO named VALUES (?, ?)", fmt.Sprint("name ", i), i)
	}
	run("INSERT INTO numbered VALUES (501, ?, 0, 1.5, NULL)", long)
	run("COMMIT")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t testing.TB, image []byte, take func(pages.Row) bool) {
	t.Helper()
	if err := pages.New(bytes.NewReader(image), int64(len(image)), 6).Rows(t.Context(), take); err != nil {
		t.Fatal(err)
	}
}

func TestThePlaceOfARowIsKnown(t *testing.T) {
	image := file(t)
	counts := make(map[string]int)
	read(t, image, func(r pages.Row) bool {
		if r.Certain || r.Table == "named" {
			counts[r.Table]++
		}
		if r.Misplaced {
			t.Errorf("row %d %.40q of page %d is misplaced", r.Number, r.Values, r.Page)
		}
		return true
	})
	if counts["numbered"] != 501 || counts["named"] != 500 || counts["sqlite_schema"] < 2 {
		t.Errorf("rows by table: %v", counts)
	}
}

func TestAPageInAnothersPlaceIsTold(t *testing.T) {
	image := file(t)
	of := make(map[string][]int) // leaves with their first key
	read(t, image, func(r pages.Row) bool {
		if list := of[r.Table]; len(list) == 0 || list[len(list)-1] != r.Page {
			of[r.Table] = append(of[r.Table], r.Page)
		}
		return true
	})
	numbered := of["numbered"]
	if len(numbered) < 4 {
		t.Fatalf("pages by table: %v", of)
	}
	from, to := numbered[1], numbered[2]
	copy(image[(to-1)*pages.Size:to*pages.Size], image[(from-1)*pages.Size:])
	misplaced := 0
	read(t, image, func(r pages.Row) bool {
		if r.Page == to && r.Misplaced {
			misplaced++
		}
		return true
	})
	if misplaced == 0 {
		t.Error("nobody noticed")
	}
}

func TestEveryRowOfAWholeFileIsFoundAsWritten(t *testing.T) {
	numbered, named := make(map[int64]bool), make(map[string]bool)
	read(t, file(t), func(r pages.Row) bool {
		switch {
		case r.HasNumber && len(r.Values) == 5 && r.Values[0] == nil:
			if !asWritten(r) {
				t.Errorf("row %d reads %.80q", r.Number, r.Values)
			}
			numbered[r.Number] = numbered[r.Number] || r.Certain
		case !r.HasNumber && len(r.Values) == 2:
			name, _ := r.Values[0].(string)
			if want := fmt.Sprint("name ", r.Values[1]); name != want {
				t.Errorf("%q belongs to %q", name, want)
			}
			named[name] = true
		}
		return true
	})
	if len(numbered) != 501 || len(named) != 500 {
		t.Errorf("found %d and %d rows", len(numbered), len(named))
	}
	for i, certain := range numbered {
		if !certain {
			t.Errorf("row %d was found by trying alone", i)
		}
	}
}

// asWritten compares a row of the numbered table with what was put there.
func asWritten(r pages.Row) bool {
	i := r.Number - 1
	if i == 500 {
		return r.Values[1] == long && r.Values[2] == int64(0) && r.Values[3] == 1.5 && r.Values[4] == nil
	}
	raw, _ := r.Values[4].([]byte)
	return r.Values[1] == fmt.Sprint("text ", i) && r.Values[2] == math.MinInt64+i && r.Values[3] == float64(i)+0.5 &&
		bytes.Equal(raw, []byte{byte(i), 0})
}

// TestAPageWithABrokenHeadStillGivesItsRows: then the rows are not certain.
func TestAPageWithABrokenHeadStillGivesItsRows(t *testing.T) {
	image := file(t)
	copy(image[pages.HeaderSize:], "broken")
	for at := pages.Size; at < len(image); at += pages.Size {
		copy(image[at:], "broken")
	}
	found := 0
	read(t, image, func(r pages.Row) bool {
		if len(r.Values) == 5 && r.HasNumber && asWritten(r) {
			found++
			if r.Certain {
				t.Errorf("row %d is called certain", r.Number)
			}
		}
		return false
	})
	if found < 500 {
		t.Errorf("only %d rows were found", found)
	}
}

func TestFreePagesAreKnown(t *testing.T) {
	image := file(t)
	if free := pages.New(bytes.NewReader(image), int64(len(image)), 6).Free(); len(free) != 0 {
		t.Errorf("a file from which nothing was deleted has %d free pages", len(free))
	}
	// A list that leads to itself must not be followed for ever.
	copy(image[32:], []byte{0, 0, 0, 2})
	copy(image[pages.Size:], []byte{0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3})
	if free := pages.New(bytes.NewReader(image), int64(len(image)), 6).Free(); len(free) != 2 || !free[2] || !free[3] {
		t.Errorf("a list of pages 2 and 3 reads %v", free)
	}
}

func FuzzAnyBytes(f *testing.F) {
	image := file(f)
	f.Add(image[:3*pages.Size])
	f.Add(image[:pages.Size+17])
	f.Fuzz(func(t *testing.T, data []byte) {
		pages.New(bytes.NewReader(data), int64(len(data)), 6).Free()
		read(t, data, func(r pages.Row) bool { return len(r.Values)%2 == 0 })
	})
}

// failing is a file that a disk cannot read in places.
type failing struct {
	*bytes.Reader
	bad map[int64]bool // pages
}

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if f.bad[at/pages.Size+1] {
		return 0, errors.New("the disk fails")
	}
	return f.Reader.ReadAt(p, at)
}

// TestAPageThatCannotBeReadCostsItsRowsAlone and those that lie below it are found all the same.
func TestAPageThatCannotBeReadCostsItsRowsAlone(t *testing.T) {
	image := file(t)
	whole, lost, first := 0, 0, 0
	read(t, image, func(r pages.Row) bool {
		if r.HasNumber && r.Certain {
			whole++
			if r.Table == "numbered" && first == 0 {
				first = r.Page
			}
			if r.Page == first {
				lost++
			}
		}
		return true
	})
	broken := pages.New(failing{bytes.NewReader(image), map[int64]bool{int64(first): true}}, int64(len(image)), 6)
	found := 0
	err := broken.Rows(t.Context(), func(r pages.Row) bool {
		if r.HasNumber && r.Certain {
			found++
		}
		return true
	})
	if err != nil || lost == 0 || found != whole-lost {
		t.Errorf("page %d: %d rows of %d were found, %d are in it; %v", first, found, whole, lost, err)
	}
}

func TestReadingEndsWhereNobodyWaits(t *testing.T) {
	image := file(t)
	ctx, cancel := context.WithCancel(t.Context())
	found := 0
	err := pages.New(bytes.NewReader(image), int64(len(image)), 6).Rows(ctx, func(r pages.Row) bool {
		found++
		cancel()
		return true
	})
	if !errors.Is(err, context.Canceled) || found > 200 {
		t.Errorf("%d rows, %v", found, err)
	}
}
