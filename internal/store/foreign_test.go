package store

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// crafted is a true diary with statements of a stranger's run on it.
func crafted(t testing.TB, statements string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "theirs.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.fill(t.Context(), sample(10), nil))
	must(t, s.release())
	c, err := dial("file:" + filepath.ToSlash(path) + "?mode=rw")
	must(t, err)
	must(t, c.script(statements))
	must(t, c.close())
	return path
}

func TestHostileFilesAreRefused(t *testing.T) {
	for name, statements := range map[string]string{
		"trigger":          "CREATE TRIGGER t AFTER INSERT ON nights BEGIN DELETE FROM nights; END",
		"view":             "DROP TABLE visits; CREATE VIEW visits AS SELECT 1 AS id, '2026-01-01' AS date, '' AS note, 0 AS seal",
		"extra table":      "CREATE TABLE more (x)",
		"virtual table":    "CREATE VIRTUAL TABLE v USING fts5(x)",
		"generated column": "ALTER TABLE visits ADD COLUMN g TEXT AS (upper(note))",
		"other index":      "CREATE INDEX i ON nights (abs(severity))",
		"schema rewritten": "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'BETWEEN 0 AND 10', 'BETWEEN 0 AND 99') WHERE name = 'nights'",
		"value changed":    "UPDATE nights SET severity = 0",
		"night removed":    "DELETE FROM nights WHERE date = (SELECT min(date) FROM nights)",
		"night added":      "INSERT INTO visits VALUES (77, '2026-01-01', '', 0)",
		"ledger changed":   "UPDATE ledger SET rows = 9223372036854775807 WHERE name = 'nights'",
		"ledger emptied":   "DELETE FROM ledger",
		"unknown version":  "PRAGMA user_version = -5",
		"other program":    "PRAGMA application_id = 1",
	} {
		t.Run(name, func(t *testing.T) {
			path := crafted(t, statements)
			if d, err := ReadForeign(t.Context(), path); err == nil {
				t.Errorf("it was read: %d nights", len(d.Nights))
			}
		})
	}
}

func TestOversizedTextInAForgedRowIsRefused(t *testing.T) {
	n := fullNight(day(5))
	n.Note = strings.Repeat("y", diary.MaxNote+1)
	values := nightValues(n)
	path := crafted(t, "PRAGMA ignore_check_constraints = ON")
	c, err := openFile(path, readWrite)
	must(t, err)
	must(t, c.script("PRAGMA ignore_check_constraints = ON"))
	salt, err := c.salt(t.Context())
	must(t, err)
	seal := nightsTable.seal(values, salt)
	must(t, c.exec(nightsTable.insert, append(values, seal)...))
	known, err := c.ledger(t.Context(), nightsTable.name)
	must(t, err)
	must(t, c.book(nightsTable.name, ledgerDelta{known.rows + 1, known.sum + seal}))
	must(t, c.close())
	if _, err := ReadForeign(t.Context(), path); err == nil {
		t.Error("a note beyond the limit was read")
	}
}

func TestFilesThatAreNoDiariesAreNamed(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "other.sqlite")
	must(t, os.WriteFile(other, nil, 0o600))
	c, err := dial("file:" + filepath.ToSlash(other))
	must(t, err)
	must(t, c.script("CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT)"))
	must(t, c.close())
	text := filepath.Join(folder, "letter.txt")
	must(t, os.WriteFile(text, bytes.Repeat([]byte("Dear doctor, "), 50), 0o600))
	for _, path := range []string{other, text, folder} {
		before, _ := os.ReadFile(path)
		if _, err := ReadForeign(t.Context(), path); !is(err, ErrNotADiary) {
			t.Errorf("reading %s gave %v", path, err)
		}
		if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrNotADiary) {
			t.Errorf("opening %s gave %v", path, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", path)
		}
	}
}

func TestForeignDiaryIsReadWithoutATrace(t *testing.T) {
	path := crafted(t, "SELECT 1")
	d, err := ReadForeign(t.Context(), path)
	must(t, err)
	want := sample(10)
	want.Sort()
	if !reflect.DeepEqual(d, want) {
		t.Error("it was read wrong")
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("reading left %v", entries)
	}
}

// FuzzForeign feeds whole files of any content to the reader of strangers' diaries.
func FuzzForeign(f *testing.F) {
	image, _ := diaryBytes(f)
	small, err := os.ReadFile(crafted(f, "SELECT 1"))
	must(f, err)
	f.Add(small)
	f.Add(image[:3*pageSize])
	f.Add([]byte(envelope.Name + "1\n\x00\x00\x00\x04\x00\x00\x00\x00abcd"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := diaryOf(t.Context(), data)
		if err == nil {
			must(t, d.Validate(diary.Date{}))
		}
	})
}

// FuzzScavenge looks for panics and for work without end in the reader of damaged pages.
func FuzzScavenge(f *testing.F) {
	image, _ := diaryBytes(f)
	f.Add(image[:6*pageSize])
	f.Add(image[len(image)-4*pageSize:])
	f.Fuzz(func(t *testing.T, data []byte) {
		d, _, _ := scavengeBytes(t, data).assemble()
		must(t, d.Validate(diary.Date{}))
	})
}
